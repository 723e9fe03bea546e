/** Modules that write what the floor tells into a page of their own: they say which rows they want, and are given them.

    The page's one line is own_page.js's; a part that the server words needs no module (told_parts.js). */

/** @import { Pending } from "./frames.js" */

/**
 * @typedef {Object} Hearer
 * @property {string[]} kinds of rows (docs/live.md) that it wants
 * @property {(pending: Pending) => void} [take] rows that were told, of any kind; inside one animation frame
 * @property {() => Iterable<[string, string]>} [known] every row that it shows, as [kind, key]: what a whole does not name is gone
 * @property {(isOpen: boolean) => void} [line] our own line was lost, or is back
 */

/** @type {Set<Hearer>} */
const hearers = new Set();
let changed = () => {};

/** From now on this one is told; whole, first of all. @param {Hearer} hearer */
export function hear(hearer) {
  hearers.add(hearer);
  changed();
}

/** For who keeps the line: another hearer came. @param {() => void} deed */
export function whenOneComes(deed) {
  changed = deed;
}

/** The kinds of rows that are wanted. */
export function kindsHeard() {
  return [...new Set([...hearers].flatMap(({ kinds }) => kinds))];
}

/** Every row that is shown. @returns {Iterable<[string, string]>} */
export function* rowsHeard() {
  for (const { known } of hearers) if (known) yield* known();
}

/** @param {Pending} pending */
export function tellHearers(pending) {
  for (const { take } of hearers) take?.(pending);
}

/** @param {boolean} isOpen */
export function tellHearersOfLine(isOpen) {
  for (const { line } of hearers) line?.(isOpen);
}
