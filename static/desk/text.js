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
	/* Context as the server takes it: 32 code points, never half a pair. */
	const before = (at) => [...slice(Math.max(0, at - 64), at)].slice(-32).join("");
	const after = (at) => [...slice(at, Math.min(blocks.at(-1).end, at + 64))].slice(0, 32).join("");

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

	const sentenceAt = (at) => sentences.findIndex((one) => one.start <= at && at < one.end);
	/* The sentence that a node of the page stands in; -1 for none. */
	const sentenceOf = (node) => bySentence.get(node.closest?.("[data-sentence]")) ?? -1;

	/* A clause ends at punctuation that a blank follows, at a dash, a bracket or a quotation mark. */
	const CLAUSE = /[,;:،؛](?=\s)|[—–()“”«»"…]|\s-\s/g;
	function clauses(sentence) {
		const cuts = [...slice(sentence.start, sentence.end).matchAll(CLAUSE)].map((one) => sentence.start + one.index);
		const edges = [sentence.start, ...cuts, sentence.end];
		const near = wordsNear(sentence.start);
		return edges.slice(1).map((end, index) => near.filter((w) => w.start >= edges[index] && w.end <= end))
			.filter((inside) => inside.length > 1).map((inside) => ({ start: inside[0].start, end: inside.at(-1).end }));
	}

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
	/* What is selected with the mouse or a finger; null where that is not text of the article. */
	function selected() {
		const selection = getSelection();
		if (!selection.rangeCount || selection.isCollapsed) return null;
		const range = selection.getRangeAt(0);
		if (!element.contains(range.startContainer) || !element.contains(range.endContainer)) return null;
		return snapped(position(range.startContainer, range.startOffset), position(range.endContainer, range.endOffset));
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
		element, read, points, toPoints, fromPoints, slice, before, after, wordsNear, sentenceAt, sentenceOf, clauses, selected, paint,
		get sentences() { return sentences; },
	};
})(window.desk ??= {});
