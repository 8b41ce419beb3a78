/* A button says what it is doing, from the click until the next page is there. */
"use strict";
(() => {
	const begun = new Map();
	document.addEventListener("submit", ({ target, submitter }) => {
		const button = submitter?.dataset.working ? submitter : null;
		/* What opens in another tab leaves this one as it is. */
		if (!button || target.target === "_blank") return;
		if (!begun.has(button)) begun.set(button, button.textContent);
		button.textContent = button.dataset.working;
		const status = target.querySelector("[data-says-working]");
		if (status) status.textContent = button.dataset.working;
	});
	/* Whoever comes back to a page that was kept whole finds it at rest. */
	addEventListener("pageshow", () => {
		for (const [button, words] of begun) button.textContent = words;
		begun.clear();
	});
})();
