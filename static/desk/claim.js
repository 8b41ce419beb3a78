/* What the passage is about: a claim on record, or a new sentence, which may answer a
   question that is on record. A question is offered only where a recorded claim looks alike. */
"use strict";
((desk) => {
	const $ = (id) => document.getElementById(id);
	const form = $("tag-form"), claim = $("id_text"), ask = $("ask"), answer = $("id_answer");
	if (!form || !answer || !$("text")) return;
	const words = $("words").dataset;
	const field = (name) => form.elements[name];
	/* Recorded claims that typing brings up: fewer hide less of what comes next. */
	const SHORT = 4;
	let touched = false, offered = null, printed = "";

	const claims = desk.combobox(claim, {
		url: words.claims,
		params: () => ({ topic: field("topic").value, article: $("panel").dataset.draft, besides: $("panel").dataset.own ?? "" }),
		near: (option, at) => at < SHORT && option.near !== undefined,
		onPick: take,
		onFound(options) { offer(field("claim").value ? null : likeliest(options)); },
	});
	/* What stood in the field before a recorded claim took its place, to be had back. */
	let own = null;
	function keepOwn(before) {
		own = before;
		$("own-words").hidden = !own;
	}
	function ownAgain() {
		const { text, id } = own;
		forgetQuestion();
		claim.value = text;
		field("claim").value = id;
		keepOwn(null);
		if (id) $("claim-help").textContent = words.recorded; else tellWhose();
		warn();
		claim.focus();
		claims.search(true);
	}
	$("own-words").querySelector("button").addEventListener("click", ownAgain);
	claim.addEventListener("keydown", (event) => {
		if (event.key !== "Escape" || event.defaultPrevented || !own) return;
		event.preventDefault();
		event.stopPropagation();
		ownAgain();
	});
	function take(option) {
		keepOwn(claim.value.trim() && plain(claim.value) !== plain(option.text) ? { text: claim.value, id: field("claim").value } : null);
		field("claim").value = option.id;
		claim.value = option.text;
		touched = true;
		$("claim-help").textContent = words.recorded;
		$("recorded").replaceChildren();
		warn();
		forgetQuestion();
		isRecorded(true);
	}
	/* A recorded claim has its question, topic and nature: what is not asked of it is not shown. */
	function isRecorded(yes) {
		ask.hidden = yes;
		$("panel").toggleAttribute("data-recorded", yes);
	}
	claim.addEventListener("input", () => {
		touched = true;
		keepOwn(null);
		$("recorded").replaceChildren();
		isRecorded(false);
		field("claim").value = "";
		tellWhose();
		warn();
	});

	/* What will keep the claim from being saved, or published: said while it can be mended best. */
	const bare = (string) => string.toLowerCase().split(/\s+/).map((word) => word.replace(/[^\p{L}\p{N}_]/gu, "")).filter(Boolean);
	function isCopied() {
		const most = Number(words.quotable), mine = bare(claim.value), printed = ` ${bare($("quote").textContent).join(" ")} `;
		return Boolean(most) && mine.some((_word, at) => at + most < mine.length && printed.includes(` ${mine.slice(at, at + most + 1).join(" ")} `));
	}
	function warn() {
		const length = [...claim.value.trim()].length, taken = Boolean(field("claim").value);
		const said = length > Number(words.longest) ? words.tooLong.replace("{n}", length) : !taken && isCopied() ? words.copied : "";
		if ($("claim-warning").textContent !== said) $("claim-warning").textContent = said;
	}

	/* Whose words they are: the article's, until somebody types others. */
	function tellWhose() { $("claim-help").textContent = claim.value.trim() === printed ? words.printed : words.fresh; }

	/* The same claim first, else one alike enough to ask about, as the server says. */
	const likeliest = (options) => options.find(isSame) ?? options.find(({ like }) => like !== undefined) ?? null;
	/* Enter, which goes on elsewhere, takes the offer only where it is the same claim word for word: one
	   that resembles it may be of another person or number, and its question has a key of its own. Case and
	   punctuation do not count, but for what makes another number: its sign, per cent. */
	const plain = (string) => string.toLowerCase().replace(/((?![-–]\p{N}|[%‰٪])[\s\p{P}])+/gu, " ").trim();
	function offer(option) {
		offered = field("question").value ? null : option;
		$("alike").hidden = !offered;
		tellEnter();
		if (!offered) return;
		$("alike-claim").textContent = offered.text;
		$("alike-where").textContent = offered.where;
		$("alike-recorded").hidden = !isSame(offered);
		$("alike-like").hidden = isSame(offered);
		$("alike-same").querySelector("kbd").hidden = !isSame(offered);
		/* Below what else stands under the field, and above Save. */
		if (document.activeElement === claim) $("alike").scrollIntoView({ block: "nearest" });
	}
	/* While Enter takes this claim, it takes nothing else: what names the key elsewhere does not. */
	function tellEnter() { $("panel").toggleAttribute("data-same", Boolean(offered) && isSame(offered)); }
	const isSame = (option) => plain(option.text) === plain(claim.value);
	function sameClaim() {
		take(offered);
		claim.focus();
	}
	/* Whether there was such an offer to take. */
	function takeSame() {
		const yes = Boolean(offered) && isSame(offered);
		if (yes) sameClaim();
		return yes;
	}
	function takeQuestion() {
		if (offered) sameQuestion();
	}
	const sameQuestion = () => askRecorded(offered);
	/* The claim answers a question that is on record: its answer is asked next. */
	function askRecorded({ question, asks, type, unit, topic }) {
		field("question").value = question;
		field("new_question").value = "";
		field("answer_type").value = type;
		field("unit").value = unit;
		if (topic) field("topic").value = topic;
		offer(null);
		ask.open = true;
		$("asked").hidden = false;
		$("asked-question").textContent = asks;
		$("asked-type").textContent = [field("answer_type").selectedOptions[0].textContent, unit].filter(Boolean).join(", ");
		$("ask-new").hidden = true;
		shapeAnswer();
		answer.focus();
	}
	function forgetQuestion() {
		field("question").value = "";
		offered = null;
		tellEnter();
		$("alike").hidden = $("asked").hidden = true;
		$("ask-new").hidden = false;
		isRecorded(false);
		desk.notLater("reading");
		newest = null;
		$("reading").textContent = "";
		answer.removeAttribute("aria-invalid");
		shapeAnswer();
	}
	$("alike-question").addEventListener("click", sameQuestion);
	$("alike-same").addEventListener("click", sameClaim);
	$("asked").querySelector("button").addEventListener("click", () => { forgetQuestion(); $("id_new_question").focus(); });

	/* A question: one that is on record; else its first words tell what answers it, until somebody says. */
	const FIRST_WORDS = [
		["number", /^(how (many|much)|what (number|percentage)|at least how many|сколько|كم|ما عدد)(?!\p{L})/u],
		["date", /^((since |until |by )?when|on what (day|date)|(с каких пор|когда)|(منذ |حتى )?متى)(?!\p{L})/u],
		["entity", /^((by |to |from |against )?(who|whom|whose)|where|((у|с|к|от) )?(кто|кого|кому|кем|ком)|где|куда|откуда|أين|اين|من|مَن)(?!\p{L})/u],
	];
	const asking = $("id_new_question");
	let chosen = false;
	const sameWords = (one, other) => [one, other].map((text) => text.toLowerCase().replace(/\s+/g, " ").replace(/^ | ?[?؟ ]+$/g, "")).every((text, _at, both) => text === both[0]);
	desk.combobox(asking, {
		url: words.questions,
		params: () => ({ topic: field("topic").value }),
		onPick: askRecorded,
		onFound(options) {
			/* Typed to the end, it is answered by what it is answered by on record. */
			const known = options.find((one) => sameWords(one.asks, asking.value));
			if (known && !chosen) { field("unit").value ||= known.unit; answeredBy(known.type); }
		},
	});
	asking.addEventListener("input", () => {
		const first = asking.value.trim().toLowerCase().replace(/^[¿\s]+/u, "");
		if (!chosen && first) answeredBy(FIRST_WORDS.find(([, begins]) => begins.test(first))?.[0] ?? "yes_no");
	});
	function answeredBy(type) {
		if (field("answer_type").value === type) return;
		field("answer_type").value = type;
		shapeAnswer();
	}

	/* The answer: a field that takes what its question asks for, and says how it reads it. */
	const answers = desk.combobox(answer, {
		url: words.entities,
		eager: true,
		params: () => ({ for: "answer" }),
		onPick(option) { answer.value = option.text; field("answer_entity").value = option.id; $("answer-kind").hidden = Boolean(option.id); },
	});
	answer.addEventListener("input", (event) => {
		field("answer_entity").value = "";
		if (field("answer_type").value !== "entity") { event.stopImmediatePropagation(); desk.later("reading", reading, 200); }
	}, { capture: true });
	field("answer_type").addEventListener("change", () => { chosen = true; shapeAnswer(); reading(); });
	field("unit").addEventListener("input", () => desk.later("reading", reading, 200));
	function shapeAnswer() {
		const type = field("answer_type").value;
		$("answer-kind").hidden = type !== "entity";
		$("unit-field").hidden = type !== "number";
		for (const hint of $("answer-hints").children) hint.hidden = hint.dataset.for !== type;
		answers.close();
	}
	/* Of what was typed last, in whichever order the answers come. */
	let newest = null;
	async function reading() {
		const asked = new URLSearchParams({ type: field("answer_type").value, typed: answer.value, unit: field("unit").value });
		const mine = newest = {};
		let found = { reading: "", understood: true };
		try { found = await (await fetch(`${words.reading}?${asked}`)).json(); } catch { /* offline, or signed out: nothing is read back */ }
		if (mine !== newest) return;
		$("reading").textContent = found.reading;
		answer.setAttribute("aria-invalid", String(!found.understood));
	}

	/* Whether a recorded claim in the very words is meant: answered by the number of the answer. */
	const meant = () => [...$("recorded").querySelectorAll("button")];
	$("recorded").addEventListener("keydown", (event) => {
		const button = meant()[Number(event.key) - 1];
		if (button && !event.ctrlKey && !event.metaKey && !event.altKey) { event.preventDefault(); button.click(); }
	});
	/* Where that is asked, leads to the likelier answer and says so. */
	function toMeant() {
		const [first] = meant();
		first?.focus();
		first?.closest(".alike").scrollIntoView({ block: "nearest" });
		return Boolean(first);
	}

	/* Under the last tag's topic. Made with that tag, it is not in the list that came with the page. */
	function fileAsLast() {
		const { topic, title } = $("last").dataset, list = field("topic"), [, ...titled] = list.options;
		if (!topic) return;
		if (!titled.some(({ value }) => value === topic)) list.add(new Option(title, topic), titled.find(({ text }) => text.localeCompare(title) > 0));
		list.value = topic;
	}

	desk.claim = {
		/* The passage itself, until somebody types. */
		suggest(words) {
			printed = words.replace(/\s+/g, " ").replace(/[.。…]+$/u, "");
			if (!touched && !field("claim").value) claim.value = printed;
			if (!field("claim").value) tellWhose();
			warn();
			desk.later("claims", () => claims.search(true), 120);
		},
		reset() {
			field("claim").value = field("answer_entity").value = "";
			$("claim-help").textContent = words.printed;
			touched = chosen = false;
			keepOwn(null);
			ask.open = false;
			forgetQuestion();
			fileAsLast();
		},
		/* As a draft had it: what stands under the field is said of these words, and no more of the passage's. */
		cameBack() {
			const id = field("claim").value;
			if (!id) tellWhose();
			else if (id !== $("panel").dataset.own) { $("claim-help").textContent = words.recorded; isRecorded(true); }
			warn();
			shapeAnswer();
		},
		takeSame,
		takeQuestion,
		toMeant,
		shapeAnswer,
		get touched() { return touched; },
		set touched(yes) { touched = yes; },
	};
})(window.desk ??= {});
