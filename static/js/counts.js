/** How many agents are in each state and of each source, over the whole floor: kept up change by change. */

/** @import { Agent } from "./agents.js" */
import { Linked } from "./linked.js";

const add = (counts, key, number) => counts.set(key, (counts.get(key) ?? 0) + number);

export class Counts {
  /** @type {Map<string, number>} */
  states = new Map();
  /** Rows, where a person may have several. @type {Map<string, number>} */
  sources = new Map();
  linked = new Linked();
  /** Whether any of it changed since somebody last took note. */
  changed = false;

  /**
   * An agent came (no `before`), changed, or left (no `after`).
   * @param {Agent | undefined} before
   * @param {Agent | undefined} after
   */
  move(before, after) {
    if (before?.state === after?.state && before?.person === after?.person) return;
    for (const [counted, counts] of this.#whoCount(before, after)) {
      if (counted) add(this.states, counted.state, -1);
      if (counts) add(this.states, counts.state, 1);
    }
    if (before) add(this.sources, before.source, -1);
    if (after) add(this.sources, after.source, 1);
    this.changed = true;
  }

  /** Who is counted no more, and who is instead: of a person with several agents the one that counts. */
  #whoCount(before, after) {
    const ofPeople = before?.person || after?.person ? this.linked.move(before, after) : [];
    return [[before?.person ? undefined : before, after?.person ? undefined : after], ...ofPeople];
  }
}
