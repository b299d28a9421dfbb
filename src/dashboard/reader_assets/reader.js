// @ts-check
/**
 * The reader: the heading of what was picked, its passages, and a card for each mark.
 *
 * All HTML that it shows was escaped where it was made (`passage_html`); nothing else is parsed.
 */

import { parts, passages, values } from "./selection.js";

/** @typedef {import("./selection.js").Library} Library */
/** @typedef {import("./selection.js").Parts} Parts */

/**
 * What is to be read.
 * @typedef {object} Reading
 * @property {string} pick  Text form of what is picked.
 * @property {string} view  Key of the view.
 * @property {string} heading  HTML.
 * @property {string} note  HTML; what is to be said before the words, or in their place.
 * @property {string[]} ids  Passages to show, the one that is read first.
 * @property {number} n_before  Passages of the pick before these.
 * @property {number} n_after  And after.
 * @property {string[]} themes  Themes whose words are tinted.
 * @property {string} event  HTML of the event that is picked.
 * @property {Record<string, string>} words  HTML of passages that the library lacks.
 */

/** Passages shown at once, and named in a heading. */
const MOST = 25;
const MOST_PLACES = 12;
const CARD_AFTER = 180; // milliseconds that the mouse rests on a mark
const CARD_LASTS = 250; // and that the card waits for it

/** @param {number} n */
const counted = (n) => (n === 1 ? "1 passage" : `${n} passages`);

/** @param {string} text */
function escaped(text) {
  const holder = document.createElement("span");
  holder.textContent = text;
  return holder.innerHTML;
}

/**
 * The heading of a pick, as `dashboard.page.reader` writes it; `null` if a name is not held.
 * @param {Library} library
 * @param {Parts} asked
 * @param {number} n  Passages that it leaves.
 * @param {string} filter  HTML of what the filter asks for; empty if there is none.
 */
export function heading(library, asked, n, filter) {
  const of = `${n} of ${counted(library.total)}`;
  const within = filter ? " · within the filter" : "";
  const sources = values(asked, "source");
  const isHeld = sources.every((id) => library.sources[id])
    && (asked.get("section") ?? []).every((id) => library.sections[id]);
  if (!isHeld) return null;
  const start = asked.get("from")?.[0];
  if (start !== undefined) {
    const cites = sources.length ? ` · cites source ${library.sources[sources[0]][0]}` : "";
    const place = library.passages.findIndex(([id]) => id === start) + 1;
    return `Passage ${place}${cites}<small>1 passage${within} · the text goes on below</small>`;
  }
  if (!asked.size) {
    return filter
      ? `${filter}<small>${of}</small>`
      : `The text from its beginning<small>${of} · click any tile, bar or mark</small>`;
  }
  const named = [];
  const themes = values(asked, "theme");
  if (themes.length) {
    const each = asked.has("all-themes") ? " and " : " or ";
    named.push(themes.map((id) => library.themes[id]).join(each));
  }
  if (sources.length) {
    const every = asked.has("all-sources") ? " and " : " or ";
    const noun = sources.length === 1 ? "Source" : "Sources";
    named.push(`${noun} ${sources.map((id) => library.sources[id][0]).join(every)}`);
  }
  for (const id of asked.get("section") ?? []) named.push(`Section ${library.sections[id]}`);
  const support = asked.get("support")?.[0];
  if (support && support !== "held") named.push(library.support[support]);
  const ids = asked.get("passage") ?? [];
  if (ids.length) {
    const known = new Map(library.passages.map(([id], place) => [id, place + 1]));
    const places = ids.map((id) => known.get(id)).slice(0, MOST_PLACES).join(", ");
    const more = ids.length > MOST_PLACES ? ` and ${ids.length - MOST_PLACES} more` : "";
    named.push(`${ids.length === 1 ? "passage" : "passages"} ${places}${more}`);
  }
  for (const id of asked.get("event") ?? []) named.push(`Event ${library.events[id][0]}`);
  const depths = asked.get("depth") ?? [];
  if (depths.length === 1 && depths[0] === "0") named.push("Passages without a citation");
  else if (depths.length) {
    const noun = depths.length === 1 && depths[0] === "1" ? "source" : "sources";
    named.push(`Citing ${depths.join(" or ")} ${noun}`);
  }
  const told = themes.length ? [] : sources;
  const lines = told.map((id) => `<br>${library.sources[id][1]}`).join("");
  return `${named.join(" × ")}<small>${of}${within}${lines}</small>`;
}

