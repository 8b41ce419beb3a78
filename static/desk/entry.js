/* What is typed of an article: on this device until it is recorded, whichever way in is tried meanwhile.
   On the page of a recorded article, its draft is gone. */
"use strict";
((desk) => {
	const $ = (id) => document.getElementById(id);
	const { store } = desk;
	const of = (key) => desk.draftsOf(`entry:${key}`);
	const form = document.querySelector("form.entry[data-entry]");
	if (!form) {
		/* Only the answer to what was sent says that it is recorded. */
		if (document.querySelector("[data-told=recorded]")) {
			for (const [key, id] of JSON.parse(store.get("entry-sent")) ?? []) of(key).drop((one) => one.id === id);
			store.set("entry-sent", null);
		}
		return;
	}
	const { entry: key, draft: told, tooLong } = form.dataset;
	const own = of(key), typed = new Set(), sources = [];
	const field = (name) => form.elements[name];
	/* Of which draft this window is, as long as it is open: it goes on by itself where the same form comes back. */
	const tab = {
		get() { try { return sessionStorage.getItem(`sayso:entry:${key}`); } catch { return null; } },
		set(id) { try { id ? sessionStorage.setItem(`sayso:entry:${key}`, id) : sessionStorage.removeItem(`sayso:entry:${key}`); } catch { /* as above */ } },
	};
	/* Opened for another article it is empty, and the last one's draft is on offer. */
	const CAME_FROM = [new URL(form.action).pathname, "/desk/intakes/"];
	function comesBack() {
		const how = performance.getEntriesByType("navigation")[0]?.type;
		const from = document.referrer && new URL(document.referrer).pathname;
		return key !== "new" || how === "reload" || how === "back_forward" || CAME_FROM.some((path) => from.startsWith(path));
	}
	if (!comesBack()) tab.set(null);
	let inHand = tab.get(), unkept = false;

	function keep() {
		const values = [...typed].map((name) => [name, field(name).type === "checkbox" ? field(name).checked : field(name).value]);
		inHand ??= String(Date.now());
		tab.set(inHand);
		const at = desk.time();
		if (values.some(([, value]) => value)) unkept = !own.keep({ id: inHand, at, values });
		else { own.drop((one) => one.id === inHand); unkept = false; }
		ownTab();
		tell(unkept ? tooLong : told.replace("{time}", at));
	}
	function tell(said) {
		$("entry-state").textContent = said;
		$("entry-drop").hidden = false;
	}
	$("entry-drop").addEventListener("click", () => {
		desk.notLater("draft");
		own.drop((one) => one.id === inHand);
		tab.set(null);
		unkept = false;
		location.assign(form.action);
	});
	/* What is kept is here again after any other form: only what is not needs this tab to stay. */
	function ownTab() {
		for (const other of document.querySelectorAll("form[target]")) other.target = unkept ? "_blank" : "_self";
		if ($("own-tab")) $("own-tab").hidden = !unkept;
	}
	function fill(draft) {
		for (const [name, value] of draft.values) {
			const here = field(name);
			if (!here) continue;
			if (here.type === "checkbox") here.checked = value; else here.value = value;
			typed.add(name);
		}
	}
	/* What was typed to paste it can be put in where a page is confirmed, too. */
	const others = key === "new" ? null : of("new");
	function offer() {
		desk.offer($("draft"), [...(others?.all() ?? []), ...own.all()].filter((one) => one.id !== inHand && !sources.includes(one.id)), {
			words: (draft) => String(draft.values.find(([name]) => name === "text")?.[1] || draft.values.find(([, value]) => value)?.[1] || ""),
			onContinue(draft) {
				fill(draft);
				if (others?.all().some((one) => one.id === draft.id)) { sources.push(draft.id); keep(); } else { inHand = draft.id; tab.set(inHand); tell(told.replace("{time}", draft.at)); }
				offer();
				field("text").focus();
			},
			onDrop(draft) {
				for (const drafts of [own, others]) drafts?.drop((one) => one.id === draft.id);
				offer();
				field("text").focus();
			},
		});
	}

	form.addEventListener("input", ({ target }) => {
		if (!target.name) return;
		typed.add(target.name);
		desk.later("draft", keep, 300);
	});
	let sending = false;
	document.addEventListener("submit", ({ target }) => {
		desk.now("draft");
		sending = target === form;
		if (sending) store.set("entry-sent", JSON.stringify([[key, inHand], ...sources.map((id) => ["new", id])]));
	});
	addEventListener("pagehide", () => desk.now("draft"));
	addEventListener("beforeunload", (event) => { if (unkept && !sending) event.preventDefault(); });

	const mine = inHand && own.all().find((one) => one.id === inHand);
	if (!mine) inHand = null;
	else if (form.dataset.refused === undefined) {
		fill(mine);
		tell(told.replace("{time}", mine.at));
	} else for (const [name] of mine.values) if (field(name)) typed.add(name);
	offer();
	ownTab();

	/* The first way in has the focus, where that calls up no keyboard over the others. What is pasted in the address or
	   beside every field goes where it belongs: an address there, more words than one to the text. */
	const first = document.querySelector(".ways input:not([type=hidden])"), address = document.querySelector(".ways [name=url]");
	const nowhere = document.activeElement === document.body && !inHand && !location.hash;
	if (nowhere && matchMedia("(hover: hover) and (pointer: fine)").matches) (first ?? field("headline")).focus({ preventScroll: true });
	if (!first) return;
	document.addEventListener("paste", (event) => {
		const words = event.clipboardData.getData("text/plain").trim(), here = event.target;
		const belongs = address && /^https?:\/\/\S+$/i.test(words) ? address : field("text");
		const misplaced = here === address && /\s/.test(words);
		if (!words || (here.matches("input:not([type=file]), textarea") && !misplaced)) return;
		event.preventDefault();
		belongs.focus();
		belongs.setRangeText(words, belongs.selectionStart, belongs.selectionEnd, "end");
		belongs.dispatchEvent(new Event("input", { bubbles: true }));
	});
})(window.desk ??= {});
