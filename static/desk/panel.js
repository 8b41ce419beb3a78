/* The passage in hand and the panel that records it: open, shape, keep as a draft, save. */
"use strict";
((desk) => {
	const $ = (id) => document.getElementById(id);
	const panel = $("panel"), form = $("tag-form"), text = desk.text, chain = desk.chain, about = desk.claim;
	if (!text || !chain || !about) return;
	const words = $("words").dataset;
	const idle = $("idle"), claim = $("id_text"), more = $("more");
	const field = (name) => form.elements[name];
	const store = desk.store;
	const state = (said) => { $("state").textContent = said; };
	/* What the server said stays: it brings the undo. */
	const hush = () => { if (!$("state").querySelector(".said-state")) state(""); };

	/* ---- Where the reader is, and the passage in progress */

	let cursor = 0, cursorId = "", passage = null;
	const whole = (index) => ({ start: text.sentences[index].start, end: text.sentences[index].end });
	const last = (list, test) => list.filter(test).at(-1);
	const isOpen = () => panel.hasAttribute("data-open");

	/* One tab stop for all sentences: the one the reader is in. */
	function stand(index) {
		if (text.sentences[cursor]) text.sentences[cursor].element.tabIndex = -1;
		cursor = Math.max(0, index);
		const here = text.sentences[cursor]?.element;
		cursorId = here?.id ?? "";
		if (here) here.tabIndex = 0;
	}
	function reread() {
		text.read();
		const id = cursorId;
		cursor = 0;
		stand(text.sentences.findIndex((one) => one.element.id === id));
	}
	function setPassage(next) {
		passage = next;
		text.paint(passage);
		if (isOpen() && passage) showPassage();
	}
	function go(index) {
		stand(Math.min(Math.max(index, 0), text.sentences.length - 1));
		back();
	}
	function back() {
		const here = text.sentences[cursor]?.element;
		here?.focus({ preventScroll: true });
		here?.scrollIntoView({ block: "nearest" });
	}
	function hop(by) {
		go(cursor + by);
		setPassage(isOpen() ? whole(cursor) : null);
	}
	/* Into the text, where nobody has tagged yet. */
	function begin() {
		go(Math.max(0, text.sentences.findIndex((one) => !one.element.querySelector("mark"))));
	}

	/* Of a passage, its end or its start a word on or back; of one word alone, only the signs beside it go. */
	const step = {
		"end on": ({ end }, near) => text.edges(near.find((w) => w.end > end), near)?.end,
		"end back": ({ start, end }, near) => {
			const held = near.filter((w) => w.end > start && w.end <= end);
			return text.edges(held.at(-2), near)?.end ?? held.at(-1)?.end;
		},
		"start on": ({ start, end }, near) => {
			const held = near.filter((w) => w.start >= start && w.start < end);
			return text.edges(held[1], near)?.start ?? held[0]?.start;
		},
		"start back": ({ start }, near) => text.edges(last(near, (w) => w.start < start), near)?.start,
	};
	function move(how) {
		const from = passage ?? whole(cursor), [side] = how.split(" ");
		setPassage({ ...from, [side]: step[how](from, text.wordsNear(from[side])) ?? from[side] });
	}
	function extend(by) {
		const from = passage ?? whole(cursor);
		const target = text.sentences[text.sentenceAt(from.end - 1) + by];
		if (target && target.end > from.start) setPassage({ start: from.start, end: target.end });
	}
	function clause() {
		const here = text.sentences[cursor], found = text.clauses(here);
		if (!found.length) return;
		const same = passage ? found.findIndex((one) => one.start === passage.start && one.end === passage.end) : -1;
		const narrowed = passage && (passage.start > here.start || passage.end < here.end);
		const around = narrowed ? found.findIndex((one) => one.end > passage.start) : 0;
		setPassage(found[same >= 0 ? (same + 1) % found.length : Math.max(0, around)]);
	}
	function takeSelection() {
		const found = text.selected();
		if (!found) return;
		stand(text.sentenceAt(found.start));
		setPassage(found);
		open({ focus: false });
		/* Pressed beside it, the focus is where no key is heard. */
		if (document.activeElement.matches("body, #main")) text.sentences[cursor].element.focus({ preventScroll: true });
	}
	/* Beside the text the bench scrolls, on a phone the panel. */
	const bench = panel.parentElement, scrollers = [panel, bench];
	const toTop = () => { for (const one of scrollers) one.scrollTop = 0; };
	/* What has the focus, or is marked in its list, is whole above the bar with Save, also after what stands above has
	   grown: some of what is said there comes a moment after the focus has gone on. */
	function keepInSight() {
		const here = document.activeElement;
		if (form.contains(here)) ($(here.getAttribute("aria-activedescendant")) ?? here).scrollIntoView({ block: "nearest" });
	}
	new ResizeObserver(keepInSight).observe(form);

	/* ---- Open and closed */

	function open({ focus = true, stance = "" } = {}) {
		if (!text.sentences.length) return;
		if (!passage) setPassage(whole(cursor));
		if (!isOpen()) reset();
		panel.setAttribute("data-open", "");
		panel.removeAttribute("data-ready");
		form.hidden = false;
		if (idle) idle.hidden = true;
		if (stance) form.querySelector(`[name=stance][value=${stance}]`).checked = true;
		showPassage();
		fit();
		/* Where the article ends, the list of tags may have pushed its top out of the window. */
		if (getComputedStyle(bench).position === "sticky" && bench.getBoundingClientRect().top < 0) bench.scrollIntoView({ block: "nearest" });
		text.sentences[cursor]?.element.scrollIntoView({ block: "nearest" });
		fit();
		toTop();
		if (focus) { claim.focus({ preventScroll: true }); claim.select(); keepInSight(); }
	}
	/* Beside the text, the panel ends where the window does: Save is always in sight. */
	function fit() {
		bench.style.setProperty("--room", `${Math.max(16, bench.getBoundingClientRect().top)}px`);
	}
	function reset() {
		form.reset();
		chosen.clear();
		$("quote").style.minBlockSize = "";
		about.reset();
		$("problems").replaceChildren();
		$("recorded").replaceChildren();
		chain.clear();
		more.open = Boolean(store.get("more"));
		showMore();
		$("cue").textContent = $("tagged").textContent = "";
		/* Nothing of this was typed. */
		desk.notLater("draft");
		inHand = null;
		hush();
	}
	function showPassage() {
		const exact = text.slice(passage.start, passage.end);
		$("quote").textContent = exact;
		$("steps").dir = getComputedStyle(text.sentences[cursor].element).direction;
		field("start").value = text.toPoints(passage.start);
		field("end").value = text.toPoints(passage.end);
		field("exact").value = exact;
		field("before").value = text.before(passage.start);
		field("after").value = text.after(passage.end);
		about.suggest(exact);
		desk.later("hints", hints, 120);
		offerDrafts();
	}
	function close() {
		desk.now("draft");
		if (panel.dataset.editing) { location.assign($("close").href); return; }
		panel.removeAttribute("data-open");
		form.hidden = true;
		if (idle) idle.hidden = false;
		inHand = null;
		/* What is said of this passage would come to the next. */
		desk.notLater("hints");
		asking?.abort();
		offerDrafts();
		toTop();
		const inside = panel.contains(document.activeElement) || document.activeElement === document.body;
		setPassage(null);
		if (inside) back();
	}

	/* What the passage suggests, until a person chooses. */
	const HINTED = ["certainty", "caveat", "silence"], chosen = new Set();
	form.addEventListener("change", ({ target }) => chosen.add(target.name));
	let asking = null;
	async function hints() {
		if (!passage || !isOpen()) return;
		asking?.abort();
		asking = new AbortController();
		const asked = new URLSearchParams({ start: field("start").value, end: field("end").value, capture: panel.dataset.capture, version: field("version").value });
		try {
			const answer = await fetch(`${panel.dataset.hints}?${asked}`, { signal: asking.signal });
			if (!answer.ok) return;
			const found = await answer.json();
			$("cue").textContent = found.cue;
			$("tagged").textContent = found.tagged;
			keepInSight();
			if (panel.dataset.editing) return;
			for (const name of HINTED) if (!chosen.has(name)) field(name).value = found[name];
		} catch { /* a newer request took its place, or the network is gone: nothing is suggested */ }
	}

	/* What is folded up is not sent: what you see is what is stored. */
	function showMore(open = more.open) {
		$("more-fields").disabled = !open;
		$("left-out").hidden = open;
	}
	function unfold() { more.open = true; showMore(); }
	more.addEventListener("toggle", () => showMore());
	/* Before it opens or shuts, so that the next key finds the fields as they will be. */
	more.querySelector("summary").addEventListener("click", () => { store.set("more", more.open ? null : "1"); showMore(!more.open); });
	/* Whoever names the speaker is asked the rest. */
	chain.rows.addEventListener("sayso:chain", ({ detail: { taken } }) => {
		if (isOpen() && !chain.isEmpty()) unfold();
		if (taken) state(words.taken.replace("{who}", taken));
		desk.later("draft", () => keepDraft({ quietly: Boolean(taken) }), 300);
	});
	/* On to how sure, with whose word it is still in sight: said again there where it was taken over. */
	function chainDone() {
		field("certainty").focus();
		const again = $("taken-over");
		(again.hidden ? chain.rows.closest("fieldset") : again).scrollIntoView({ block: "nearest" });
	}
	chain.rows.addEventListener("sayso:chain-done", chainDone);
	claim.addEventListener("keydown", (event) => {
		if (event.key !== "Enter" || event.isComposing || event.ctrlKey || event.metaKey || event.defaultPrevented) return;
		event.preventDefault();
		if (event.altKey) { about.takeQuestion(); return; }
		if (about.takeSame()) return;
		unfold();
		if (chain.isEmpty() && !chain.takeLast()) chain.focus(); else chainDone();
	});

	/* ---- Drafts of tags, each with its passage. */

	let inHand = null;
	const drafts = desk.draftsOf(`${panel.dataset.draft}${panel.dataset.editing ? `:${panel.dataset.editing}` : ""}`);
	function keepDraft({ quietly = false } = {}) {
		if (!isOpen() || !passage) return;
		const values = [...new FormData(form)].filter(([name]) => !["csrfmiddlewaretoken", "signed_in", "key", "version"].includes(name));
		const at = desk.time();
		inHand ??= String(Date.now());
		drafts.keep({ id: inHand, at, passage, values, touched: about.touched, more: more.open });
		offerDrafts();
		if (!quietly) state(words.draft.replace("{time}", at));
	}
	const valueOf = (draft, name) => draft.values.find(([one]) => one === name)?.[1];
	const partOf = (draft) => panel.dataset.editing ? field("part").value : valueOf(draft, "part");
	const isHere = (draft) => partOf(draft) === field("part").value;
	/* In the midst of a passage, drafts of others wait until it is closed. */
	const fits = ({ start, end }) => !isOpen() || panel.dataset.editing || (start < passage.end && end > passage.start);
	/* Its words still stand here; or in another part of the same text, which will look for them itself. */
	const stands = (draft) => isHere(draft)
		? text.slice(draft.passage.start, draft.passage.end) === valueOf(draft, "exact") && fits(draft.passage)
		: !isOpen() && valueOf(draft, "capture") === panel.dataset.capture;
	function offerDrafts() {
		desk.offer($("draft"), drafts.all().filter((one) => one.id !== inHand && stands(one)), {
			words: (draft) => valueOf(draft, "exact"),
			where: (draft) => isHere(draft) ? "" : words.onPart.replace("{part}", partOf(draft)),
			href: (draft) => isHere(draft) ? "" : `${words.here}?part=${partOf(draft)}#draft=${draft.id}`,
			onContinue: continueDraft,
			onDrop: dropDraft,
		});
	}
	/* Of a tag that is edited, all; else the one in hand and whatever else was typed on its passage. */
	function forgetDraft() {
		desk.notLater("draft");
		const same = (one) => isHere(one) && one.passage.start === passage?.start && one.passage.end === passage.end && valueOf(one, "exact") === field("exact").value;
		drafts.drop((one) => panel.dataset.editing || one.id === inHand || same(one));
		offerDrafts();
	}
	function dropDraft(draft) {
		drafts.drop((one) => one.id === draft.id);
		offerDrafts();
		hush();
		back();
	}
	/* Whoever comes from another part for a draft finds it open. */
	function arrive() {
		const id = location.hash.match(/^#draft=(\d+)$/)?.[1];
		const draft = id && drafts.all().find((one) => one.id === id && isHere(one) && stands(one));
		if (id) history.replaceState(null, "", location.pathname + location.search);
		if (draft) continueDraft(draft); else offerDrafts();
	}
	const PLACE = ["start", "end", "exact", "before", "after", "capture", "part", "row"];
	function continueDraft(kept) {
		desk.now("draft");
		stand(text.sentenceAt(kept.passage.start));
		setPassage(kept.passage);
		open({ focus: false });
		inHand = kept.id;
		more.open = kept.more;
		showMore();
		chain.rows.replaceChildren();
		const rows = new Map(kept.values.filter(([name]) => name === "row").map(([, row]) => [row, chain.add()]));
		about.touched = kept.touched;
		for (const box of form.querySelectorAll("[type=checkbox]")) box.checked = false;
		for (const [name, value] of kept.values) {
			const [, row, part] = name.match(/^link-(\w+?)-(\w+)$/) ?? [];
			const element = row ? rows.get(row) && chain.part(rows.get(row), part) : field(name);
			if (!element || PLACE.includes(name)) continue;
			if (element.type === "checkbox") element.checked = true; else element.value = value;
			if (value) chosen.add(name);
			if (part === "who") chain.told(rows.get(row));
		}
		about.cameBack();
		offerDrafts();
		claim.focus();
	}
	form.addEventListener("input", () => desk.later("draft", () => keepDraft(), 300));
	/* Whoever leaves in the midst of a word keeps it. */
	addEventListener("pagehide", () => desk.now("draft"));

	/* ---- Saving */

	form.addEventListener("keydown", (event) => {
		const isSent = event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.isComposing;
		if (isSent) { event.preventDefault(); form.requestSubmit(document.activeElement.closest("#recorded button")); }
	});
	form.addEventListener("htmx:beforeRequest", () => { desk.notLater("draft"); desk.closeList(); state(words.saving); });
	/* The counts of the queues come after a save, and say nothing of it. */
	const aside = (event) => event.detail.elt?.id === "queue-counts";
	document.body.addEventListener("htmx:beforeSwap", (event) => {
		/* Signed out meanwhile: the answer is the log-in page, and nothing was saved. */
		if (new URL(event.detail.xhr.responseURL).pathname.startsWith(words.login)) { event.detail.shouldSwap = false; if (!aside(event)) fail(words.signedOut); }
	});
	for (const failure of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
		document.body.addEventListener(failure, (event) => { if (!aside(event)) fail(event.detail.xhr?.status === 403 ? words.notYou : words.failed); });
	}
	function fail(said) {
		const note = document.createElement("p");
		note.className = "note error";
		note.setAttribute("role", "alert");
		note.textContent = said;
		(isOpen() ? $("problems") : $("notice")).replaceChildren(note);
		keepDraft();
		state(words.notSaved);
		if (isOpen() && form.contains(document.activeElement)) toProblems();
	}
	document.body.addEventListener("htmx:afterRequest", (event) => {
		const { xhr, elt } = event.detail;
		if (elt !== form || ![409, 422].includes(xhr?.status)) {
			/* What was edited is saved, and the browser is on its way to it. */
			if (elt === form && xhr?.getResponseHeader("HX-Redirect")) forgetDraft();
			return;
		}
		keepDraft();
		state(xhr.status === 409 ? words.conflict : words.notSaved);
		if (!about.toMeant()) toProblems();
	});
	/* Whoever sent it is led to what is wrong with it, however far the panel was scrolled. */
	function toProblems() {
		const box = $("problems").querySelector("section, [role=alert]") ?? $("problems");
		box.tabIndex = -1;
		leadTo(box, 8);
	}
	/* The page stays at the sentence. */
	function leadTo(element, below) {
		element.focus({ preventScroll: true });
		for (const one of scrollers) one.scrollTop += element.getBoundingClientRect().top - one.getBoundingClientRect().top - below;
	}
	$("problems").addEventListener("click", (event) => {
		const field = $(event.target.closest("a[href^='#']")?.hash.slice(1));
		if (!form.contains(field)) return;
		event.preventDefault();
		if (more.contains(field)) unfold();
		leadTo(field, bench.clientHeight / 3);
	});
	/* A colleague tagged in the same instant: what the answer belongs beside is not on this page yet. */
	document.body.addEventListener("htmx:oobErrorNoTarget", () => location.reload());
	document.body.addEventListener("sayso:tagged", (event) => {
		const fromPanel = event.target === form;
		if (fromPanel) { forgetDraft(); close(); }
		reread();
		setPassage(isOpen() ? passage : null);
		if (fromPanel || document.activeElement === document.body) back();
		if (!isOpen()) chain.offerLast();
	});

	/* The form that came with the page: an edit, or one that was refused without script. */
	function resume() {
		const exact = field("exact").value, start = text.fromPoints(Number(field("start").value));
		const found = { start, end: start + exact.length };
		if (!exact || text.slice(found.start, found.end) !== exact) return;
		stand(text.sentenceAt(start));
		passage = found;
		about.touched = true;
		panel.setAttribute("data-open", "");
		text.paint(passage);
		text.sentences[cursor]?.element.scrollIntoView({ block: "center" });
		$("steps").dir = getComputedStyle(text.sentences[cursor].element).direction;
		/* Of a tag that is opened to be completed, the first field that is not. */
		const first = form.querySelector("[autofocus]:is(input, select)") ?? claim;
		first.focus({ preventScroll: true });
		first.scrollIntoView({ block: "nearest" });
	}

	desk.panel = {
		isOpen, open, close, begin, hop, move, extend, clause, stand, takeSelection, reread, resume, arrive, showMore, fit, keepInSight,
		get passage() { return passage; },
	};
})(window.desk ??= {});
