// @ts-check
/**
 * The reader as a component of Streamlit: it is mounted twice, once to be handed all that may be
 * asked for, once to be told what is to be read. Streamlit runs it anew with each change of either.
 */

import * as charts from "./charts.js";
import { Reader } from "./reader.js";

/**
 * What the server says is to be read, and what it heard last.
 * @typedef {import("./reader.js").Reading & {
 *   held: string, n_told: number, listens: boolean, filter: string, left: string[] | null,
 * }} Said
 */

const LEAVES_AFTER = 2000; // milliseconds without a component, before it listens no more
const MOST_WAITED = 10000; // milliseconds for the answer to a click, before any answer counts

/** @type {Reader | null} */
let reader = null;
/** @type {Said | null} */
let said = null;
/** @type {(told: object) => void} */
let tell = () => {};
/** @type {ReturnType<typeof charts.hear> | null} */
let heard = null;
/** @type {(() => void)[]} */
let ends = [];
let leaving = 0;
let held = "";
/** @type {{key: string, library: import("./selection.js").Library} | null} */
let waiting = null;
let nTold = 0;
let toldAt = 0;

/** @param {import("./charts.js").Chart} chart */
function mark(chart) {
  if (reader?.reading) charts.show(chart, reader.reading.pick, reader.reading.ids[0] ?? null);
}

function markAll() {
  for (const chart of heard?.all() ?? []) mark(chart);
}

/**
 * Shows what was clicked, if all of it is here, and tells the server in any case.
 * @param {string} pick
 * @param {string | null} view
 */
function picked(pick, view = null) {
  if (said && reader) {
    const found = reader.found(pick, said.left, said.filter, said.left ? said.themes : [], null);
    if (found) {
      reader.show(view ? { ...found, view } : found);
      requestAnimationFrame(() => setTimeout(markAll));
    }
  }
  nTold += 1;
  toldAt = performance.now();
  tell({ n: nTold, pick, ...(view ? { view } : {}) });
}

/** Shows what the server says, once all of it is here and no later click was answered before. */
function begin() {
  if (!reader || !said) return;
  if (waiting && waiting.key === said.held) {
    reader.hold(waiting.library);
    held = waiting.key;
    waiting = null;
  }
  if (held !== said.held) return;
  nTold = Math.max(nTold, said.n_told);
  if (said.n_told < nTold && performance.now() - toldAt < MOST_WAITED) return;
  reader.show(said);
  markAll();
}

/**
 * @param {{
 *   data: Said | {held: string, library: import("./selection.js").Library},
 *   parentElement: HTMLElement,
 *   setTriggerValue: (name: string, value: object) => void,
 * }} component
 */
export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  if ("library" in data) {
    waiting = { key: data.held, library: data.library };
    begin();
    return undefined;
  }
  said = data;
  tell = (told) => setTriggerValue("told", told);
  clearTimeout(leaving);
  if (!reader || reader.root.parentElement !== parentElement) {
    leave();
    const library = reader?.library;
    parentElement.replaceChildren();
    reader = new Reader(parentElement.appendChild(document.createElement("div")));
    reader.root.className = "reader";
    if (library) reader.hold(library);
  }
  begin();
  if (!ends.length) {
    heard = charts.hear((pick) => picked(pick), mark, () => said?.listens ?? false);
    ends = [reader.hear(picked), heard.leave];
  }
  markAll();
  // Streamlit cleans up before it brings what is new. A click in between would be heard by nobody.
  return () => {
    clearTimeout(leaving);
    leaving = setTimeout(leave, LEAVES_AFTER);
  };
}

function leave() {
  for (const end of ends) end();
  ends = [];
  heard = null;
}
