/** How many agents are in each state and of each source, over the whole floor: kept up change by change. */

/** @import { Agent } from "./agents.js" */

const add = (counts, key, number) => counts.set(key, (counts.get(key) ?? 0) + number);

export class Counts {
  /** @type {Map<string, number>} */
  states = new Map();
  /** @type {Map<string, number>} */
  sources = new Map();
  /** Whether any of it changed since somebody last took note. */
  changed = false;

  /**
   * An agent came (no `before`), changed, or left (no `after`).
   * @param {Agent | undefined} before
   * @param {Agent | undefined} after
   */
  move(before, after) {
    if (before?.state === after?.state) return;
    if (before) this.#count(before, -1);
    if (after) this.#count(after, 1);
    this.changed = true;
  }

  #count({ state, source }, number) {
    add(this.states, state, number);
    add(this.sources, source, number);
  }
}
