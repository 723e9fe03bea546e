/** What the viewer put off: for ten minutes, on all of their pages, and no longer than it is the same need.

    As dashboard/presenters/snoozed.py: whoever puts off a card puts off all that it named, and what begins afterwards, or
    passes a limit only then, is new. */

import { post } from "./posting.js";

const LASTS = 600_000; // dashboard/presenters/snoozed.py
const URL = "/needs/snooze/";
const TAKEN = ["asked", "confirmed"];

/** @typedef {{about: string, until: string}} Snooze docs/live.md, `snooze` */

export class Snoozes {
  /** @type {Map<string, Snooze>} by key */
  all;
  #person;

  /**
   * @param {Object<string, Snooze>} known by key, as the page was made with
   * @param {string} person the viewer's id
   */
  constructor(known, person) {
    this.all = new Map(Object.entries(known));
    this.#person = person;
  }

  /** A row of kind `snooze`; null: it is over, or taken back. */
  put(key, values) {
    if (values === null) this.all.delete(key);
    else this.all.set(key, values);
  }

  /**
   * Which snooze puts off what goes by one of these names; "" where none does.
   * @param {string[]} abouts
   * @param {number} began in milliseconds; 0: whenever it began
   */
  by(abouts, began, now) {
    if (!this.all.size) return "";
    const holds = (about) => {
      const until = Date.parse(this.all.get(`${this.#person}:${about}`)?.until);
      return until > now && !(began > until - LASTS);
    };
    return abouts.find(holds) ?? "";
  }

  /** Puts a need off: here at once, elsewhere when the server says so. It is back when the server did not take it. */
  async putOff(about, now) {
    const key = `${this.#person}:${about}`;
    const guess = { about, until: new Date(now + LASTS).toISOString() };
    this.all.set(key, guess);
    const { outcome } = await post(URL, new URLSearchParams({ about }));
    if (!TAKEN.includes(outcome) && this.all.get(key) === guess) this.all.delete(key);
  }

  /** All that was put off is to be seen again. */
  async takeBack() {
    const before = new Map(this.all);
    this.all.clear();
    const { outcome } = await post(URL, new URLSearchParams({ back: "1" }));
    if (!TAKEN.includes(outcome)) this.all = before;
  }
}
