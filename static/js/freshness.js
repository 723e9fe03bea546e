/** How much each CTI system's word is worth, on pages that show no lights. */

export class Freshness {
  /** Whether our own line holds; without it no word is worth more than when it was last told. */
  isConnected = true;
  /** @type {Map<string, string>} states by source */
  #states = new Map();

  /** A row of kind `source` (docs/live.md); null: it is gone. */
  put(key, values) {
    if (values) this.#states.set(key, values.state);
    else this.#states.delete(key);
  }

  /** Whether what a source said last still holds. */
  isFresh(key) {
    return this.isConnected && (this.#states.get(key) ?? "live") === "live";
  }

  /** All of which is known. */
  get keys() {
    return this.#states.keys();
  }
}
