/* Whose word it is: the rows of the chain, the origin first. */
"use strict";
((desk) => {
	const $ = (id) => document.getElementById(id);
	const rows = $("chain"), last = () => $("last").querySelectorAll("template");
	if (!rows) return;
	const words = $("words").dataset;
	const part = (row, name) => row.querySelector(`[id$=-${name}]`);
	const isBlank = (row) => !part(row, "who").value && !part(row, "entity").value;
	let number = 100;

	function addRow(template) {
		number += 1;
		const row = template.content.cloneNode(true).querySelector(".link");
		for (const one of row.querySelectorAll("[id], [name], [for], [aria-describedby]")) {
			for (const name of ["id", "name", "for", "aria-describedby"]) {
				if (one.hasAttribute(name)) one.setAttribute(name, one.getAttribute(name).replace("__row__", number));
			}
		}
		row.querySelector("[name=row]").value = number;
		rows.append(row);
		wire(row);
		return row;
	}
	const add = () => addRow($("blank-link"));

	/* Empty, with a row that asks who. */
	function clear() {
		rows.replaceChildren();
		add();
		offerLast();
		tellTaken();
	}
	/* Whose word the article's last tag was, taken over because somebody asked for it: a speaker that
	   nobody chose would be a false one (docs/adr/0019). Each row says where it comes from, until it is changed. */
	function takeLast() {
		if (!last().length) return false;
		rows.replaceChildren();
		for (const template of last()) addRow(template).querySelector(".taken").hidden = false;
		offerLast();
		changed(lastNames());
		return true;
	}
	const lastNames = () => [...last()].map((one) => one.content.querySelector(".who").textContent).join(" → ");
	/* The button, and what Enter does in the field above it, from where the button may be out of sight. */
	function offerLast() {
		const names = lastNames();
		for (const offer of [$("same-chain"), $("enter-takes")]) {
			offer.hidden = !names || !isEmpty();
			offer.querySelector("bdi").textContent = names;
		}
	}
	/* Whose word still stands as it was taken over, said again beside what is asked next: the rows may be out of
	   sight by then. */
	const taken = $("taken-over");
	function tellTaken() {
		const names = [...rows.children].filter((row) => !row.querySelector(".taken").hidden).map((row) => row.querySelector(".who").textContent);
		taken.hidden = !names.length;
		taken.querySelector("bdi").textContent = names.join(" → ");
	}
	const isEmpty = () => [...rows.children].every(isBlank);
	function changed(taken = "") {
		tellTaken();
		rows.dispatchEvent(new CustomEvent("sayso:chain", { bubbles: true, detail: { taken } }));
	}

	function wire(row) {
		const who = part(row, "who");
		who.setAttribute("role", "combobox");
		who.setAttribute("aria-expanded", "false");
		who.setAttribute("aria-autocomplete", "list");
		const list = document.createElement("ul");
		Object.assign(list, { className: "options", id: who.id + "-options", hidden: true });
		list.setAttribute("role", "listbox");
		list.setAttribute("aria-label", words.names);
		who.setAttribute("aria-controls", list.id);
		who.after(list);
		const names = desk.combobox(who, {
			url: words.entities,
			eager: true,
			params: () => ({ for: "voice", outlet: who.value ? "" : words.outlet }),
			onPick(option) {
				part(row, "entity").value = option.id;
				who.value = option.text;
				row.querySelector(".kind").hidden = Boolean(option.id);
				likely(option.id ? "" : option.kind);
				if (option.id === "outlet") part(row, "basis").value = "own_voice";
				told(row);
				part(row, "basis").focus();
			},
		});
		/* What someone new most likely is, from the name and then from how they know, until somebody chooses. */
		const kind = part(row, "kind"), basis = part(row, "basis");
		let named = "", guess = "";
		function likely(from) {
			named = from;
			const next = named && (basis.selectedOptions[0].dataset.kind || named);
			if (kind.value === guess) kind.value = guess = next;
		}
		basis.addEventListener("input", () => likely(named));
		/* Other words are somebody else, maybe on record: what was guessed of the last would hide that. */
		who.addEventListener("input", () => { part(row, "entity").value = ""; likely(""); told(row); });
		/* Where no key asks for the list, a finger in the field does. */
		who.addEventListener("focus", () => { if (!who.value && desk.isTouch()) names.search(); });
		who.addEventListener("keydown", (event) => { if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) event.preventDefault(); });
		row.addEventListener("input", () => { row.querySelector(".taken").hidden = true; tellTaken(); });
		for (const one of row.querySelectorAll(".script")) one.hidden = false;
		row.toggleAttribute("data-blank", isBlank(row));
		row.addEventListener("click", (event) => { if (event.target.dataset.link) act(row, event.target.dataset.link, event.target); });
		row.addEventListener("keydown", (event) => {
			const how = event.altKey && { ArrowUp: "up", ArrowDown: "down" }[event.key];
			if (how) { event.preventDefault(); act(row, how, event.target); }
		});
	}
	/* The row says who it is, folded up as well. */
	function told(row) {
		const outlet = part(row, "entity").value === "outlet" && words.outlet;
		row.querySelector(".who").textContent = part(row, "who").value || outlet || words.nobody;
		row.toggleAttribute("data-blank", isBlank(row));
		offerLast();
		changed();
	}
	function act(row, how, from) {
		if (how === "up") row.previousElementSibling?.before(row);
		if (how === "down") row.nextElementSibling?.after(row);
		if (how === "out") {
			row.remove();
			if (!rows.children.length) add();
			$("add-link").focus();
			offerLast();
		} else from.focus();
		changed();
	}
	$("add-link").addEventListener("click", () => part(add(), "who").focus());
	$("same-chain").addEventListener("click", () => { takeLast(); rows.dispatchEvent(new CustomEvent("sayso:chain-done", { bubbles: true })); });

	taken.querySelector("button").addEventListener("click", () => { clear(); changed(); focus(); });

	for (const row of rows.children) wire(row);
	const focus = () => part(rows.firstElementChild, "who").focus();
	desk.chain = { rows, part, add, clear, told, takeLast, offerLast, isEmpty, focus };
})(window.desk ??= {});
