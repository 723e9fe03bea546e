/** The table is one tab stop: one row holds it, arrow keys pass it on, and it never gets lost with a row that leaves. */

import { firstRow, lastRow, reachable, rowAt } from "./walk.js";

const CONTROLS = "a[href], button, input";
const PAGE = 10;

/** What of a row takes the focus: an agent's name, a group's or the head's button. */
const holderOf = (row) => row.querySelector('[data-cell="name"], [data-do="collapse"], [aria-sort] button, button');

export class Roving {
  #table;
  #extended;
  /** @type {HTMLElement | null} the control that holds the tab stop */
  #stop = null;

  /**
   * @param {HTMLTableElement} table
   * @param {(from: HTMLElement, to: HTMLElement) => void} extended Shift and an arrow went from one agent's row to another
   */
  constructor(table, extended) {
    this.#table = table;
    this.#extended = extended;
    for (const control of table.tHead.querySelectorAll(CONTROLS)) control.tabIndex = -1;
    table.addEventListener("focusin", ({ target }) => this.#hold(target));
    table.addEventListener("keydown", (event) => this.#key(event));
    this.keep();
  }

  /** The agent's row that the focus is in; undefined when it is in none. */
  get row() {
    const row = document.activeElement?.closest("tr[data-agent]");
    return this.#table.contains(row) ? row : undefined;
  }

  /** Sees to it that the tab stop is on a row that can be reached. */
  keep() {
    const row = this.#stop?.closest("tr");
    const isThere = row?.isConnected && reachable(row);
    if (isThere && !this.#stop.hidden) return;
    const holder = isThere ? row : firstRow(this.#table);
    if (holder) this.#hold(holderOf(holder));
  }

  /** Before a row leaves: the next takes its focus, else the one before. */
  leave(row) {
    if (!row.contains(this.#stop)) return;
    const next = rowAt(row, 1) ?? rowAt(row, -1);
    const hadFocus = row.contains(document.activeElement);
    this.#stop = null;
    if (!next) return;
    this.#hold(holderOf(next));
    if (hadFocus) this.#stop.focus();
  }

  #hold(control) {
    if (control === this.#stop) return;
    if (this.#stop) this.#stop.tabIndex = -1;
    control.tabIndex = 0;
    this.#stop = control;
  }

  #key(event) {
    const { key, target } = event;
    const row = target.closest("tr");
    if (!row || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.shiftKey) return this.#extend(event, row);
    const control = this.#target(key, row, target);
    if (!control) return;
    event.preventDefault();
    control.focus();
    control.scrollIntoView({ block: "nearest" });
  }

  #extend(event, row) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || !row.dataset.agent) return;
    event.preventDefault();
    let next = rowAt(row, step);
    while (next && !next.dataset.agent && next.parentElement !== this.#table.tHead) next = rowAt(next, step);
    if (!next?.dataset.agent) return;
    const control = holderOf(next);
    control.focus();
    control.scrollIntoView({ block: "nearest" });
    this.#extended(row, next);
  }

  #target(key, row, from) {
    const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: PAGE, PageUp: -PAGE }[key];
    if (steps) return this.#holder(rowAt(row, steps));
    if (key === "Home") return this.#holder(firstRow(this.#table));
    if (key === "End") return this.#holder(lastRow(this.#table));
    const aside = { ArrowRight: 1, ArrowLeft: -1 }[key];
    if (!aside) return undefined;
    const controls = [...row.querySelectorAll(CONTROLS)].filter((control) => control.checkVisibility());
    return controls[controls.indexOf(from) + aside];
  }

  #holder(row) {
    return row && holderOf(row);
  }
}
