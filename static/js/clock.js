/** The server's time, guessed from its own words, on this machine's steady clock. */

/** So many of the newest readings count: enough to pass over a slow answer, few enough to follow a drift. */
const KEPT = 12;

export class ServerClock {
  /** @type {number[]} server's time minus ours; a late message only ever makes it smaller, so the greatest is the truest */
  #readings = [];
  #offset;

  /** Until the first word is heard, this machine's own clock has to do. */
  constructor() {
    this.#offset = Date.now() - performance.now();
  }

  /** Takes a server's time (`at`, RFC 3339) that was heard just now. */
  hear(at) {
    const time = Date.parse(at);
    if (Number.isNaN(time)) return;
    this.#readings.push(time - performance.now());
    if (this.#readings.length > KEPT) this.#readings.shift();
    this.#offset = Math.max(...this.#readings);
  }

  /** Now, in milliseconds since 1970, as the server has it. */
  now() {
    return performance.now() + this.#offset;
  }
}
