/* The list of tags below the text. When the row or the button that had the focus is gone, the
   focus goes to what took its place. Before panel.js, which leads into the text where nothing else is
   left. */
"use strict";
(() => {
	const $ = (id) => document.getElementById(id);
	const rows = $("tags"), title = $("tags-title");
	if (!rows || !title) return;
	const part = title.closest("section");
	title.tabIndex = -1;
	/* The row that was acted on, then those that may take its place, by id; none for a button about them all. */
	let left = null, wasHere = false;

	document.body.addEventListener("htmx:beforeRequest", ({ target }) => {
		if (!part.contains(target)) { left = null; return; }
		const row = target.closest("#tags > tr");
		left = row ? [row, row.nextElementSibling, row.previousElementSibling].map((one) => one?.id) : [];
	});
	function settle(places) {
		left = null;
		if (document.activeElement === document.body) (places.map($).find(Boolean) ?? title).focus();
	}
	document.body.addEventListener("sayso:tagged", ({ target, detail }) => {
		$("no-tags").hidden = rows.children.length > 0;
		$("tag-list").hidden = !$("no-tags").hidden;
		/* What was withdrawn here and is put back is here again. */
		const again = wasHere && detail.id && target.id !== "tag-form" ? [`tag-${detail.id}`] : null;
		const places = left ?? again;
		wasHere = Boolean(left);
		if (places) settle(places);
	});
	document.body.addEventListener("sayso:published", () => settle(left ?? []));
})();
