// @ts-check
/**
 * The charts of the page: hears clicks on them, and marks what is picked in them.
 *
 * Every mark of a chart says in its `customdata` what it stands for. This is the one script that
 * knows how Plotly draws: a trace is a group among those of its type, a mark has its place in its
 * trace, both in the order of the figure (`barlayer`, `scatterlayer`, `shapelayer`, `trace`,
 * `point`), and a chart reports `plotly_click` and `plotly_afterplot`. It would break, and nothing
 * would be marked or heard, if a release did so otherwise; the browser tests would notice.
 */

import { isPart, parts, values } from "./selection.js";

/** @typedef {import("./selection.js").Parts} Parts */

/**
 * A chart as Plotly draws it.
 * @typedef {HTMLElement & {
 *   data: {type: string, customdata?: unknown}[],
 *   on: (event: string, heard: (event: any) => void) => void,
 *   removeListener: (event: string, heard: (event: any) => void) => void,
 * }} Chart
 */

/** Marks within what is picked; of more none fades. */
const MOST_FADED = 2000;
const GROUPS = { bar: ".barlayer > .trace", scatter: ".scatterlayer > .trace" };
const CLASSES = ["is-picked", "is-read", "is-within", "is-beside"];

/** @type {Map<string, Parts>} */
const parsed = new Map();

/** @param {string} text */
function meaning(text) {
  const known = parsed.get(text);
  if (known) return known;
  if (parsed.size > 20000) parsed.clear();
  const found = parts(text);
  parsed.set(text, found);
  return found;
}

/**
 * What a mark stands for, in text form; nothing if it is not one of ours.
 * @param {unknown} customdata
 */
function meant(customdata) {
  const text = Array.isArray(customdata) ? customdata[0] : customdata;
  return typeof text === "string" ? text : null;
}

/**
 * Each mark of a chart, with what it stands for and the number of its trace among those of its type.
 * @param {Chart} chart
 * @returns {Generator<{mark: Element, text: string | null, nth: number}>}
 */
function* marksOf(chart) {
  for (const [type, selector] of Object.entries(GROUPS)) {
    const traces = chart.data.filter((trace) => (trace.type ?? "scatter") === type);
    const groups = chart.querySelectorAll(selector);
    for (const [nth, group] of groups.entries()) {
      const meanings = traces[nth]?.customdata;
      const marks = group.querySelectorAll(type === "bar" ? ".point > path" : ".points > .point");
      for (const [place, mark] of marks.entries()) {
        yield { mark, text: Array.isArray(meanings) ? meant(meanings[place]) : null, nth };
      }
    }
  }
}

/**
 * What the uppermost mark below the pointer stands for. Plotly says what was pointed at last, up to
 * 50 ms ago, which with a quick hand is the mark before.
 * @param {Chart} chart
 * @param {number} x  Pixels from the left of the window.
 * @param {number} y  Pixels from its top.
 */
function below(chart, x, y) {
  let found = null;
  for (const { mark, text } of marksOf(chart)) {
    if (text === null) continue;
    const box = mark.getBoundingClientRect();
    if (box.left <= x && x <= box.right && box.top <= y && y <= box.bottom) found = text;
  }
  return found;
}

/**
 * Marks what is picked, and the passage that is read.
 * @param {Chart} chart
 * @param {string} pick  Text form of what is picked.
 * @param {string | null} passage  Id of the passage that is read.
 */
export function show(chart, pick, passage) {
  const asked = meaning(pick);
  const ends = values(asked, "source");
  const isOne = asked.size === 1 && ends.length === 1;
  const within = [];
  const others = [];
  const lines = [];
  let line = 0;
  for (const { mark, text, nth } of marksOf(chart)) {
    mark.classList.remove(...CLASSES);
    if (nth > 0) others.push(mark);
    if (text === null) continue;
    const one = meaning(text);
    const sources = values(one, "source");
    if (sources.length === 2) {
      if (pick && (pick === text || (isOne && sources.includes(ends[0])))) lines.push(line);
      line += 1;
    }
    if (!one.has("from")) {
      if (pick && text === pick) mark.classList.add("is-picked");
    } else if (one.has("section") && !sources.length && !one.has("support")) {
      if (one.get("from")?.[0] === passage) mark.classList.add("is-read");
    } else if (pick && isPart(asked, one)) {
      within.push(mark);
    }
  }
  if (within.length && within.length < MOST_FADED) {
    for (const mark of others) mark.classList.add("is-beside");
    for (const mark of within) mark.classList.replace("is-beside", "is-within");
  }
  for (const path of chart.querySelectorAll(".shapelayer path")) {
    const is = lines.includes(Number(path.getAttribute("data-index")));
    path.classList.toggle("is-picked", is);
  }
}

/**
 * Listens to all charts there are, and to those that come later.
 * @param {(text: string) => void} picked  Hears what a clicked mark stands for.
 * @param {(chart: Chart) => void} drawn  Hears that a chart was drawn.
 * @param {() => boolean} listens  Whether clicks are heard here.
 * @returns {{all: () => Chart[], leave: () => void}}
 */
export function hear(picked, drawn, listens) {
  /** @type {Map<Chart, {click: (event: any) => void, plot: () => void}>} */
  const heard = new Map();
  const look = () => {
    for (const chart of heard.keys()) if (!chart.isConnected) heard.delete(chart);
    for (const one of document.querySelectorAll(".js-plotly-plot")) {
      const chart = /** @type {Chart} */ (one);
      if (heard.has(chart) || !chart.on || !chart.data) continue;
      const click = (/** @type {any} */ event) => {
        if (!listens()) return;
        const { clientX, clientY } = event.event ?? {};
        const text = below(chart, clientX, clientY) ?? meant(event.points?.[0]?.customdata);
        if (text !== null) picked(text);
      };
      const plot = () => drawn(chart);
      heard.set(chart, { click, plot });
      chart.on("plotly_click", click);
      chart.on("plotly_afterplot", plot);
      plot();
    }
  };
  let isDue = false;
  const watch = new MutationObserver(() => {
    if (isDue) return;
    isDue = true;
    requestAnimationFrame(() => {
      isDue = false;
      look();
    });
  });
  // A mouse points before it clicks, and Plotly opens what was pointed at last: so does each tap.
  const point = (/** @type {TouchEvent} */ event) => {
    const target = /** @type {Element} */ (event.target);
    if (event.touches.length !== 1 || !target.closest?.(".js-plotly-plot")) return;
    const { clientX, clientY } = event.touches[0];
    target.dispatchEvent(new MouseEvent("mousemove", { bubbles: true, clientX, clientY }));
  };
  addEventListener("touchstart", point, { capture: true, passive: true });
  watch.observe(document.body, { childList: true, subtree: true });
  look();
  return {
    all: () => [...heard.keys()],
    leave: () => {
      watch.disconnect();
      removeEventListener("touchstart", point, { capture: true });
      for (const [chart, { click, plot }] of heard) {
        chart.removeListener("plotly_click", click);
        chart.removeListener("plotly_afterplot", plot);
      }
    },
  };
}
