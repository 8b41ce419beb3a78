/* What a pasted text says of itself: its first line may be the headline, its letters tell a language.
   Nothing is taken out of the text, and nothing that somebody typed is overwritten. */
"use strict";
(() => {
	const form = document.querySelector("form.entry[data-entry]");
	const offer = document.getElementById("first-line"), told = document.getElementById("letters");
	if (!form || !offer || !told) return;
	const { text, headline, language } = form.elements;
	const LONGEST = 150, LOOKED_AT = 4000;
	/* Of each script, what is mostly written in it, and the letters that tell another language of it. */
	const SCRIPTS = [
		[/\p{Script=Cyrillic}/gu, "ru", /[іїєґІЇЄҐ]/gu, "uk"],
		[/\p{Script=Arabic}/gu, "ar", /[پچژگکی]/gu, "fa"],
		[/\p{Script=Hebrew}/gu, "he"],
		[/\p{Script=Armenian}/gu, "hy"],
		[/\p{Script=Georgian}/gu, "ka"],
	];
	/* English, which an empty form begins with, or what was set here: only that is changed, and no page's own word. */
	let own = "en";

	const count = (words, letters) => words.match(letters)?.length ?? 0;
	function byLetters(words) {
		const all = count(words, /\p{L}/gu);
		for (const [script, usual, telling, other] of SCRIPTS) {
			if (count(words, script) * 2 > all) return telling && count(words, telling) * 100 > all ? other : usual;
		}
		return "";
	}
	/* The first of several lines, if it is short and no sentence. */
	function firstLine(words) {
		const [first = "", ...rest] = words.split("\n").map((line) => line.trim()).filter(Boolean);
		return rest.length && first.length <= LONGEST && !/[.…:;,؛،。]["”»’)]?$/u.test(first) ? first : "";
	}
	function fill(field, value) {
		field.value = value;
		field.dispatchEvent(new Event("input", { bubbles: true }));
	}
	function look() {
		const begins = text.value.slice(0, LOOKED_AT), line = headline.value.trim() ? "" : firstLine(begins);
		offer.hidden = !line;
		offer.querySelector("bdi").textContent = line;
		const seen = byLetters(begins);
		if (seen && language.value === own && seen !== own) {
			own = seen;
			fill(language, seen);
			told.textContent = told.dataset.told;
		}
	}
	offer.querySelector("button").addEventListener("click", () => {
		fill(headline, offer.querySelector("bdi").textContent);
		headline.focus();
	});
	form.addEventListener("input", ({ target }) => {
		if (target === text || target === headline) look();
		if (target === language && language.value !== own) told.textContent = "";
	});
	look();
})();
