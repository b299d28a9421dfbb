// @ts-check
/**
 * What was picked → the passages that it stands for: the same as `dashboard.tables.selection` says
 * in Python, for what the browser holds.
 */

/**
 * What the browser holds of a text (`dashboard.page.reader.library` writes it).
 * @typedef {object} Library
 * @property {number} total  Passages of the text.
 * @property {[string, string[], string[], string[], string, string[], string | null][]} passages
 *   For each its id, themes, sources, the sources that back it, section, events and HTML.
 * @property {string[]} without  Sources that are switched off.
 * @property {Record<string, string>} support  Words for each kind of support.
 * @property {Record<string, string>} themes  HTML of each name.
 * @property {Record<string, string>} hues  CSS colours.
 * @property {Record<string, string>} sections  HTML of each heading.
 * @property {Record<string, [string, string]>} events  HTML of the label, and of the whole.
 * @property {Record<string, [string, string, string]>} sources  HTML: name, what is known, card.
 */

/** @typedef {Map<string, string[]>} Parts  What is asked for: names of the text form → values. */

const DEPTHS = ["0", "1", "2", "3+"];

/**
 * The parts of a selection's text form, as in `theme:cost;all-sources:3,5`.
 * @param {string} text
 * @returns {Parts}
 */
export function parts(text) {
  const found = new Map();
  for (const part of text ? text.split(";") : []) {
    const colon = part.indexOf(":");
    const values = part.slice(colon + 1).split(",");
    found.set(part.slice(0, colon), values.map((one) => decodeURIComponent(one.replace(/~/g, "%"))));
  }
  return found;
}

/**
 * The values asked for, whether any of them or all are meant.
 * @param {Parts} asked
 * @param {string} name  `theme` or `source`.
 */
export function values(asked, name) {
  return asked.get(name) ?? asked.get(`all-${name}s`) ?? [];
}

/**
 * Whether `other` names all that `one` names, and maybe more.
 * @param {Parts} one
 * @param {Parts} other
 */
export function isPart(one, other) {
  return [...one].every(([name, ids]) => {
    const theirs = other.get(name) ?? [];
    return ids.every((id) => theirs.includes(id));
  });
}

/**
 * What became of a passage that had so many sources and has so many left.
 * @param {number} had
 * @param {number} left
 */
function state(had, left) {
  if (!had) return "uncited";
  if (left === had) return "supported";
  return left ? "weakened" : "bare";
}

/**
 * @param {string} support
 * @param {string[]} backing
 * @param {string[]} without
 */
function isSupported(support, backing, without) {
  const left = backing.filter((id) => !without.includes(id)).length;
  if (support === "held") return true;
  if (support === "alone") return backing.length === 1;
  if (support === "pair") return backing.length === 2;
  if (DEPTHS.includes(support)) return DEPTHS[Math.min(left, 3)] === support;
  return state(backing.length, left) === support;
}

/**
 * Ids of the passages of a selection in reading order; `null` if the browser can't tell.
 * @param {Library} library
 * @param {Parts} asked
 * @param {Set<string> | null} left  The passages that a filter leaves.
 * @returns {string[] | null}
 */
export function passages(library, asked, left) {
  if (library.passages.length < library.total || asked.has("words")) return null;
  const isAll = asked.has("from");
  const support = asked.get("support")?.[0];
  const event = asked.get("event")?.[0];
  const [sections, ids, depths] = ["section", "passage", "depth"].map((name) => asked.get(name));
  /** @type {(name: string, own: string[]) => boolean} */
  const has = (name, own) => {
    const any = asked.get(name);
    const all = asked.get(`all-${name}s`);
    return (!any || any.some((id) => own.includes(id))) && (!all || all.every((id) => own.includes(id)));
  };
  const found = [];
  for (const [id, themes, sources, backing, section, events] of library.passages) {
    if (left && !left.has(id)) continue;
    if (
      isAll ||
      (has("theme", themes) &&
        has("source", support ? backing : sources) &&
        (!sections || sections.includes(section)) &&
        (!ids || ids.includes(id)) &&
        (event === undefined || events.includes(event)) &&
        (!depths || depths.includes(DEPTHS[Math.min(sources.length, 3)])) &&
        (support === undefined || isSupported(support, backing, library.without)))
    ) {
      found.push(id);
    }
  }
  return found;
}
