/** Says what matters to those who do not see the page: politely, merged, at most once a second. */

const EVERY = 1_000;

export class Announcer {
  #region;
  /** @type {Map<string, string>} what waits to be said, by subject: a later word on the same subject replaces it */
  #waiting = new Map();
  #timer = 0;

  /** @param {HTMLElement} region an empty element with aria-live="polite" */
  constructor(region) {
    this.#region = region;
  }

  /** Says a sentence within a second, together with whatever else there is. */
  say(subject, sentence) {
    this.#waiting.set(subject, sentence);
    this.#timer ||= setTimeout(() => this.#speak(), EVERY);
  }

  #speak() {
    this.#timer = 0;
    this.#region.textContent = [...this.#waiting.values()].join(" ");
    this.#waiting.clear();
  }
}
