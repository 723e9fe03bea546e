/** Which rows are near enough to the eye to be drawn: only they need their timers ticked and their changes flashed. */

/** Whether any of an element is within a screen's height of the screen. */
function isNear(element) {
  const { top, bottom } = element.getBoundingClientRect();
  return bottom > -innerHeight && top < 2 * innerHeight;
}

export class Shown {
  /** @type {Set<HTMLElement>} */
  rows = new Set();
  #observer = null;
  #appeared;
  /** @type {HTMLElement[]} those of which it is not known yet */
  #fresh = [];

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
    else if (this.#fresh.push(row) === 1) requestAnimationFrame(() => requestAnimationFrame(() => this.#look()));
  }

  /** A row left the page. */
  remove(row) {
    this.#observer?.unobserve(row);
    this.rows.delete(row);
  }

  /** Before it is drawn for the first time no row knows. (It is the cells that are skipped, not the row itself.) */
  #look() {
    const near = new Map();
    for (const row of this.#fresh) {
      const group = row.parentElement;
      if (!group) continue;
      if (!near.has(group)) near.set(group, isNear(group));
      if (near.get(group) && row.firstElementChild.checkVisibility({ contentVisibilityAuto: true })) this.#set(row, true);
    }
    this.#fresh = [];
  }

  #set(row, isShown) {
    if (!row.dataset.agent) return;
    if (isShown) {
      this.rows.add(row);
      this.#appeared(row);
    } else this.rows.delete(row);
  }
}
