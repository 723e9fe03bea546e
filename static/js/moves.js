/** Puts a list of elements in order by the fewest moves: all stand still but those outside its longest run in order. */

import { place } from "./dom.js";

/**
 * @param {number[]} places for each element, in the order wanted, the place that it has now; -1: it is not there yet
 * @returns {boolean[]} for each element, in the order wanted, whether it must move
 */
export function movers(places) {
  const ends = []; // ends[n]: the index in `places` at which a rising run of n + 1 ends lowest
  const before = new Array(places.length);
  places.forEach((now, index) => {
    if (now < 0) return;
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (places[ends[middle]] < now) low = middle + 1;
      else high = middle;
    }
    before[index] = low ? ends[low - 1] : -1;
    ends[low] = index;
  });
  const moves = new Array(places.length).fill(true);
  for (let index = ends.at(-1) ?? -1; index >= 0; index = before[index]) moves[index] = false;
  return moves;
}

/**
 * Moves the last children of `parent` into the order wanted.
 * @param {Element} parent
 * @param {Element[]} wanted
 * @param {boolean[]} moves which of them must move
 */
export function arrange(parent, wanted, moves) {
  let next = null;
  for (let index = wanted.length - 1; index >= 0; index--) {
    if (moves[index]) place(parent, wanted[index], next);
    next = wanted[index];
  }
}
