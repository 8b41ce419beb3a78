/* What was typed and is not saved yet: on this device only, each draft until it is saved or thrown away. */
"use strict";
((desk) => {
	const timers = {};
	desk.later = (name, act, wait) => {
		desk.notLater(name);
		timers[name] = { act, timer: setTimeout(() => { delete timers[name]; act(); }, wait) };
	};
	desk.notLater = (name) => { clearTimeout(timers[name]?.timer); delete timers[name]; };
	/* What waits is done at once. */
	desk.now = (name) => {
		const act = timers[name]?.act;
		desk.notLater(name);
		act?.();
	};

	/* A finger alone, as the stylesheet asks: where there is no pointer at all, there is a keyboard. */
	desk.isTouch = () => matchMedia("(hover: none) and (pointer: coarse)").matches;

	const store = desk.store = {
		get(key) { try { return localStorage.getItem("sayso:" + key); } catch { return null; } },
		/* Whether it is kept: private windows keep nothing, and no window keeps very long texts. */
		set(key, value) {
			try { value === null ? localStorage.removeItem("sayso:" + key) : localStorage.setItem("sayso:" + key, value); return true; } catch { return false; }
		},
	};

	const MOST = 20, SHOWN = 40;
	/* The drafts under one key; the newest is the last. */
	desk.draftsOf = (key) => {
		function all() {
			try { return [].concat(JSON.parse(store.get(`draft:${key}`)) ?? []); } catch { return []; }
		}
		const put = (kept) => store.set(`draft:${key}`, kept.length ? JSON.stringify(kept.slice(-MOST)) : null);
		return {
			all,
			keep: (draft) => put([...all().filter((one) => one.id !== draft.id), draft]),
			drop: (gone) => put(all().filter((one) => !gone(one))),
		};
	};
	/* They are offered in `list`, the newest first: each with the `words` it begins with, `where` it belongs, and
	   the address where it can be continued, "" for here. */
	desk.offer = (list, drafts, { words, where = () => "", href = () => "", onContinue, onDrop }) => {
		list.hidden = !drafts.length;
		list.replaceChildren(...drafts.toReversed().map((draft) => {
			const row = $("draft-row").content.cloneNode(true).firstElementChild;
			const part = (name) => row.querySelector(`[data-draft=${name}]`);
			const here = part("here"), there = part("there"), away = href(draft);
			(away ? here : there).remove();
			const said = row.querySelector("bdi");
			said.textContent = shortened(words(draft));
			said.id = `draft-${draft.id}`;
			part("where").textContent = where(draft);
			if (away) there.href = away; else here.addEventListener("click", () => onContinue(draft));
			part("drop").setAttribute("aria-describedby", said.id);
			part("drop").addEventListener("click", () => onDrop(draft));
			return row;
		}));
	};
	function shortened(words) {
		const said = words.trim().replace(/\s+/g, " "), short = [...said].slice(0, SHOWN).join("");
		return short === said ? said : short.replace(/\s\S*$/u, "") + "…";
	}
	const $ = (id) => document.getElementById(id);
	desk.time = () => new Date().toTimeString().slice(0, 5);
})(window.desk ??= {});
