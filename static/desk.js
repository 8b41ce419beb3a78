/* The tagging desk: keys, passages, the panel. No imports, no dependencies but htmx,
   which sends the forms and swaps what the server answers. The text itself is never
   wrapped: marks come from the server, the passage in progress is painted over it.
   Everything here counts UTF-16 units, as browsers do, and turns them into code points
   where it leaves: the server counts those. */
"use strict";
(() => {
	const $ = (id) => document.getElementById(id);
	const text = $("text"), panel = $("panel"), form = $("tag-form");
	if (!text || !panel || !form) return;
	const words = $("words").dataset;
	const idle = $("idle"), claim = $("id_text"), more = $("more"), ask = $("ask");
	const field = (name) => form.elements[name];
	const store = {
		get(key) { try { return localStorage.getItem("sayso:" + key); } catch { return null; } },
		set(key, value) {
			try { value === null ? localStorage.removeItem("sayso:" + key) : localStorage.setItem("sayso:" + key, value); } catch { /* private windows keep nothing */ }
		},
	};

	/* ---- The text: its blocks as strings, the nodes behind them, its sentences */

	let nodes, starts, blocks, sentences;

	function readText() {
		nodes = []; starts = new Map(); blocks = []; sentences = [];
		let at = 0;
		for (const element of text.querySelectorAll(".block")) {
			const block = { start: at, offset: Number(element.dataset.start), string: "", words: null };
			const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
			for (let node = walker.nextNode(); node; node = walker.nextNode()) {
				if (node.parentElement.closest("sup")) continue;
				const sentence = node.parentElement.closest("[data-sentence]");
				if (sentence && sentences.at(-1)?.element !== sentence) sentences.push({ element: sentence, start: at, end: at });
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
		cursor = Math.max(0, sentences.findIndex((one) => one.element.id === cursorId));
		for (const one of sentences) one.element.tabIndex = -1;
		if (sentences[cursor]) sentences[cursor].element.tabIndex = 0;
	}

	const blockAt = (at) => blocks.find((block) => at <= block.end) ?? blocks.at(-1);
	const points = (string) => { let n = 0; for (const _ of string) n += 1; return n; };
	const toPoints = (at) => { const block = blockAt(at); return block.offset + points(block.string.slice(0, at - block.start)); };
	function slice(start, end) {
		return blocks.filter((block) => block.end >= start && block.start <= end)
			.map((block) => block.string.slice(Math.max(0, start - block.start), Math.max(0, end - block.start))).join("\n");
	}
	/* Context as the server takes it: 32 code points, never half a pair. */
	const before = (at) => [...slice(Math.max(0, at - 64), at)].slice(-32).join("");
	const after = (at) => [...slice(at, Math.min(blocks.at(-1).end, at + 64))].slice(0, 32).join("");

	const segmenter = "Segmenter" in Intl ? new Intl.Segmenter(text.lang || undefined, { granularity: "word" }) : null;
	function wordsOf(block) {
		if (block.words) return block.words;
		const found = segmenter
			? [...segmenter.segment(block.string)].filter((one) => one.isWordLike).map((one) => [one.index, one.segment.length])
			: [...block.string.matchAll(/[\p{L}\p{N}\p{M}]+/gu)].map((one) => [one.index, one[0].length]);
		return (block.words = found.map(([index, length]) => ({ start: block.start + index, end: block.start + index + length })));
	}
	function wordsNear(at) {
		const index = blocks.indexOf(blockAt(at));
		return blocks.slice(Math.max(0, index - 1), index + 2).flatMap(wordsOf);
	}

	/* ---- The passage */

	let cursor = 0, cursorId = "", passage = null;
	const sentenceAt = (at) => sentences.findIndex((one) => one.start <= at && at < one.end);
	const whole = (index) => ({ start: sentences[index].start, end: sentences[index].end });
	const last = (list, test) => list.filter(test).at(-1);

	function setPassage(next) {
		passage = next;
		paint();
		if (isOpen() && passage) showPassage();
	}

	function paint() {
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

	function go(index) {
		const target = sentences[Math.min(Math.max(index, 0), sentences.length - 1)];
		if (!target) return;
		if (sentences[cursor]) sentences[cursor].element.tabIndex = -1;
		target.element.tabIndex = 0;
		target.element.focus();
		target.element.scrollIntoView({ block: "nearest" });
	}

	function hop(by) {
		go(cursor + by);
		setPassage(isOpen() ? whole(cursor) : null);
	}

	const step = {
		"end on": (p, near) => ({ ...p, end: near.find((w) => w.end > p.end)?.end ?? p.end }),
		"end back": (p, near) => ({ ...p, end: last(near, (w) => w.end < p.end && w.end > p.start)?.end ?? p.end }),
		"start on": (p, near) => ({ ...p, start: near.find((w) => w.start > p.start && w.start < p.end)?.start ?? p.start }),
		"start back": (p, near) => ({ ...p, start: last(near, (w) => w.start < p.start)?.start ?? p.start }),
	};
	function move(how) {
		const from = passage ?? whole(cursor);
		setPassage(step[how](from, wordsNear(how.startsWith("end") ? from.end : from.start)));
	}
	function extend(by) {
		const from = passage ?? whole(cursor);
		const index = sentenceAt(from.end - 1);
		const target = sentences[index + by];
		if (target && target.end > from.start) setPassage({ start: from.start, end: target.end });
	}

	/* A clause ends at punctuation that a blank follows, at a dash, a bracket or a quotation mark. */
	const CLAUSE = /[,;:،؛](?=\s)|[—–()“”«»"…]|\s-\s/g;
	function clauses(sentence) {
		const cuts = [...slice(sentence.start, sentence.end).matchAll(CLAUSE)].map((one) => sentence.start + one.index);
		const edges = [sentence.start, ...cuts, sentence.end];
		const near = wordsNear(sentence.start);
		return edges.slice(1).map((end, index) => near.filter((w) => w.start >= edges[index] && w.end <= end))
			.filter((inside) => inside.length > 1).map((inside) => ({ start: inside[0].start, end: inside.at(-1).end }));
	}
	function clause() {
		const found = clauses(sentences[cursor]);
		if (!found.length) return;
		const same = passage ? found.findIndex((one) => one.start === passage.start && one.end === passage.end) : -1;
		const narrowed = passage && (passage.start > sentences[cursor].start || passage.end < sentences[cursor].end);
		const around = narrowed ? found.findIndex((one) => one.end > passage.start) : 0;
		setPassage(found[same >= 0 ? (same + 1) % found.length : Math.max(0, around)]);
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
	function takeSelection() {
		const selection = getSelection();
		if (!selection.rangeCount || selection.isCollapsed) return;
		const range = selection.getRangeAt(0);
		if (!text.contains(range.startContainer) || !text.contains(range.endContainer)) return;
		const found = snapped(position(range.startContainer, range.startOffset), position(range.endContainer, range.endOffset));
		if (!found) return;
		cursor = Math.max(0, sentenceAt(found.start));
		cursorId = sentences[cursor]?.element.id ?? "";
		setPassage(found);
		open({ focus: false });
	}

	/* ---- The panel */

	let claimTouched = false, suggested = {}, lastFetch = null;
	const isOpen = () => panel.hasAttribute("data-open");

	function open({ focus = true, stance = "" } = {}) {
		if (!passage) setPassage(whole(cursor));
		if (!isOpen()) reset();
		panel.setAttribute("data-open", "");
		panel.removeAttribute("data-ready");
		form.hidden = false;
		if (idle) idle.hidden = true;
		if (stance) form.querySelector(`[name=stance][value=${stance}]`).checked = true;
		showPassage();
		if (focus) { claim.focus({ preventScroll: true }); claim.select(); }
		sentences[cursor]?.element.scrollIntoView({ block: "nearest" });
	}

	function reset() {
		form.reset();
		field("claim").value = ""; field("question").value = ""; field("answer_entity").value = "";
		claimTouched = false;
		forgetQuestion();
		$("problems").replaceChildren();
		$("chain").replaceChildren();
		if ($("last").dataset.topic) field("topic").value = $("last").dataset.topic;
		if (more.open) takeLastChain();
		ask.open = false;
	}

	function showPassage() {
		const exact = slice(passage.start, passage.end);
		$("quote").textContent = exact;
		field("start").value = toPoints(passage.start);
		field("end").value = toPoints(passage.end);
		field("exact").value = exact;
		field("before").value = before(passage.start);
		field("after").value = after(passage.end);
		if (!claimTouched && !field("claim").value) claim.value = exact.replace(/\s+/g, " ").replace(/[.。…]+$/u, "").slice(0, 500);
		later("hints", hints, 120);
		later("claims", () => claims.search(true), 120);
	}

	function close() {
		if (panel.dataset.editing) { location.assign($("close").href); return; }
		panel.removeAttribute("data-open");
		form.hidden = true;
		if (idle) idle.hidden = false;
		const inside = panel.contains(document.activeElement) || document.activeElement === document.body;
		setPassage(null);
		if (inside) back();
	}
	function back() {
		const home = sentences[cursor]?.element;
		if (home) { home.tabIndex = 0; home.focus(); }
	}

	const timers = {};
	function later(name, act, wait) { clearTimeout(timers[name]); timers[name] = setTimeout(act, wait); }
	const state = (said) => { $("state").textContent = said; };

	async function hints() {
		if (!passage || !isOpen()) return;
		lastFetch?.abort();
		lastFetch = new AbortController();
		const asked = new URLSearchParams({ start: field("start").value, end: field("end").value, capture: panel.dataset.capture });
		try {
			const answer = await fetch(`${panel.dataset.hints}?${asked}`, { signal: lastFetch.signal });
			if (!answer.ok) return;
			const found = await answer.json();
			$("cue").textContent = found.cue;
			$("tagged").textContent = found.tagged;
			if (panel.dataset.editing) return;
			for (const name of ["certainty", "caveat"]) {
				if (field(name).value === (suggested[name] ?? "")) field(name).value = found[name];
				suggested[name] = found[name];
			}
		} catch { /* a newer request took its place, or the network is gone: nothing is suggested */ }
	}

	/* What is folded up is not sent: what you see is what is stored. */
	function showMore() {
		$("more-fields").disabled = !more.open;
		$("left-out").hidden = more.open;
	}
	more.addEventListener("toggle", () => {
		showMore();
		if (more.open && !panel.dataset.editing && !$("chain").children.length) takeLastChain();
	});
	more.querySelector("summary").addEventListener("click", () => store.set("more", more.open ? null : "1"));

	/* ---- Choosing while typing */

	function combobox(input, { url, onPick, onType = () => {}, eager = false, params = () => ({}) }) {
		const list = input.parentElement.querySelector("[role=listbox]");
		let active = -1, request = null;
		const options = () => [...list.children];
		const show = (yes) => { list.hidden = !yes; if (input.getAttribute("role") === "combobox") input.setAttribute("aria-expanded", String(yes)); if (!yes) mark(-1); };
		const mark = (index) => {
			active = index;
			options().forEach((one, at) => one.setAttribute("aria-selected", String(at === index)));
			const chosen = options()[index];
			chosen ? input.setAttribute("aria-activedescendant", chosen.id) : input.removeAttribute("aria-activedescendant");
			chosen?.scrollIntoView({ block: "nearest" });
		};
		const pick = (option) => { show(false); onPick(option.dataset); };
		async function search(quietly = false) {
			request?.abort();
			request = new AbortController();
			const asked = new URLSearchParams({ q: input.value, ...params() });
			try {
				const answer = await fetch(`${url}?${asked}`, { signal: request.signal });
				if (!answer.ok) return;
				list.innerHTML = await answer.text();
				for (const [at, one] of options().entries()) one.id = `${list.id}-${at}`;
				onType(options().map((one) => one.dataset));
				show(options().length > 0 && document.activeElement === input && !quietly);
				if (eager && !list.hidden) mark(0);
			} catch { /* superseded, or offline: typing goes on without a list */ }
		}
		input.addEventListener("input", () => later(input.id, search, 120));
		input.addEventListener("blur", () => later(input.id + "-blur", () => show(false), 150));
		list.addEventListener("pointerdown", (event) => {
			const option = event.target.closest("[role=option]");
			if (option) { event.preventDefault(); pick(option); }
		});
		input.addEventListener("keydown", (event) => {
			if (event.isComposing) return;
			const open = !list.hidden, count = options().length;
			if (event.key === "ArrowDown" || event.key === "ArrowUp") {
				event.preventDefault();
				if (!open && count) show(true);
				if (count) mark((active + (event.key === "ArrowDown" ? 1 : -1 + (active < 0 ? 1 : 0)) + count) % count);
			} else if (event.key === "Enter" && !event.ctrlKey && !event.metaKey && open && active >= 0) {
				event.preventDefault(); event.stopImmediatePropagation();
				pick(options()[active]);
			} else if (event.key === "Escape" && open) {
				event.preventDefault(); event.stopPropagation();
				show(false);
			}
		});
		return { search, close: () => show(false) };
	}

	/* The claim: a recorded one, or a new sentence, which may answer a question that is on record. */

	let offered = null;
	const claims = combobox(claim, {
		url: words.claims,
		params: () => ({ topic: field("topic").value }),
		onPick: takeClaim,
		onType(options) { offer(field("claim").value ? null : likeness(options)); },
	});
	function takeClaim(option) {
		field("claim").value = option.id;
		claim.value = option.text;
		claimTouched = true;
		$("claim-help").textContent = words.recorded;
		forgetQuestion();
		ask.hidden = true;
	}
	claim.addEventListener("input", () => {
		claimTouched = true;
		ask.hidden = false;
		if (field("claim").value) { field("claim").value = ""; $("claim-help").textContent = words.fresh; }
	});
	claim.addEventListener("keydown", (event) => {
		if (event.key !== "Enter" || event.isComposing || event.ctrlKey || event.metaKey || event.defaultPrevented) return;
		event.preventDefault();
		if (offered) return sameQuestion();
		more.open = true;
		$("more-fields").disabled = false;
		if (!$("chain").children.length) takeLastChain();
		($("chain").children.length ? field("certainty") : addLink().querySelector("[id$=-who]")).focus();
	});

	/* Alike enough to ask about: half of the longer words. */
	function likeness(options) {
		const parts = (string) => new Set(string.toLowerCase().match(/[\p{L}\p{N}]{4,}/gu) ?? []);
		const mine = parts(claim.value);
		return options.find((one) => {
			const theirs = parts(one.text);
			const shared = [...mine].filter((word) => theirs.has(word)).length;
			return mine.size > 1 && shared * 2 >= Math.min(mine.size, theirs.size);
		}) ?? null;
	}
	function offer(option) {
		offered = field("question").value ? null : option;
		$("alike").hidden = !offered;
		if (offered) $("alike-claim").textContent = offered.text;
	}
	function sameQuestion() {
		const { question, asks, type, unit, topic } = offered;
		field("question").value = question;
		field("answer_type").value = type;
		field("unit").value = unit;
		if (topic) field("topic").value = topic;
		offer(null);
		ask.open = true;
		$("asked").hidden = false;
		$("asked-question").textContent = asks;
		$("ask-new").hidden = true;
		answerShape();
		$("id_answer").focus();
	}
	function forgetQuestion() {
		field("question").value = "";
		offered = null;
		$("alike").hidden = $("asked").hidden = true;
		$("ask-new").hidden = false;
		ask.hidden = false;
		$("reading").textContent = "";
		answerShape();
	}
	$("alike-question").addEventListener("click", sameQuestion);
	$("alike-same").addEventListener("click", () => { takeClaim(offered); claim.focus(); });
	$("asked").querySelector("button").addEventListener("click", () => { forgetQuestion(); $("id_new_question").focus(); });

	const answer = $("id_answer");
	const answers = combobox(answer, {
		url: words.entities,
		eager: true,
		params: () => ({ for: "answer" }),
		onPick(option) { answer.value = option.text; field("answer_entity").value = option.id; $("answer-kind").hidden = Boolean(option.id); },
	});
	answer.addEventListener("input", (event) => {
		field("answer_entity").value = "";
		if (field("answer_type").value !== "entity") { event.stopImmediatePropagation(); later("reading", reading, 200); }
	}, { capture: true });
	field("answer_type").addEventListener("change", () => { answerShape(); reading(); });
	function answerShape() {
		$("answer-kind").hidden = field("answer_type").value !== "entity";
		answers.close();
	}
	async function reading() {
		const asked = new URLSearchParams({ type: field("answer_type").value, typed: answer.value, unit: field("unit").value });
		try {
			const found = await (await fetch(`${words.reading}?${asked}`)).json();
			$("reading").textContent = found.reading;
			answer.setAttribute("aria-invalid", String(!found.understood));
		} catch { $("reading").textContent = ""; }
	}

	/* ---- The chain */

	let rowNumber = 100;
	function addRow(template) {
		rowNumber += 1;
		const row = template.content.cloneNode(true).querySelector(".link");
		for (const part of row.querySelectorAll("[id], [name], [for]")) {
			for (const name of ["id", "name", "for"]) {
				if (part.hasAttribute(name)) part.setAttribute(name, part.getAttribute(name).replace("__row__", rowNumber));
			}
		}
		row.querySelector("[name=row]").value = rowNumber;
		$("chain").append(row);
		wireRow(row);
		return row;
	}
	function addLink() { return addRow($("blank-link")); }
	function takeLastChain() {
		$("chain").replaceChildren();
		for (const template of $("last").querySelectorAll("template")) addRow(template);
		$("same-chain").hidden = true;
	}
	function wireRow(row) {
		const named = (name) => row.querySelector(`[id$=-${name}]`);
		const who = named("who");
		who.setAttribute("role", "combobox");
		who.setAttribute("aria-expanded", "false");
		who.setAttribute("aria-autocomplete", "list");
		const list = document.createElement("ul");
		Object.assign(list, { className: "options", id: who.id + "-options", hidden: true });
		list.setAttribute("role", "listbox");
		list.setAttribute("aria-label", words.names);
		who.setAttribute("aria-controls", list.id);
		who.after(list);
		const summary = row.querySelector(".who");
		combobox(who, {
			url: words.entities,
			eager: true,
			params: () => ({ for: "voice", outlet: who.value ? "" : words.outlet }),
			onPick(option) {
				named("entity").value = option.id;
				who.value = option.text;
				summary.textContent = option.text;
				row.querySelector(".kind").hidden = Boolean(option.id);
				if (option.id === "outlet") named("basis").value = "own_voice";
				named("basis").focus();
			},
		});
		who.addEventListener("input", () => { named("entity").value = ""; summary.textContent = who.value || words.nobody; });
		who.addEventListener("focus", () => { if (!who.value) who.dispatchEvent(new Event("input")); });
		who.addEventListener("keydown", (event) => { if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) event.preventDefault(); });
		for (const part of row.querySelectorAll(".script")) part.hidden = false;
		row.addEventListener("click", (event) => {
			const how = event.target.dataset.link;
			if (!how) return;
			if (how === "up") row.previousElementSibling?.before(row);
			if (how === "down") row.nextElementSibling?.after(row);
			if (how === "out") { row.remove(); $("add-link").focus(); $("same-chain").hidden = !$("last").querySelector("template"); } else event.target.focus();
			keepDraft();
		});
	}
	$("add-link").addEventListener("click", () => addLink().querySelector("[id$=-who]").focus());
	$("same-chain").addEventListener("click", () => { takeLastChain(); field("certainty").focus(); });

	/* ---- Drafts: on this device only, until saved or thrown away */

	const draftKey = "draft:" + panel.dataset.draft;
	function keepDraft() {
		if (!isOpen() || !passage || panel.dataset.editing) return;
		const values = [...new FormData(form)].filter(([name]) => !["csrfmiddlewaretoken", "key"].includes(name));
		const at = new Date().toTimeString().slice(0, 5);
		store.set(draftKey, JSON.stringify({ at, passage, values, touched: claimTouched, more: more.open }));
		state(words.draft.replace("{time}", at));
	}
	function draft() {
		try {
			const kept = JSON.parse(store.get(draftKey));
			const exact = kept?.values.find(([name]) => name === "exact")?.[1];
			return kept && slice(kept.passage.start, kept.passage.end) === exact ? kept : null;
		} catch { return null; }
	}
	function continueDraft() {
		const kept = draft();
		if (!kept) return;
		cursor = Math.max(0, sentenceAt(kept.passage.start));
		setPassage(kept.passage);
		open({ focus: false });
		more.open = kept.more;
		showMore();
		$("chain").replaceChildren();
		const rows = new Map(kept.values.filter(([name]) => name === "row").map(([, row]) => [row, addLink()]));
		claimTouched = kept.touched;
		for (const [name, value] of kept.values) {
			const [, row, part] = name.match(/^link-(\w+)-(\w+)$/) ?? [];
			const element = row ? rows.get(row)?.querySelector(`[id$=-${part}]`) : field(name);
			if (!element || name === "row" || ["start", "end", "exact", "before", "after", "capture", "part"].includes(name)) continue;
			if (element.type === "checkbox") element.checked = true; else element.value = value;
			if (part === "who") rows.get(row).querySelector(".who").textContent = value;
		}
		claim.focus();
	}
	form.addEventListener("input", () => later("draft", keepDraft, 300));
	$("draft-continue")?.addEventListener("click", continueDraft);

	/* ---- Saving */

	form.addEventListener("keydown", (event) => {
		if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.isComposing) { event.preventDefault(); form.requestSubmit(); }
	});
	form.addEventListener("htmx:beforeRequest", () => { clearTimeout(timers.draft); state(words.saving); });
	document.body.addEventListener("htmx:beforeSwap", (event) => {
		/* Signed out meanwhile: the answer is the log-in page, and nothing was saved. */
		if (new URL(event.detail.xhr.responseURL).pathname.startsWith(words.login)) { event.detail.shouldSwap = false; fail(words.signedOut); }
	});
	for (const failure of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
		document.body.addEventListener(failure, () => fail(words.failed));
	}
	function fail(said) {
		const note = document.createElement("p");
		note.className = "note error";
		note.setAttribute("role", "alert");
		note.textContent = said;
		(isOpen() ? $("problems") : $("notice")).replaceChildren(note);
		keepDraft();
		state(words.notSaved);
	}
	document.body.addEventListener("htmx:afterRequest", (event) => {
		if ([409, 422].includes(event.detail.xhr?.status) && event.detail.elt === form) { state(words.notSaved); $("problems").scrollIntoView({ block: "nearest" }); }
	});
	/* A colleague tagged in the same instant: what the answer belongs beside is not on this page yet. */
	document.body.addEventListener("htmx:oobErrorNoTarget", () => location.reload());
	document.body.addEventListener("sayso:tagged", (event) => {
		const fromPanel = event.target === form;
		if (fromPanel) store.set(draftKey, null);
		$("no-tags").hidden = $("tags").children.length > 0;
		$("tag-list").hidden = !$("no-tags").hidden;
		if (fromPanel) close();
		readText();
		setPassage(isOpen() ? passage : null);
		if (fromPanel || document.activeElement === document.body) back();
	});

	/* ---- Keys: by the letter, or by its place on a keyboard of another script */

	const keysOn = $("keys-on");
	keysOn.checked = store.get("keys") !== "off";
	keysOn.addEventListener("change", () => store.set("keys", keysOn.checked ? null : "off"));
	const PLACES = { KeyJ: "j", KeyK: "k", KeyL: "l", KeyH: "h", KeyC: "c", KeyN: "n", KeyP: "p", KeyU: "u", Slash: "?" };
	function keyOf(event) {
		if (/^[\x20-\x7e]$/.test(event.key) || event.key === "Enter" || event.key === "Escape") return event.key.toLowerCase();
		if (event.code === "Slash" && !event.shiftKey) return "";
		return PLACES[event.code] ?? event.code.match(/^(?:Digit|Numpad)([1-4])$/)?.[1] ?? "";
	}
	const tagAs = (stance) => () => open({ stance });
	const KEYS = {
		j: () => hop(1),
		k: () => hop(-1),
		J: () => extend(1),
		K: () => extend(-1),
		l: () => move("end on"),
		h: () => move("end back"),
		L: () => move("start on"),
		H: () => move("start back"),
		c: clause,
		n: () => nextTag(1),
		p: () => nextTag(-1),
		u: () => document.querySelector("#undo button")?.click(),
		"?": () => $("keys").showModal(),
		1: tagAs("support"), 2: tagAs("deny"), 3: tagAs("query"), 4: tagAs("none"),
	};
	function nextTag(by) {
		const links = [...text.querySelectorAll("sup a")];
		const here = document.activeElement;
		const at = links.indexOf(here);
		const follows = (link) => here.compareDocumentPosition(link) & Node.DOCUMENT_POSITION_FOLLOWING;
		const first = by > 0 ? links.findIndex(follows) : links.findLastIndex((link) => !follows(link));
		links[at >= 0 ? at + by : first]?.focus();
	}
	text.addEventListener("keydown", (event) => {
		if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.getModifierState("AltGraph")) {
			if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && isOpen()) { event.preventDefault(); form.requestSubmit(); }
			return;
		}
		const key = keyOf(event);
		if (key === "escape" && (isOpen() || passage)) { event.preventDefault(); close(); return; }
		if (key === "enter" && event.target.closest("[data-sentence]") === event.target) { event.preventDefault(); open(); return; }
		const act = KEYS[event.shiftKey && /[a-z]/.test(key) ? key.toUpperCase() : key];
		if (!act || !keysOn.checked) return;
		event.preventDefault();
		act();
	});
	panel.addEventListener("keydown", (event) => { if (event.key === "Escape" && isOpen() && !event.defaultPrevented) { event.preventDefault(); close(); } });

	/* ---- Pointers */

	text.addEventListener("focusin", (event) => {
		const index = sentences.findIndex((one) => one.element.contains(event.target));
		if (index < 0) return;
		if (sentences[cursor]) sentences[cursor].element.tabIndex = -1;
		cursor = index;
		cursorId = sentences[index].element.id;
		sentences[index].element.tabIndex = 0;
		if (!isOpen()) panel.setAttribute("data-ready", "");
	});
	document.addEventListener("pointerup", (event) => { if (!panel.contains(event.target)) setTimeout(takeSelection); });
	$("idle-tag")?.addEventListener("click", () => open());
	if ($("close").tagName === "BUTTON") $("close").addEventListener("click", close);
	$("steps").addEventListener("click", (event) => { const how = event.target.dataset.step; if (how) move(how); });
	$("help-open")?.addEventListener("click", () => $("keys").showModal());

	/* ---- Begin */

	for (const part of document.querySelectorAll(".script, #help-open")) part.hidden = false;
	for (const row of $("chain").children) wireRow(row);
	readText();
	answerShape();
	if (store.get("more") && !panel.dataset.editing) more.open = true;
	showMore();
	if (panel.dataset.editing || !form.hidden) {
		const at = Number(field("start").value), size = points(field("exact").value);
		const block = last(blocks, (one) => one.offset <= at) ?? blocks[0];
		const from = block.start + [...block.string].slice(0, at - block.offset).join("").length;
		passage = { start: from, end: from + field("exact").value.length };
		if (size && slice(passage.start, passage.end) === field("exact").value) {
			cursor = Math.max(0, sentenceAt(from));
			claimTouched = true;
			panel.setAttribute("data-open", "");
			paint();
			sentences[cursor]?.element.scrollIntoView({ block: "center" });
			claim.focus();
		}
	} else if (draft()) {
		$("draft-continue").hidden = false;
		state(words.draft.replace("{time}", draft().at));
	}
})();
