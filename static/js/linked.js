/** People who are agents on several systems: their rows say so of each other, and they are counted once.

    The same as dashboard/presenters/linked.py. */

/** @import { Agent } from "./agents.js" */
import { word } from "./words.js";

/** Of somebody's several states the one that counts: what keeps them most from taking the next call. */
const RANKED = ["talking", "hold", "reserved", "wrap_up", "busy", "ready", "not_ready", "unknown", "signed_out"];
const rank = ({ state }) => RANKED.indexOf(state);

export class Linked {
  /** @type {Map<string, Map<string, Agent>>} by person and key */
  #people = new Map();
  /** @type {Set<string>} agents whose rows say something else of their person since somebody last took note */
  #changed = new Set();

  /**
   * An agent with a person came (no `before`), changed, or left (no `after`).
   * @returns {[Agent | undefined, Agent | undefined][]} who counted for a person before, and who does now
   */
  move(before, after) {
    const moves = [];
    for (const person of new Set([before?.person, after?.person].filter(Boolean))) {
      const agents = this.#people.get(person) ?? new Map();
      const counted = this.#counted(agents);
      if (before?.person === person) agents.delete(before.key);
      if (after?.person === person) agents.set(after.key, after);
      if (agents.size) this.#people.set(person, agents);
      else this.#people.delete(person);
      for (const key of agents.keys()) this.#changed.add(key);
      moves.push([counted, this.#counted(agents)]);
    }
    if (before && !after?.person) this.#changed.add(before.key);
    return moves;
  }

  /** How many more rows than people there are among those that pass. @param {(key: string) => boolean} passes */
  extra(passes) {
    let extra = 0;
    for (const agents of this.#people.values()) extra += Math.max(0, [...agents.keys()].filter(passes).length - 1);
    return extra;
  }

  /** The agents whose rows say something else, once. */
  takeChanged() {
    const changed = [...this.#changed];
    this.#changed.clear();
    return changed;
  }

  /** Writes into a row what the same person is elsewhere. */
  write({ row, agent }) {
    const others = [...(this.#people.get(agent.person)?.values() ?? [])].filter(({ key }) => key !== agent.key);
    others.sort((a, b) => (a.key < b.key ? -1 : 1));
    const name = row.querySelector(".c-name");
    for (const mark of name.querySelectorAll(".also")) mark.remove();
    name.append(...others.map(markOf));
  }

  #counted(agents) {
    return [...agents.values()].sort((a, b) => rank(a) - rank(b) || (a.key < b.key ? -1 : 1))[0];
  }
}

/** Another row of the same person: its state as its mark and in words, and its system. */
function markOf({ source, state }) {
  const said = word(`state.${state}`);
  const mark = document.createElement("small");
  mark.className = "also";
  mark.title = word("also_on", { source, state: said });
  const shape = document.createElement("i");
  shape.className = "st";
  shape.dataset.state = state;
  shape.setAttribute("aria-hidden", "true");
  const words = document.createElement("span");
  words.className = "vh";
  words.textContent = ` ${said}`;
  mark.append(shape, source, words);
  return mark;
}
