/* The article's text as the desk reads it: blocks as strings, the nodes behind them, its
   sentences and words. Nothing here changes the page. Everything counts UTF-16 units, as
   browsers do; `toPoints` turns them into code points, which the server counts.
   The desk's scripts are classic ones, in the order of templates/claims/desk/_scripts.html;
   each adds one thing to `desk`. */
"use strict";
((desk) => {
	const element = document.getElementById("text");
	if (!element) return;
	let nodes = [], starts = new Map(), blocks = [], sentences = [], bySentence = new Map();

	/* A number beside a mark is no part of the text. */
	function read() {
		nodes = []; starts = new Map(); blocks = []; sentences = []; bySentence = new Map();
		let at = 0;
		for (const paragraph of element.querySelectorAll(".block")) {
			const block = { start: at, offset: Number(paragraph.dataset.start), string: "", words: null };
			const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
			for (let node = walker.nextNode(); node; node = walker.nextNode()) {
				if (node.parentElement.closest("sup")) continue;
				const sentence = node.parentElement.closest("[data-sentence]");
				if (sentence && sentences.at(-1)?.element !== sentence) {
					bySentence.set(sentence, sentences.length);
					sentences.push({ element: sentence, start: at, end: at });
				}
				nodes.push({ node, start: at, end: at + node.length });
				starts.set(node, at);
				block.string += node.data;
				at += node.length;
				if (sentence) sentences.at(-1).end = at;
			}
			block.end = at;
			blocks.push(block);
			at += 1;
		}
	}

	const blockAt = (at) => blocks.find((block) => at <= block.end) ?? blocks.at(-1);
	const points = (string) => { let n = 0; for (const _ of string) n += 1; return n; };
	const toPoints = (at) => { const block = blockAt(at); return block.offset + points(block.string.slice(0, at - block.start)); };
	function fromPoints(at) {
		const block = blocks.filter((one) => one.offset <= at).at(-1) ?? blocks[0];
		return block.start + [...block.string].slice(0, at - block.offset).join("").length;
	}
	function slice(start, end) {
		return blocks.filter((block) => block.end >= start && block.start <= end)
			.map((block) => block.string.slice(Math.max(0, start - block.start), Math.max(0, end - block.start))).join("\n");
	}
	/* Context as the server takes it: 32 code points, never half a pair; of a long article, from the next part too. */
	const around = element.dataset;
	const before = (at) => [...around.before, ...slice(Math.max(0, at - 64), at)].slice(-32).join("");
	const after = (at) => [...slice(at, Math.min(blocks.at(-1).end, at + 64)), ...around.after].slice(0, 32).join("");

	const segmenter = "Segmenter" in Intl ? new Intl.Segmenter(element.lang || undefined, { granularity: "word" }) : null;
	function wordsOf(block) {
		if (block.words) return block.words;
		const found = segmenter
			? [...segmenter.segment(block.string)].filter((one) => one.isWordLike).map((one) => [one.index, one.segment.length])
			: [...block.string.matchAll(/[\p{L}\p{N}\p{M}]+/gu)].map((one) => [one.index, one[0].length]);
		return (block.words = found.map(([index, length]) => ({ start: block.start + index, end: block.start + index + length })));
	}
	/* Those of the block and of its neighbours: a word before or after is always among them. */
	function wordsNear(at) {
		const index = blocks.indexOf(blockAt(at));
		return blocks.slice(Math.max(0, index - 1), index + 2).flatMap(wordsOf);
	}

	/* Where a word begins and ends as one steps over it: at the edge of its sentence with what stands beside it there,
	   a full stop or quotation marks. */
	function edges(word, near) {
		const { start, end } = (word && sentences[sentenceAt(word.start)]) ?? {};
		const others = near.filter((w) => w !== word && w.start >= start && w.end <= end);
		return word && {
			start: others.some((w) => w.end <= word.start) ? word.start : start ?? word.start,
			end: others.some((w) => w.start >= word.end) ? word.end : end ?? word.end,
		};
	}

	const sentenceAt = (at) => sentences.findIndex((one) => one.start <= at && at < one.end);
	/* The sentence that a node of the page stands in; -1 for none. */
	const sentenceOf = (node) => bySentence.get(node.closest?.("[data-sentence]")) ?? -1;

	/* A clause ends at punctuation that a blank follows, at a dash, a bracket or a quotation mark; but not at
	   those that only set a name apart: The owner, Norse Haul, declined. */
	const CUT = /[,;:،؛](?=\s)|[—()“”„«»"…]|\s[-–]\s/g, HARD = /[;:؛…]/, PAIR = /^[()“”„«»"]+$/, COMMA = /[,،]/;
	function clauses(sentence) {
		const found = stretches(sentence), whole = found.every((one) => one.name), groups = [];
		for (const [index, one] of found.entries()) {
			if (index && !whole && joins(found, index)) groups.at(-1).push(one); else groups.push([one]);
		}
		const long = groups.filter((group) => group.flatMap((one) => one.words).length > 1);
		const telling = long.filter((group) => !group.every((one) => one.name));
		return (telling.length ? telling : long).map(bounds);
	}
	/* The marks around a name are its own; those around a whole clause are not. */
	function bounds(group) {
		const [first, end] = [group[0], group.at(-1)];
		return group.length > 1 ? { start: first.start, end: end.end } : { start: first.words[0].start, end: end.words.at(-1).end };
	}
	/* A name joins what is on either side of it; one in quotation marks or brackets beyond a comma only where there
	   are two. */
	function joins(found, index) {
		const gap = found[index].gap, [one, other] = [found[index - 1], found[index]];
		if (HARD.test(gap)) return false;
		if (PAIR.test(gap)) return [one, other].some((each) => each.name || each.apart);
		return one.apart ? COMMA.test(one.gap) : one.name || (other.apart ? COMMA.test(found[index + 1]?.gap) : other.name);
	}
	/* What stands between two cuts, where any words do; `gap` is what parts it from the one before. It may be a name
	   by its capitals, or `apart`: a word or two in quotation marks or brackets, which belong to it. */
	function stretches(sentence) {
		const string = slice(sentence.start, sentence.end), near = wordsNear(sentence.start), found = [];
		const cuts = [...string.matchAll(CUT)].map((one) => ({
			sign: one[0], at: sentence.start + one.index, opens: /(?:^|[\s(«“„"])$/.test(string.slice(0, one.index)),
		}));
		const edges = [{ sign: "", at: sentence.start }, ...cuts, { sign: "", at: sentence.end }];
		let gap = "";
		for (const [index, to] of edges.slice(1).entries()) {
			const from = edges[index], words = near.filter((w) => w.start >= from.at && w.end <= to.at);
			gap += from.sign;
			if (!words.length) continue;
			const said = words.map((w) => slice(w.start, w.end));
			const paired = PAIR.test(from.sign) && from.opens && PAIR.test(to.sign) && !to.opens;
			const between = COMMA.test(from.sign) && COMMA.test(to.sign);
			const name = isName(said, { between, first: !index });
			const apart = paired && (name || said.length <= (isSmall(said) ? 3 : 2));
			const [start, end] = apart ? [from.at, to.at + 1] : [words[0].start, words.at(-1).end];
			found.push({ words, name, apart, gap, start, end });
			gap = "";
		}
		return found;
	}
	/* Capitals and figures alone, but for short words before them, and not only since a sentence begins with one; in
	   scripts without capitals a word or two between commas. */
	function isName(words, { between, first }) {
		if (isSmall(words)) return between && words.length <= 2;
		const capital = (word) => /^[\p{Lu}\p{N}]/u.test(word);
		const fits = words.every((word) => capital(word) || word.length < 3 || /^(?:the|and)$/u.test(word));
		return fits && capital(words.at(-1)) && words.slice(first ? 1 : 0).some(capital);
	}
	const isSmall = (words) => !words.some((word) => /^[\p{Lu}\p{Ll}\p{N}]/u.test(word));

	/* Cut words are completed; blanks at the edges go; punctuation stays as it was selected. */
	function snapped(start, end) {
		const near = [...wordsNear(start), ...wordsNear(end)];
		start = near.find((w) => w.start < start && start < w.end)?.start ?? start;
		end = near.find((w) => w.start < end && end < w.end)?.end ?? end;
		const inside = slice(start, end);
		start += inside.length - inside.trimStart().length;
		end -= inside.length - inside.trimEnd().length;
		return /[\p{L}\p{N}]/u.test(inside) ? { start, end } : null;
	}

	function position(container, offset) {
		if (starts.has(container)) return starts.get(container) + offset;
		const point = new Range();
		point.setStart(container, offset);
		const next = nodes.find((one) => point.comparePoint(one.node, 0) >= 0);
		return next ? next.start : blocks.at(-1).end;
	}
	/* What is selected with the mouse or a finger, as far as it is text of the article; null where neither end is. */
	function selected() {
		const selection = getSelection();
		if (!selection.rangeCount || selection.isCollapsed) return null;
		const range = selection.getRangeAt(0);
		const [begins, ends] = [range.startContainer, range.endContainer].map((one) => element.contains(one));
		if (!begins && !ends) return null;
		const start = begins ? position(range.startContainer, range.startOffset) : 0;
		const end = ends ? position(range.endContainer, range.endOffset) : blocks.at(-1).end;
		/* The rest of it would look as if it were part of the passage. */
		if (!begins || !ends) selection.removeAllRanges();
		return snapped(start, end);
	}

	/* The passage in progress, painted over the text without touching it. */
	function paint(passage) {
		if (!window.CSS?.highlights) return;
		CSS.highlights.delete("passage");
		if (!passage) return;
		const ranges = nodes.filter((one) => one.end > passage.start && one.start < passage.end).map((one) => {
			const range = new Range();
			range.setStart(one.node, Math.max(0, passage.start - one.start));
			range.setEnd(one.node, Math.min(one.node.length, passage.end - one.start));
			return range;
		});
		CSS.highlights.set("passage", new Highlight(...ranges));
	}

	desk.text = {
		element, read, points, toPoints, fromPoints, slice, before, after, wordsNear, edges, sentenceAt, sentenceOf, clauses, selected, paint,
		get sentences() { return sentences; },
	};
})(window.desk ??= {});
