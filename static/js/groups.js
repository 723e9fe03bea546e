/** A group of rows, one `<tbody>`: its name, who belongs to it, and how many of them are in which state. */

/** @import { Agent } from "./agents.js" */
import { cell, cloned, setAttribute, setHidden, setText } from "./dom.js";
import { arrange, movers } from "./moves.js";

/**
 * @typedef {Object} Entry an agent in the table
 * @property {Agent} agent as last told
 * @property {HTMLElement} row
 * @property {Group} home where it belongs @property {Group} group where its row stands: the same, unless the order is held
 * @property {boolean} shown whether the filters show it: as they would, unless the order is held
 * @property {boolean} isFresh whether what its source said last still holds
 * @property {string} level how far past its limits it is: "", "warn" or "alarm" @property {number} passed which, in seconds
 */

export class Group {
  /** @type {Set<Entry>} */
  members = new Set();
  /** @type {Entry[]} in the order in which their rows stand */
  standing = [];
  /** Whether the rows may be out of order. */
  isOut = false;
  /** How many members the filters show. */
  shown = 0;
  /** All members by state. @type {Map<string, number>} */
  #states = new Map();
  #isStale = true;

  /** @param {HTMLElement} body a `<tbody>` that the server wrote, or an empty one */
  constructor(body) {
    this.body = body;
    this.key = body.dataset.group;
    this.name = cell(body, "group").textContent;
    this.head = body.firstElementChild;
  }

  /** A group that the page did not have. */
  static create(key, name) {
    const body = cloned("agent-group");
    body.dataset.group = key;
    setText(cell(body, "group"), name);
    setHidden(body.firstElementChild, key === "");
    return new Group(body);
  }

  rename(name) {
    if (name === this.name) return;
    this.name = name;
    setText(cell(this.body, "group"), name);
  }

  /** Counts an agent as a member, or (-1) no more. */
  count({ agent, shown }, number) {
    this.#states.set(agent.state, (this.#states.get(agent.state) ?? 0) + number);
    this.shown += shown ? number : 0;
    this.#isStale = true;
  }

  /**
   * Puts the members' rows in order.
   * @param {(a: Agent, b: Agent) => number} compare
   */
  arrange(compare) {
    const { wanted, moves } = this.#plan([...this.members], compare);
    arrange(
      this.body,
      wanted.map(({ row }) => row),
      moves,
    );
    for (const entry of wanted) entry.group = this;
    this.standing = wanted;
    this.isOut = false;
  }

  /** Which of the shown members would have to move to stand in order. */
  misplaced(compare) {
    const shown = [...this.members].filter((entry) => entry.shown);
    const { wanted, moves } = this.#plan(shown, compare);
    return wanted.filter((_, index) => moves[index]);
  }

  #plan(members, compare) {
    const wanted = members.sort((a, b) => compare(a.agent, b.agent));
    const places = new Map(this.standing.map((entry, place) => [entry, place]));
    const moves = movers(wanted.map((entry) => (entry.group === this ? (places.get(entry) ?? -1) : -1)));
    return { wanted, moves };
  }

  close(isClosed) {
    setAttribute(this.body, "data-closed", isClosed && "true");
    this.head.querySelector("[data-do=collapse]").setAttribute("aria-expanded", String(!isClosed));
  }

  /** Writes the counts, where they changed since last time. */
  paint() {
    if (!this.#isStale) return;
    this.#isStale = false;
    setHidden(this.body, this.shown === 0);
    setAttribute(this.body, "data-shown", String(this.shown));
    setText(cell(this.head, "group-count"), String(this.shown));
    for (const mark of this.head.querySelectorAll("[data-count]")) {
      const number = this.#states.get(mark.dataset.count) ?? 0;
      setHidden(mark, number === 0);
      setText(mark.querySelector("b"), String(number));
    }
  }
}
