/* A field with a list to choose from while typing, as the ARIA practices describe it. The
   list comes from the server as options; `eager` marks the first one, so that Enter takes it, but
   not in an empty field before somebody asks for the list with an arrow. */
"use strict";
((desk) => {
	/* At most one list is open: the one of the field in which somebody types. */
	let closeOpen = () => {};
	desk.closeList = () => closeOpen();

	desk.combobox = (input, { url, onPick, onFound = () => {}, eager = false, params = () => ({}) }) => {
		const list = input.parentElement.querySelector("[role=listbox]");
		/* Browsers make a list that scrolls a stop for Tab; it is chosen from with the arrows. */
		list.tabIndex = -1;
		let active = -1, request = null;
		const options = () => [...list.children];
		function mark(index) {
			active = index;
			options().forEach((one, at) => one.setAttribute("aria-selected", String(at === index)));
			const chosen = options()[index];
			chosen ? input.setAttribute("aria-activedescendant", chosen.id) : input.removeAttribute("aria-activedescendant");
			chosen?.scrollIntoView({ block: "nearest" });
		}
		function show(yes) {
			list.hidden = !yes;
			if (input.getAttribute("role") === "combobox") input.setAttribute("aria-expanded", String(yes));
			if (!yes) { mark(-1); return; }
			closeOpen = () => show(false);
			/* Above whatever the panel keeps at its foot. */
			list.scrollIntoView({ block: "nearest" });
		}
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
				for (const [at, one] of options().entries()) one.id = `${list.id}-${at}`;
				onFound(options().map((one) => one.dataset));
				show(options().length > 0 && document.activeElement === input && !quietly);
				if (eager && !list.hidden && (input.value || asked)) mark(0);
			} catch { /* superseded, or offline: typing goes on without a list */ }
		}

		input.addEventListener("input", () => desk.later(input.id, () => search(), 120));
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
			const open = !list.hidden, count = options().length;
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
				show(false);
			}
		});
		return { search, close: () => show(false) };
	};
})(window.desk ??= {});
