/* The list of tags below the text. What was done there is said there, in the row or in the place of the
   button, until the next act. When the row or the button that had the focus is gone, the focus goes to what
   took its place, which says it to those who listen. Before panel.js, which leads into the text where
   nothing else is left. */
"use strict";
(() => {
	const $ = (id) => document.getElementById(id);
	const rows = $("tags"), title = $("tags-title");
	if (!rows || !title) return;
	const part = title.closest("section");
	title.tabIndex = -1;
	/* The row that was acted on, then those that may take its place, by id; none for a button about them all. */
	let left = null, told = [], elsewhere = false;

	document.body.addEventListener("htmx:beforeRequest", ({ target }) => {
		/* The counts of the queues come after an act, and are none. */
		if (target.id === "queue-counts") return;
		told = [...part.querySelectorAll(".told, .gone")];
		if (!part.contains(target)) { left = null; return; }
		/* By its key, from the text. */
		elsewhere = document.activeElement !== document.body && !part.contains(document.activeElement);
		const row = target.closest("#tags > tr");
		left = row ? [row, row.nextElementSibling, row.previousElementSibling].map((one) => one?.id) : [];
	});
	function settle(places) {
		for (const one of told) one.remove();
		told = [];
		$("no-tags").hidden = rows.children.length > 0;
		$("tag-list").hidden = !$("no-tags").hidden;
		if (!places) return;
		left = null;
		/* Whoever is elsewhere by now hears it all the same. */
		if (document.activeElement === document.body && !elsewhere) (places.map($).find(Boolean) ?? title).focus();
		else $("list-said").textContent = part.querySelector(".told")?.textContent.trim() ?? "";
	}
	document.body.addEventListener("sayso:tagged", ({ detail: { id, gone } }) => {
		const undo = $("undo");
		/* The panel offers to undo the last tag: not where that is gone, or no longer the last. */
		const of = undo && (undo.elements.over?.value ?? undo.action);
		if (left && undo && (id || of.includes(gone))) $("state").replaceChildren();
		settle(left && id ? [`tag-${id}`, ...left] : left);
	});
	document.body.addEventListener("sayso:published", ({ detail: { place } }) => settle(left && [place, ...left, "publish-all"]));
})();
