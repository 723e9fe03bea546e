/** Opens a page's line: the floor's page is told of the floor, every other of what is the viewer's own. */

import { Line } from "./live.js";

/** What concerns the viewer wherever they are (docs/live.md). */
const OWN = ["sign_in", "command", "follow", "source", "team"];

/** What the floor's page shows. Who waits where, who serves which queue and whom to call back stand on other pages. */
const FLOOR = [...OWN, "agent", "queue", "reason", "hand", "snooze"];

/**
 * The floor's own line: all that its page shows, from where the page stands.
 * @param {Object<string, [string, number]>} position
 * @param {import("./live.js").Listener} listener
 */
export function openWhole(position, listener) {
  return opened({ open: position, only: { kinds: FLOOR, keys: [] } }, listener);
}

/**
 * The line of a page that shows no floor: own sign-ins, what was asked, whom one follows, and what the page shows.
 * @param {Shown} shown
 * @param {import("./live.js").Listener} listener
 */
export function openOwn(shown, listener) {
  return opened(ownOpening(shown), listener);
}

/**
 * The line of a page that is told of some kinds alone: an agent's own, who has no floor.
 * @param {string} address
 * @param {string[]} kinds
 * @param {import("./live.js").Listener} listener
 */
export function openNamed(address, kinds, listener) {
  return opened({ open: {}, only: { kinds, keys: [] } }, listener, address);
}

/**
 * @typedef {Object} Shown
 * @property {string[]} agents of whom the page knows nothing yet
 * @property {string[]} kinds what its parts show
 * @property {string[]} keys single rows that they show
 * @property {Object<string, [string, number]>} [position] where the parts stand, if they are made with their rows
 */

/** How such a line opens; `Line.reopen` takes it when there is other to be told of. @param {Shown} shown */
export function ownOpening({ agents, kinds, keys, position }) {
  const only = { kinds: [...new Set([...OWN, ...kinds])], keys: [...new Set([...agents, ...keys])].sort() };
  return position ? { open: position, only, anew: { kinds: OWN, keys: agents } } : { open: {}, only };
}

function opened(opening, listener, address = document.body.dataset.socket) {
  const url = new URL(address, location.href);
  url.protocol = location.protocol === "https:" ? "wss:" : "ws:";
  const line = new Line(url.href, opening, listener);
  line.start();
  return line;
}
