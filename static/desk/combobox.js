/* A field with a list to choose from while typing, as the ARIA practices describe it. The
   list comes from the server as options; `eager` marks the first one, so that Enter takes it, but
   not in an empty field before somebody asks for the list with an arrow. Of what is found, typing
   opens the list only for what `near` says is worth it; an arrow shows it all. */
"use strict";
((desk) => {
	const $ = (id) => document.getElementById(id);
	/* At most one list is open: the one of the field in which somebody types. A press beside it closes it. */
	let opened = null;
	desk.closeList = () => opened?.show(false);
	document.addEventListener("pointerdown", ({ target }) => {
		if (opened && target !== opened.input && !opened.list.contains(target)) opened.putAway();
	});

	desk.combobox = (input, { url, onPick, onFound = () => {}, eager = false, near = () => true, params = () => ({}) }) => {
		const list = input.parentElement.querySelector("[role=listbox]");
		/* Browsers make a list that scrolls a stop for Tab; it is chosen from with the arrows. */
		list.tabIndex = -1;
		let active = -1, request = null, isAway = false;
		const found = () => [...list.children], options = () => found().filter((one) => !one.hidden);
		/* Where no key closes it, and for whoever does not know the key. */
		const closer = document.createElement("button");
		Object.assign(closer, { type: "button", className: "plain closer", textContent: $("words").dataset.closeList, hidden: true, tabIndex: -1 });
		list.after(closer);
		closer.addEventListener("pointerdown", (event) => event.preventDefault());
		closer.addEventListener("click", putAway);
		function mark(index) {
			active = index;
			options().forEach((one, at) => one.setAttribute("aria-selected", String(at === index)));
			const chosen = options()[index];
			chosen ? input.setAttribute("aria-activedescendant", chosen.id) : input.removeAttribute("aria-activedescendant");
			chosen?.scrollIntoView({ block: "nearest" });
		}
		function show(yes) {
			list.hidden = closer.hidden = !yes;
			if (input.getAttribute("role") === "combobox") input.setAttribute("aria-expanded", String(yes));
			if (!yes) { mark(-1); return; }
			opened = { input, list, show, putAway };
			/* Above whatever the panel keeps at its foot. */
			list.scrollIntoView({ block: "nearest" });
		}
		/* Until somebody types on: an answer that is under way would open it again. */
		function putAway() { isAway = true; show(false); }
		function pick(option) {
			/* An answer that is under way would open the list again. */
			desk.notLater(input.id);
			request?.abort();
			show(false);
			onPick(option.dataset);
		}
		async function search(quietly = false, asked = false) {
			request?.abort();
			request = new AbortController();
			const query = new URLSearchParams({ q: input.value, ...params() });
			try {
				const answer = await fetch(`${url}?${query}`, { signal: request.signal });
				/* Signed out meanwhile, the answer is the log-in page. */
				if (!answer.ok || answer.redirected) return;
				list.innerHTML = await answer.text();
				for (const [at, one] of found().entries()) {
					one.id = `${list.id}-${at}`;
					one.hidden = !asked && !near(one.dataset, at);
				}
				onFound(found().map((one) => one.dataset));
				show(options().length > 0 && document.activeElement === input && !quietly && (asked || !isAway));
				if (eager && !list.hidden && (input.value || asked)) mark(0);
			} catch { /* superseded, or offline: typing goes on without a list */ }
		}

		input.addEventListener("input", () => { isAway = false; desk.later(input.id, () => search(), 120); });
		/* Over what has the focus next it would lie; where nothing has, somebody may be at its scroll bar. */
		input.addEventListener("blur", ({ relatedTarget }) => {
			if (relatedTarget && relatedTarget !== list) show(false);
			else desk.later(input.id + "-blur", () => show(false), 150);
		});
		list.addEventListener("pointerdown", (event) => {
			const option = event.target.closest("[role=option]");
			if (option) { event.preventDefault(); pick(option); }
		});
		input.addEventListener("keydown", (event) => {
			if (event.isComposing) return;
			const open = !list.hidden;
			if (!open && event.key.startsWith("Arrow")) for (const one of found()) one.hidden = false;
			const count = options().length;
			if ((event.key === "ArrowDown" || event.key === "ArrowUp") && !event.altKey) {
				event.preventDefault();
				if (!open && !input.value) { search(false, true); return; }
				if (!open && count) show(true);
				if (count) mark((active + (event.key === "ArrowDown" ? 1 : -1 + (active < 0 ? 1 : 0)) + count) % count);
			} else if (event.key === "Enter" && !event.ctrlKey && !event.metaKey && !event.altKey && open && active >= 0) {
				event.preventDefault(); event.stopImmediatePropagation();
				pick(options()[active]);
			} else if (event.key === "Escape" && open) {
				event.preventDefault(); event.stopPropagation();
				putAway();
			}
		});
		return { search, close: () => show(false) };
	};
})(window.desk ??= {});