export class Reader {
  /** @param {HTMLElement} root  Where it stands. */
  constructor(root) {
    this.root = root;
    this.top = root.appendChild(document.createElement("h2"));
    this.top.className = "finding";
    this.back = root.appendChild(document.createElement("button"));
    this.back.type = "button";
    this.back.className = "door back";
    this.back.textContent = "Back to all";
    this.back.dataset.select = "";
    this.back.hidden = true;
    this.list = root.appendChild(document.createElement("div"));
    this.card = root.appendChild(document.createElement("div"));
    this.card.className = "about-source";
    this.card.popover = "manual";
    this.card.setAttribute("role", "dialog");
    this.card.setAttribute("aria-label", "Source");
    /** @type {Library | null} */
    this.library = null;
    /** @type {Map<string, string>} */
    this.words = new Map();
    /** @type {Map<string, Element>} */
    this.made = new Map();
    /** @type {Reading | null} */
    this.reading = null;
    this.shown = "";
    /** @type {Element | null} */
    this.carded = null;
    this.isPinned = false;
    this.isLeft = false; // while the focus goes back from a card to its mark
    this.timer = 0;
  }

  /** @param {Library} library */
  hold(library) {
    this.library = library;
    this.words = new Map(library.passages.flatMap(([id, , , , , , html]) => (html ? [[id, html]] : [])));
    this.made = new Map();
    this.shown = "";
  }

  /**
   * The reading of a pick, if all that it needs is held here.
   * @param {string} pick
   * @param {string[] | null} left  The passages that a filter leaves.
   * @param {string} filter  HTML of what it asks for.
   * @param {string[]} filtered  The themes that it asks for.
   * @param {string | null} passage  The one to be read, if not the first.
   * @returns {Reading | null}
   */
  found(pick, left, filter, filtered, passage) {
    if (!this.library || !this.reading) return null;
    const asked = parts(pick);
    const ids = passages(this.library, asked, left && new Set(left));
    if (!ids?.length) return null;
    const head = heading(this.library, asked, ids.length, filter);
    const at = Math.max(ids.indexOf(passage ?? asked.get("from")?.[0] ?? ids[0]), 0);
    const some = ids.slice(at, at + MOST);
    if (head === null || some.some((id) => !this.words.has(id))) return null;
    const event = asked.get("event")?.[0];
    const themes = values(asked, "theme");
    return {
      ...this.reading,
      pick,
      heading: head,
      note: "",
      ids: some,
      n_before: at,
      n_after: ids.length - at - some.length,
      themes: themes.length ? themes : filtered,
      event: event === undefined ? "" : this.library.events[event][1],
      words: {},
    };
  }

  /**
   * Shows what is to be read; what is shown already stays as it is.
   * @param {Reading} reading
   */
  show(reading) {
    this.reading = reading;
    for (const [id, html] of Object.entries(reading.words)) {
      this.words.set(id, html);
      this.made.delete(id);
    }
    const { words, ...rest } = reading;
    const shown = JSON.stringify([rest, Object.values(words)]);
    if (shown === this.shown) return;
    this.shown = shown;
    this.close();
    this.top.innerHTML = reading.heading;
    this.back.hidden = !reading.pick;
    const all = [];
    if (reading.note) all.push(this.said(reading.note));
    if (reading.event) all.push(this.element(reading.event));
    for (const id of reading.ids) {
      const article = this.article(id);
      if (article) all.push(article);
    }
    if (reading.ids.length && reading.n_before) {
      all.push(this.said(`${counted(reading.n_before)} before this one: use ‹ to go back.`));
    }
    if (reading.n_after) all.push(this.said(`${counted(reading.n_after)} more: use › to go on.`));
    this.list.replaceChildren(...all);
    this.mark(reading);
    const scrolls = this.root.closest(".st-key-passages");
    if (scrolls) scrolls.scrollTop = 0;
  }

  /**
   * Marks in the words what is picked.
   * @param {Reading} reading
   */
  mark(reading) {
    const asked = parts(reading.pick);
    const sources = values(asked, "source");
    const event = asked.get("event")?.[0];
    const quoted = event === undefined ? null : `event:${reading.pick.match(/event:([^;]*)/)?.[1]}`;
    reading.ids.forEach((id, nth) => {
      const article = this.made.get(id);
      if (!article) return;
      article.classList.toggle("also", nth > 0);
      const isDated = reading.view === "timeline" && asked.get("from")?.[0] === id;
      for (const mark of article.querySelectorAll("mark[data-source]")) {
        const own = values(parts(mark.getAttribute("data-select") ?? ""), "source");
        mark.classList.toggle("hit", own.some((one) => sources.includes(one)));
      }
      for (const mark of article.querySelectorAll("mark.words")) {
        const own = values(parts(mark.getAttribute("data-select") ?? ""), "theme");
        const strong = own.find((one) => reading.themes.includes(one));
        mark.classList.toggle("strong", strong !== undefined);
        if (strong !== undefined) {
          /** @type {HTMLElement} */ (mark).style.setProperty("--tint", this.library?.hues[strong] ?? "");
        }
      }
      for (const mark of article.querySelectorAll("mark.quote")) {
        const own = (mark.getAttribute("data-events") ?? "").split(" ");
        mark.classList.toggle("alluding", quoted !== null && own.includes(quoted));
      }
      for (const mark of article.querySelectorAll("mark.date")) {
        mark.classList.toggle("alluding", isDated);
      }
    });
  }

