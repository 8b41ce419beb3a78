/* Every form of the desk: it is sent with the token of who is signed in now, and what was typed in it and
   not sent is there again when the page comes back, whatever else on it was used meanwhile. */
"use strict";
(() => {
	const { unsent: told, user } = document.currentScript.dataset;
	/* Whoever signs in next in this tab is not shown what somebody else was writing. */
	const TOKEN = "csrfmiddlewaretoken", KEY = `sayso:unsent:${user}`;

	/* Signing in, also in another tab, makes a new token, and the one in the page is refused from then on. */
	function renewToken(form) {
		const now = document.cookie.match(/(?:^|; )csrftoken=(\w+)/)?.[1], field = form.elements[TOKEN];
		if (now && field) field.value = now;
	}

	/* Whose page it is goes along, so that nothing is recorded as written by another who signed in since. */
	document.addEventListener("formdata", ({ target, formData }) => { if (target.closest("main")) formData.set("signed_in", user); });

	/* A link to what is folded up opens it, and leads to its first field. */
	document.addEventListener("click", (event) => {
		const link = event.target.closest("a[href^='#']"), folded = link && document.getElementById(link.hash.slice(1));
		if (!folded?.matches("details")) return;
		event.preventDefault();
		folded.open = true;
		(folded.querySelector("textarea, select, input:not([type=hidden])") ?? folded.querySelector("summary")).focus();
	});

	/* In this tab only, under each form's address and the names of its fields. */
	const read = () => { try { return JSON.parse(sessionStorage.getItem(KEY)) ?? {}; } catch { return {}; } };
	const write = (kept) => { try { sessionStorage.setItem(KEY, JSON.stringify(kept)); } catch { /* private windows keep nothing */ } };
	const typed = (form) => [...form.elements].filter((one) => one.name && one.matches("input:not([type=hidden], [type=file], [type=password]), select, textarea"));
	const nameOf = (form) => [form.getAttribute("action") || location.pathname, ...new Set(typed(form).map((one) => one.name))].join(" ");
	/* The tag panel and the article's text have drafts of their own. */
	const forms = () => [...document.querySelectorAll("main form[method=post]:not(#tag-form, [data-entry])")].filter((form) => typed(form).length);

	const isTick = (one) => one.matches("[type=checkbox], [type=radio]");
	function isChanged(one) {
		if (isTick(one)) return one.checked !== one.defaultChecked;
		const given = [...one.options ?? []].find((option) => option.defaultSelected) ?? one.options?.[0];
		return one.value !== (one.options ? given?.value : one.defaultValue);
	}
	/* What a refused form comes back with was typed, too. */
	const isRefused = (form) => form.querySelector(".errorlist, .note.error");
	function wordsOf(form) {
		return typed(form).filter((one) => isRefused(form) || isChanged(one)).map((one) => [one.name, one.value, one.checked]);
	}
	function putBack(form, words) {
		for (const [name, value, checked] of words) {
			const all = typed(form).filter((one) => one.name === name);
			const here = all.find((one) => isTick(one) && one.value === value);
			if (here) here.checked = checked; else if (all.length && !isTick(all[0])) all[0].value = value;
		}
		if (!wordsOf(form).length) return;
		const note = document.createElement("p");
		note.className = "small quiet";
		note.textContent = told;
		form.append(note);
		for (let around = form.closest("details"); around; around = around.parentElement.closest("details")) around.open = true;
	}

	let sent = null;
	document.addEventListener("submit", ({ target }) => { renewToken(target); sent = target; }, { capture: true });
	document.addEventListener("input", ({ target }) => { if (target.form === sent) sent = null; });
	addEventListener("pagehide", () => {
		const kept = read();
		for (const form of forms()) {
			const words = wordsOf(form);
			delete kept[nameOf(form)];
			if (words.length) kept[nameOf(form)] = { words, sent: form === sent };
		}
		write(kept);
	});

	/* What was sent is saved, unless one had to sign in first, or is told that it was not done. */
	const undone = document.querySelector("main > .note.error") || document.referrer.includes("/desk/login/");
	const kept = read();
	for (const [name, one] of Object.entries(kept)) if (one.sent && !undone) delete kept[name];
	for (const form of forms()) {
		const mine = kept[nameOf(form)];
		if (mine && !isRefused(form)) putBack(form, mine.words);
		delete kept[nameOf(form)];
	}
	write(kept);
})();
