/** Rows for a page that writes them by itself, such as the membership board: what its line tells (own_page.js) is handed on here.

    Such a page names the kinds in `data-told` of an element with `data-takes-rows`; rows that come before its module wait for it. */

/**
 * @typedef {Object} Taker
 * @property {() => Iterable<[string, string]>} known every row that the page has now, as [kind, key]
 * @property {(pending: import("./frames.js").Pending) => void} apply writes what changed; called inside one animation frame
 * @property {(isOpen: boolean) => void} line our own line was won or lost
 */

/** @type {Taker | null} */
let taker = null;
/** @type {import("./frames.js").Pending[]} */
const early = [];

/** @param {Taker} page */
export function takeRows(page) {
  taker = page;
  for (const pending of early.splice(0)) taker.apply(pending);
}

export function* knownRows() {
  if (taker) yield* taker.known();
}

/** @param {import("./frames.js").Pending} pending */
export function handOn(pending) {
  if (taker) taker.apply(pending);
  else if (document.querySelector("[data-takes-rows]")) early.push(pending);
}

export function handOnLine(isOpen) {
  taker?.line(isOpen);
}