  /** @param {string} id */
  article(id) {
    const known = this.made.get(id);
    if (known) return known;
    const html = this.words.get(id);
    if (html === undefined) return null;
    const made = this.element(html);
    this.made.set(id, made);
    return made;
  }

  /** @param {string} html */
  element(html) {
    const holder = document.createElement("template");
    holder.innerHTML = html;
    return /** @type {Element} */ (holder.content.firstElementChild);
  }

  /** @param {string} words  Plain. */
  said(words) {
    const line = document.createElement("p");
    line.className = "said";
    line.textContent = words;
    return line;
  }

  /**
   * Shows the card of the sources that a mark names.
   * @param {Element} mark
   */
  open(mark) {
    if (!this.library || this.carded === mark) return;
    const ids = values(parts(mark.getAttribute("data-select") ?? ""), "source");
    const some = ids.slice(0, MOST_PLACES).map((id) => {
      const known = this.library?.sources[id];
      return known ? known[2] : `<section><h3>Source ${escaped(id)}</h3></section>`;
    });
    const more = ids.length - some.length;
    this.card.innerHTML = some.join("") + (more > 0 ? `<p>and ${more} more</p>` : "");
    this.carded = mark;
    this.card.showPopover();
    const at = mark.getBoundingClientRect();
    const own = this.card.getBoundingClientRect();
    const room = 8;
    const x = Math.min(Math.max(at.left, room), innerWidth - own.width - room);
    const below = at.bottom + 6;
    const isBelow = below + own.height <= innerHeight - room || at.top < own.height + room;
    this.card.style.left = `${Math.max(x, room)}px`;
    this.card.style.top = `${isBelow ? below : at.top - own.height - 6}px`;
  }

  close() {
    clearTimeout(this.timer);
    this.isPinned = false;
    if (!this.carded) return;
    this.carded = null;
    if (this.card.isConnected) this.card.hidePopover();
  }

  /**
   * Listens to mouse, finger and keyboard.
   * @param {(select: string, view: string | null) => void} picked  Hears what a way leads to.
   * @returns {() => void}  Ends it.
   */
  hear(picked) {
    const end = new AbortController();
    const { signal } = end;
    const markOf = (/** @type {Event} */ event) =>
      /** @type {Element} */ (event.target).closest?.("mark.cite[data-select]") ?? null;
    const later = (/** @type {() => void} */ then, /** @type {number} */ after) => {
      clearTimeout(this.timer);
      this.timer = setTimeout(then, after);
    };
    this.root.addEventListener("pointerover", (event) => {
      if (event.pointerType !== "mouse") return;
      const mark = markOf(event);
      if (mark) later(() => { this.isPinned = false; this.open(mark); }, CARD_AFTER);
      else if (this.card.contains(/** @type {Node} */ (event.target))) clearTimeout(this.timer);
      else if (this.carded && !this.isPinned) later(() => this.close(), CARD_LASTS);
    }, { signal });
    this.root.addEventListener("pointerleave", () => {
      if (this.isPinned) return;
      later(() => this.close(), CARD_LASTS);
    }, { signal });
    this.root.addEventListener("click", (event) => {
      const target = /** @type {Element} */ (event.target);
      const way = target.closest("button.door");
      if (way) {
        this.close();
        picked(way.getAttribute("data-select") ?? "", way.getAttribute("data-view"));
        return;
      }
      const mark = markOf(event);
      if (mark) this.pin(mark);
    }, { signal });
    this.root.addEventListener("keydown", (event) => {
      const mark = markOf(event);
      if (mark && (event.key === "Enter" || event.key === " ")) {
        event.preventDefault();
        this.pin(mark);
        this.card.querySelector("button")?.focus();
      }
    }, { signal });
    this.root.addEventListener("focusin", (event) => {
      const mark = markOf(event);
      if (!this.isLeft && mark?.matches(":focus-visible")) this.open(mark);
    }, { signal });
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !this.carded) return;
      const mark = /** @type {HTMLElement} */ (this.carded);
      this.close();
      this.isLeft = true;
      mark.focus();
      this.isLeft = false;
    }, { signal });
    document.addEventListener("pointerdown", (event) => {
      const target = /** @type {Element} */ (event.target);
      if (this.carded && !this.card.contains(target) && !markOf(event)) this.close();
    }, { signal });
    return () => { this.close(); end.abort(); };
  }

  /** @param {Element} mark */
  pin(mark) {
    clearTimeout(this.timer);
    if (this.carded === mark && this.isPinned) {
      this.close();
      return;
    }
    if (this.carded !== mark) this.close();
    this.open(mark);
    this.isPinned = true;
  }
}
