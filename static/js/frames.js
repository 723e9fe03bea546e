/** Frames wait here until the page may paint: of each row only the latest, whatever came in between. */

const HIDDEN_PAGE_EVERY = 250;
/** Outcomes written in one animation frame: each may need a button made, and two hundred come at once. */
const OUTCOMES_AT_ONCE = 40;

const DESK = new Set(["command", "follow", "message", "told", "hand", "raised", "snooze", "check"]);

/** The stream that a row belongs to (docs/live.md): what people change is the desk's, all else its source's. */
export function streamOf(kind, key) {
  return DESK.has(kind) ? "desk" : key.split(":", 1)[0];
}

/**
 * @typedef {Map<string, object | null>} Rows by key; null: gone
 * @typedef {Map<string, Rows>} Pending by kind
 */

export class Frames {
  /** @type {Pending} */
  #pending = new Map();
  #apply;
  #known;
  #isPlanned = false;

  /**
   * @param {(pending: Pending) => void} apply writes what changed; called inside one animation frame
   * @param {() => Iterable<[string, string]>} known every row that the page has now, as [kind, key]
   */
  constructor(apply, known) {
    this.#apply = apply;
    this.#known = known;
    document.addEventListener("visibilitychange", () => this.#isPlanned && this.#plan());
  }

  /** Takes a frame; whatever it says replaces what waited. */
  take({ rows, whole }) {
    if (whole?.length) this.#dropAllOf(new Set(whole));
    for (const [kind, key, values] of rows) this.#put(kind, key, values);
    if (!this.#isPlanned) this.#plan();
  }

  /** A whole stream is told by naming what is there: what it does not name is gone. */
  #dropAllOf(streams) {
    for (const [kind, key] of this.#known()) if (streams.has(streamOf(kind, key))) this.#put(kind, key, null);
    for (const [kind, rows] of this.#pending)
      for (const key of rows.keys()) if (streams.has(streamOf(kind, key))) rows.set(key, null);
  }

  #put(kind, key, values) {
    const rows = this.#pending.get(kind);
    if (rows) rows.set(key, values);
    else this.#pending.set(kind, new Map([[key, values]]));
  }

  /** A page that turns hidden gets no animation frame, so the plan is made anew; `#flush` runs once for both. */
  #plan() {
    this.#isPlanned = true;
    if (document.hidden) setTimeout(() => this.#flush(), HIDDEN_PAGE_EVERY);
    else requestAnimationFrame(() => this.#flush());
  }

  #flush() {
    if (!this.#isPlanned) return;
    this.#isPlanned = false;
    const pending = this.#pending;
    this.#pending = this.#postponed(pending);
    this.#apply(pending);
    if (this.#pending.size) this.#plan();
  }

  /** Takes out what is too much for one frame; it waits for the next, and takes newer words meanwhile. */
  #postponed(pending) {
    const outcomes = pending.get("command");
    if (!outcomes || outcomes.size <= OUTCOMES_AT_ONCE || document.hidden) return new Map();
    const all = [...outcomes];
    pending.set("command", new Map(all.slice(0, OUTCOMES_AT_ONCE)));
    return new Map([["command", new Map(all.slice(OUTCOMES_AT_ONCE))]]);
  }
}
