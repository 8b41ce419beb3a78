/* Hands: keys by the letter, or by its place on a keyboard of another script; the mouse; a
   finger. Then the page begins. */
"use strict";
((desk) => {
	const $ = (id) => document.getElementById(id);
	const panel = desk.panel, text = desk.text;
	if (!panel) return;
	const sheet = $("panel"), form = $("tag-form");

	/* Whoever presses a key has one, and is told of the others. */
	const keyed = () => document.documentElement.toggleAttribute("data-keyed", true);
	const keysOn = $("keys-on");
	keysOn.checked = desk.store.get("keys") !== "off";
	keysOn.addEventListener("change", () => desk.store.set("keys", keysOn.checked ? null : "off"));
	const PLACES = { KeyJ: "j", KeyK: "k", KeyL: "l", KeyH: "h", KeyC: "c", KeyN: "n", KeyP: "p", KeyU: "u", Slash: "?" };
	function keyOf(event) {
		if (/^[\x20-\x7e]$/.test(event.key) || event.key === "Enter" || event.key === "Escape") return event.key.toLowerCase();
		if (event.code === "Slash" && !event.shiftKey) return "";
		return PLACES[event.code] ?? event.code.match(/^(?:Digit|Numpad)([1-4])$/)?.[1] ?? "";
	}
	const STANCES = { 1: "support", 2: "deny", 3: "query", 4: "none" };
	const tagAs = (key) => [key, () => panel.open({ stance: STANCES[key] })];
	const KEYS = {
		j: () => panel.hop(1),
		k: () => panel.hop(-1),
		J: () => panel.extend(1),
		K: () => panel.extend(-1),
		l: () => panel.move("end on"),
		h: () => panel.move("end back"),
		L: () => panel.move("start on"),
		H: () => panel.move("start back"),
		c: panel.clause,
		n: () => nextTag(1),
		p: () => nextTag(-1),
		u: () => document.querySelector("#undo button")?.click(),
		"?": () => $("keys").showModal(),
		...Object.fromEntries(Object.keys(STANCES).map(tagAs)),
	};
	/* While the focus is nowhere yet: in, to help, to a tag. Nothing that writes. */
	const DOORS = { j: panel.begin, k: panel.begin, "?": KEYS["?"], n: KEYS.n, p: KEYS.p };
	function nextTag(by) {
		const links = [...text.element.querySelectorAll("sup a")];
		const here = document.activeElement;
		const at = links.indexOf(here);
		const follows = (link) => here.compareDocumentPosition(link) & Node.DOCUMENT_POSITION_FOLLOWING;
		const first = by > 0 ? links.findIndex(follows) : links.findLastIndex((link) => !follows(link));
		links[at >= 0 ? at + by : first]?.focus();
	}
	const withModifier = (event) => event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.getModifierState("AltGraph");
	text.element.addEventListener("keydown", (event) => {
		if (withModifier(event)) {
			if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && panel.isOpen()) { event.preventDefault(); form.requestSubmit(); }
			return;
		}
		const key = keyOf(event);
		if (key === "escape" && (panel.isOpen() || panel.passage)) { event.preventDefault(); panel.close(); return; }
		if (key === "enter" && event.target.closest("[data-sentence]") === event.target) { event.preventDefault(); panel.open(); return; }
		const act = KEYS[event.shiftKey && /[a-z]/.test(key) ? key.toUpperCase() : key];
		if (!act || !keysOn.checked) return;
		event.preventDefault();
		keyed();
		act();
	});
	/* From a row of the list, where an act in it leaves one, the same, and the undo that it may name. */
	const ROWS = { ...DOORS, u: KEYS.u };
	document.addEventListener("keydown", (event) => {
		const nowhere = event.target === document.body || event.target.id === "main";
		const keys = nowhere ? DOORS : event.target.matches?.("#tags > tr") && ROWS;
		const act = keys && keysOn.checked && !withModifier(event) && keys[keyOf(event)];
		if (act) { event.preventDefault(); keyed(); act(); }
	});
	/* Whether U is heard where the focus is. As an attribute: a style that asks for it itself costs 10 ms at each J. */
	function tellHeard() {
		const here = document.activeElement;
		document.documentElement.toggleAttribute("data-heard", text.element.contains(here) || here.matches("#tags > tr"));
	}
	document.addEventListener("focusin", tellHeard);
	document.addEventListener("focusout", ({ relatedTarget }) => { if (!relatedTarget) setTimeout(tellHeard); });
	/* Beside each stance stands its key, which chooses it from any control of the form that takes no text,
	   nor names that may begin with a digit. */
	form.addEventListener("keydown", (event) => {
		const stance = STANCES[keyOf(event)];
		if (!stance || !keysOn.checked || withModifier(event) || !event.target.matches("[type=radio], [type=checkbox], select:not(#id_topic), button, summary")) return;
		event.preventDefault();
		const chosen = form.querySelector(`[name=stance][value=${stance}]`);
		if (!chosen.checked) chosen.click();
		if (event.target.name === "stance") chosen.focus();
	});
	sheet.addEventListener("keydown", (event) => { if (event.key === "Escape" && panel.isOpen() && !event.defaultPrevented) { event.preventDefault(); panel.close(); } });

	/* ---- Pointers, and the focus */

	const narrow = matchMedia("(width < 56rem)");
	text.element.addEventListener("focusin", (event) => {
		const index = text.sentenceOf(event.target);
		if (index < 0) return;
		panel.stand(index);
		sheet.setAttribute("data-begun", "");
		if (panel.isOpen()) return;
		sheet.setAttribute("data-ready", "");
		/* On a phone that brings up a bar, which must not hide what was just tapped. */
		if (narrow.matches) event.target.scrollIntoView({ block: "nearest" });
	});
	/* While a passage is selected, nothing else is, wherever the pointer strays (:root[data-selecting]). Chromium lets
	   a selection grow only from within what has the focus: pressed on the near half of its first letter, a sentence
	   takes the focus, but the selection begins in the blank before it. Then the focus waits for the end of it. */
	const selecting = document.documentElement.dataset;
	let waiting = null;
	function release() {
		delete selecting.selecting;
		waiting?.focus({ preventScroll: true });
		waiting = null;
	}
	text.element.addEventListener("pointerdown", ({ pointerType, button, shiftKey }) => {
		if (button !== 0) return;
		selecting.selecting = "";
		/* Pressed on what is selected already, it would be dragged away as a whole. */
		if (pointerType === "mouse" && !shiftKey) getSelection().removeAllRanges();
	});
	document.addEventListener("selectionchange", () => {
		const here = document.activeElement, { anchorNode, isCollapsed } = getSelection();
		if (selecting.selecting === undefined || !isCollapsed || text.sentenceOf(here) < 0 || here.contains(anchorNode)) return;
		waiting = here;
		here.blur();
	});
	document.addEventListener("pointerup", (event) => {
		if (selecting.selecting === undefined && sheet.contains(event.target)) return;
		/* Only then the browser has done with the selection. */
		setTimeout(() => { release(); panel.takeSelection(); });
	});
	document.addEventListener("pointercancel", release);
	$("idle-begin")?.addEventListener("click", panel.begin);
	$("idle-tag")?.addEventListener("click", () => panel.open());
	if ($("close").tagName === "BUTTON") $("close").addEventListener("click", panel.close);
	/* While it is pressed again and again, a button stays under the finger though the passage grows shorter. */
	$("steps").addEventListener("click", ({ target: { dataset: { step } } }) => {
		if (!step) return;
		$("quote").style.minBlockSize = `${$("quote").getBoundingClientRect().height}px`;
		panel.move(step);
	});
	$("help-open")?.addEventListener("click", () => $("keys").showModal());

	addEventListener("scroll", () => { if (panel.isOpen()) panel.fit(); }, { passive: true });
	addEventListener("resize", panel.fit);
	/* Whatever Tab comes to is in sight: browsers leave a field with text in it where it is. */
	sheet.addEventListener("focusin", ({ target }) => {
		if (target.tabIndex >= 0 && target.matches(":focus-visible")) target.scrollIntoView({ block: "nearest" });
	});

	/* ---- Begin */

	for (const part of document.querySelectorAll(".script")) part.hidden = false;
	panel.reread();
	desk.claim.shapeAnswer();
	desk.chain.offerLast();
	panel.showMore();
	if (!form.hidden) panel.resume();
	panel.arrive();
	panel.fit();
	panel.keepInSight();
	tellHeard();
	/* Where there is no keyboard to name, the bar at the thumb says how to begin. */
	if (narrow.matches && desk.isTouch() && !panel.isOpen()) sheet.setAttribute("data-ready", "");
})(window.desk ??= {});
