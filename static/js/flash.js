/** One flash of a row whose state changed: a class for 800 ms, and none at all while more than ten a second change. */

const LASTS = 800;
const MOST_A_SECOND = 10;

export class Flashes {
  #second = 0;
  #changes = 0;

  /**
   * Flashes rows whose state changed in one frame. A flash is opacity only, by CSS; a second change goes on with it.
   * @param {HTMLElement[]} rows those in view
   */
  show(rows) {
    const second = Math.floor(performance.now() / 1000);
    if (second !== this.#second) [this.#second, this.#changes] = [second, 0];
    this.#changes += rows.length;
    if (this.#changes > MOST_A_SECOND) return;
    for (const row of rows) {
      row.classList.add("flash");
      setTimeout(() => row.classList.remove("flash"), LASTS);
    }
  }
}
