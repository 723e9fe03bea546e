/** The headline: how many agents are in each state, as tiles and as a bar of shares. */

import { setAttribute, setHidden, setText } from "./dom.js";

const WIDTH = 1000;
const GAP = 3;

/**
 * Writes the tiles and the bar.
 * @param {Map<string, number>} states agents by state
 */
export function writePulse(states) {
  for (const tile of document.querySelectorAll("#tiles [data-tile]")) {
    const number = states.get(tile.dataset.tile) ?? 0;
    setText(tile.querySelector("b"), String(number));
    if (number) setHidden(tile, false);
  }
  let x = 0;
  const total = [...states.values()].reduce((sum, number) => sum + number, 0);
  for (const bar of document.querySelectorAll("#share rect")) {
    const share = (WIDTH * (states.get(bar.dataset.state) ?? 0)) / (total || 1);
    setAttribute(bar, "x", x.toFixed(1));
    setAttribute(bar, "width", Math.max(0, share - GAP).toFixed(1));
    x += share;
  }
}
