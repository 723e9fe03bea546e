/** Which rows are near enough to the eye to be drawn: only they need their timers ticked and their changes flashed. */

export class Shown {
  /** @type {Set<HTMLElement>} */
  rows = new Set();
  #observer = null;
  #appeared;

  /**
   * @param {HTMLElement} table whose rows have `content-visibility: auto`
   * @param {(row: HTMLElement) => void} appeared a row came near
   */
  constructor(table, appeared) {
    this.#appeared = appeared;
    if ("oncontentvisibilityautostatechange" in table)
      table.addEventListener("contentvisibilityautostatechange", ({ target, skipped }) => this.#set(target, !skipped));
    else
      this.#observer = new IntersectionObserver((seen) =>
        seen.forEach((each) => this.#set(each.target, each.isIntersecting)),
      );
  }

  /** Follows a row from now on. */
  add(row) {
    if (this.#observer) this.#observer.observe(row);
    else if (row.checkVisibility({ contentVisibilityAuto: true })) this.#set(row, true);
  }

  /** A row left the page. */
  remove(row) {
    this.#observer?.unobserve(row);
    this.rows.delete(row);
  }

  #set(row, isShown) {
    if (!row.dataset.agent) return;
    if (isShown) {
      this.rows.add(row);
      this.#appeared(row);
    } else this.rows.delete(row);
  }
}
