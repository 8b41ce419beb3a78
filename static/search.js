/* The key / leads to the desk's search box, from every page of the desk. It can be switched off
   on the search page: a single key must never be in the way of whoever speaks to the computer. */
"use strict";
(() => {
	const box = document.querySelector("[data-slash]");
	const KEY = "sayso:slash";
	const isOn = () => { try { return localStorage.getItem(KEY) !== "off"; } catch { return true; } };
	const typing = (element) => element.closest("input:not([type=checkbox], [type=radio]), select, textarea, [contenteditable], dialog");
	const isSlash = (event) => event.key === "/" || (event.code === "Slash" && !event.shiftKey && (event.key === "." || event.key > "~"));

	document.addEventListener("keydown", (event) => {
		if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || !isSlash(event)) return;
		if (!box || !isOn() || typing(event.target)) return;
		event.preventDefault();
		box.focus();
		box.select();
	});

	/* Beside the box, while it is heard. */
	const hint = box?.parentElement.querySelector("kbd");
	if (hint) hint.hidden = !isOn();

	const setting = document.querySelector("[data-slash-switch]");
	if (setting) {
		const tick = setting.querySelector("input");
		setting.hidden = false;
		tick.checked = isOn();
		tick.addEventListener("change", () => {
			try { tick.checked ? localStorage.removeItem(KEY) : localStorage.setItem(KEY, "off"); } catch { /* private windows keep nothing */ }
		});
	}
})();
