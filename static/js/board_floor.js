/** Who serves which queue, as the system last said; what was asked and has not come true; and which of it is shown. */

export const OUT = "out"; // the lane of those who do not serve a queue
const NOT_SERVED = -1; // dashboard/presenters/membership.py
const byName = new Intl.Collator(document.documentElement.lang, { sensitivity: "base" });

export const sourceOf = (key) => key.split(":", 1)[0];
const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

/**
 * @typedef {Object} Person
 * @property {string} key @property {string} name @property {string} team @property {string} state
 * @typedef {Object<string, number>} Queues each queue that somebody serves, with the penalty
 * @typedef {{queues: Queues, default?: Queues}} Serving
 * @typedef {{agent: string, penalty: number | null, outcome: string}} Wish where somebody was asked to be; null: out
 */

function isSame(one, other) {
  const names = Object.keys(one);
  return names.length === Object.keys(other).length && names.every((name) => one[name] === other[name]);
}

export class BoardFloor {
  /** @type {Map<string, string>} names of queues by key */
  queues = new Map();
  /** @type {Map<string, Person>} */
  people = new Map();
  /** @type {Map<string, Serving>} */
  serving = new Map();
  filter = { q: "", team: "", differs: false };
  /** @type {Map<string, Wish[]>} by queue */
  #wishes = new Map();
  /** @type {Person[] | null} those shown, in the order of their names; null: to be made anew */
  #shown = null;

  /** @param {{queues: [string, string][], agents: any[][]}} table as the server wrote it */
  constructor({ queues, agents }) {
    this.queues = new Map(queues);
    const keys = queues.map(([key]) => key);
    const inOrder = (penalties) => Object.fromEntries(keys.map((key, at) => [key, penalties[at]]).filter(([, p]) => p !== NOT_SERVED));
    for (const [key, name, team, state, penalties, isKnown, other] of agents) {
      this.people.set(key, { key, name, team, state });
      const own = inOrder(penalties);
      this.serving.set(key, isKnown ? { queues: own, default: other ? inOrder(other) : own } : { queues: own });
    }
  }

  /** Those shown, by name. */
  get shown() {
    this.#shown ??= [...this.people.values()].filter((one) => this.#shows(one)).sort((a, b) => byName.compare(a.name, b.name));
    return this.#shown;
  }

  get total() {
    return [...this.people.keys()].filter((key) => this.serving.has(key)).length;
  }

  get differing() {
    return [...this.people.keys()].filter((key) => this.differs(key)).length;
  }

  show(filter) {
    this.filter = filter;
    this.#shown = null;
  }

  differs(agent) {
    const { queues, default: usual } = this.serving.get(agent) ?? {};
    return usual !== undefined && usual !== queues && !isSame(usual, queues);
  }

  penalty(agent, queue) {
    return this.serving.get(agent)?.queues[queue];
  }

  /** A queue's lanes in their order, each with who is in it: 0, every penalty in use, the next one, and OUT. */
  lanes(queue) {
    const lanes = new Map();
    const out = [];
    const source = sourceOf(queue);
    for (const person of this.shown) {
      const penalty = this.penalty(person.key, queue);
      if (penalty !== undefined && lanes.has(penalty)) lanes.get(penalty).push(person);
      else if (penalty !== undefined) lanes.set(penalty, [person]);
      else if (sourceOf(person.key) === source) out.push(person);
    }
    const used = new Set([0, ...lanes.keys()]);
    used.add(Math.max(...used) + 1);
    for (const { penalty } of this.wishes(queue)) if (penalty !== null) used.add(penalty);
    const sorted = [...used].sort((a, b) => a - b).map((penalty) => [String(penalty), lanes.get(penalty) ?? []]);
    return new Map([...sorted, [OUT, out]]);
  }

  /** What was asked of a queue and has not come true. @returns {Wish[]} */
  wishes(queue) {
    return this.#wishes.get(queue) ?? [];
  }

  /** @param {Iterable<Wish & {queue: string}>} wishes all that there are now @returns {Set<string>} queues that look different by it */
  wish(wishes) {
    const before = this.#wishes;
    this.#wishes = Map.groupBy([...wishes], ({ queue }) => queue);
    return new Set([...before.keys(), ...this.#wishes.keys()]);
  }

  /** A row of kind `agent`. @returns {string} what changed: "", "state" or "all" */
  putAgent(key, values) {
    const known = this.people.get(key);
    if (!values) {
      this.#shown = null;
      return this.people.delete(key) ? "all" : "";
    }
    const { name, team, state } = values;
    if (known?.name === name && known.team === team && known.state === state) return "";
    this.people.set(key, { key, name, team, state });
    if (known?.name === name && known.team === team) {
      known.state = state;
      this.people.set(key, known);
      return "state";
    }
    this.#shown = null;
    return "all";
  }

  /** A row of kind `membership`. @returns {Set<string> | null} the queues that changed; null: whoever differs may be another */
  putMembership(key, values) {
    const before = this.serving.get(key);
    const differed = this.differs(key);
    if (!values) this.serving.delete(key);
    else this.serving.set(key, { queues: values.queues ?? {}, default: values.default });
    if (!before || !values || differed !== this.differs(key)) {
      this.#shown = null;
      return before || values ? null : new Set();
    }
    const { queues } = this.serving.get(key);
    const all = new Set([...Object.keys(before.queues), ...Object.keys(queues)]);
    return new Set([...all].filter((queue) => before.queues[queue] !== queues[queue]));
  }

  /** Every row of it, as [kind, key]. */
  *known() {
    for (const key of this.people.keys()) yield ["agent", key];
    for (const key of this.serving.keys()) yield ["membership", key];
    for (const key of this.queues.keys()) yield ["queue", key];
  }

  #shows({ key, name, team }) {
    const { q, team: wanted, differs } = this.filter;
    if (!this.serving.has(key) || (wanted && team !== wanted)) return false;
    return (!q || fold(name).includes(fold(q))) && (!differs || this.differs(key));
  }
}
