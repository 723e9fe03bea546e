/** Who could help a queue: agents of its teams who are not ready, or linger in wrap-up; never out of a protected break.

    Its teams are those of its policy; without one, all that the viewer sees of its system. Who has been so the longest is
    named first; three are named, the rest counted. The same as dashboard/presenters/helping.py. */

/** @import { Agent } from "./agents.js" */
/** @import { Entry } from "./groups.js" */
import { word } from "./words.js";

const NAMED = 3;
const GAP = "\u0000"; // holds the place of a name in a sentence

/**
 * @typedef {Object} Help a sentence with links
 * @property {{key: string, name: string, before: string}[]} named `before`: what stands between this one and the one before
 * @property {string} before @property {string} after @property {Agent} first whom the card's action is about
 */

export class Helpers {
  #entries;
  #teams;
  /** @type {Agent[] | undefined} all who could help any queue, found when the first one asks */
  #idle;

  /**
   * @param {Map<string, Entry>} entries
   * @param {Map<string, {queues?: string[]}>} teams
   */
  constructor(entries, teams) {
    this.#entries = entries;
    this.#teams = teams;
  }

  /** @returns {Help | undefined} none where nobody could */
  of({ key, source }) {
    const own = new Set();
    for (const [team, { queues }] of this.#teams) if (queues?.includes(key)) own.add(team);
    const found = this.#longestFirst().filter((agent) => (own.size ? own.has(agent.team) : agent.source === source));
    return found.length ? worded(found) : undefined;
  }

  #longestFirst() {
    if (!this.#idle) {
      this.#idle = [];
      for (const entry of this.#entries.values()) if (couldHelp(entry)) this.#idle.push(entry.agent);
      this.#idle.sort((a, b) => a.sinceAt - b.sinceAt || (a.key < b.key ? -1 : 1));
    }
    return this.#idle;
  }
}

function couldHelp({ agent, level, isFresh }) {
  if (agent.protected || !isFresh) return false;
  return agent.state === "not_ready" || (agent.state === "wrap_up" && level !== "");
}

function worded(found) {
  const named = found.slice(0, NAMED);
  const rest = found.length - named.length;
  const count = rest || named.length;
  const [before, after] = word(rest ? "help_more" : "help", { names: GAP, count }).split(GAP);
  const last = word("and_last", { first: GAP, last: GAP }).split(GAP)[1];
  const gap = (place) => (place === 0 ? "" : !rest && place === named.length - 1 ? last : ", ");
  return {
    named: named.map(({ key, name }, place) => ({ key, name, before: gap(place) })),
    before,
    after,
    first: named[0],
  };
}
