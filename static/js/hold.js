/** Whether somebody's pointer or focus is in the table: then nothing in it changes places by itself. */

export class Hold {
  /** @type {Set<HTMLElement>} */
  #pointed = new Set();
  /** @type {Set<HTMLElement>} */
  #focused = new Set();
  #released;

  /**
   * @param {HTMLElement[]} places the table, and whatever opens at one of its rows
   * @param {() => void} released pointer and focus have left them all
   */
  constructor(places, released) {
    this.#released = released;
    for (const place of places) {
      place.addEventListener("pointerenter", () => this.#pointed.add(place));
      place.addEventListener("pointerleave", () => this.#leave(this.#pointed, place));
      place.addEventListener("focusin", () => this.#focused.add(place));
      place.addEventListener("focusout", ({ relatedTarget }) => {
        if (!place.contains(relatedTarget)) this.#leave(this.#focused, place);
      });
    }
  }

  get isOn() {
    return this.#pointed.size + this.#focused.size > 0;
  }

  #leave(left, place) {
    left.delete(place);
    if (!this.isOn) this.#released();
  }
}
