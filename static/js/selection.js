/** Which agents are selected: by checkbox, by range, by key. It belongs to the agents, so pushes and sorting keep it. */

/** @import { Table } from "./table.js" */
import { setAttribute } from "./dom.js";
import { reachable } from "./walk.js";

const boxOf = (row) => row.querySelector("input[name=agents]");

export class Selection {
  /** @type {Set<string>} */
  agents = new Set();
  #element;
  #table;
  #changed;
  /** @type {HTMLElement | null} where a range begins: the row that was ticked last */
  #anchor = null;
  /** @type {Set<string>} what the range that grows by Shift and arrows has added */
  #range = new Set();
  #all = document.getElementById("select-all");

  /**
   * @param {HTMLTableElement} element
   * @param {Table} table
   * @param {() => void} changed
   */
  constructor(element, table, changed) {
    this.#element = element;
    this.#table = table;
    this.#changed = changed;
    element.addEventListener("click", (event) => this.#clicked(event));
    element.addEventListener("mousedown", (event) => event.shiftKey && event.target.closest(".c-sel") && event.preventDefault());
    this.#all.addEventListener("change", () => (this.#all.checked ? this.selectAll() : this.clear()));
  }

  /** How many of them the filters do not show. */
  get hidden() {
    return [...this.agents].filter((agent) => !this.#table.entries.get(agent)?.shown).length;
  }

  /** Ticks a row, or no more. */
  toggle(row) {
    this.#anchor = row;
    this.#range.clear();
    this.#set([row], !this.agents.has(row.dataset.agent));
  }

  /** A range grows or shrinks: from where it began to this row. */
  extend(from, to) {
    if (!this.#anchor?.isConnected) this.#anchor = from;
    const between = this.#between(this.#anchor, to);
    const wanted = new Set(between.map(({ dataset }) => dataset.agent));
    const left = [...this.#range].filter((agent) => !wanted.has(agent));
    for (const agent of left) this.#tick(this.#table.entries.get(agent)?.row, false);
    this.#range = wanted;
    this.#set(between, true);
  }

  /** All that are shown. */
  selectAll() {
    this.#range.clear();
    this.#set(this.#shown(), true);
  }

  /** @returns {boolean} whether there was anything to clear */
  clear() {
    const had = this.agents.size > 0;
    for (const agent of [...this.agents]) this.#tick(this.#table.entries.get(agent)?.row, false);
    this.agents.clear();
    this.#range.clear();
    this.#anchor = null;
    this.told();
    return had;
  }

  /** Rows came, left, or were filtered: who has left is selected no more. */
  told() {
    for (const agent of this.agents) if (!this.#table.entries.has(agent)) this.agents.delete(agent);
    const shown = this.agents.size ? this.#shown() : [];
    const ticked = shown.filter(({ dataset }) => this.agents.has(dataset.agent)).length;
    this.#all.checked = ticked > 0 && ticked === shown.length;
    this.#all.indeterminate = this.agents.size > 0 && !this.#all.checked;
    this.#changed();
  }

  #clicked({ target, shiftKey }) {
    if (target.name !== "agents") return;
    const row = target.closest("tr");
    const isTicked = target.checked;
    const rows = shiftKey && this.#anchor?.isConnected ? this.#between(this.#anchor, row) : [row];
    this.#anchor = row;
    this.#range.clear();
    this.#set(rows, isTicked);
  }

  #set(rows, isTicked) {
    for (const row of rows) this.#tick(row, isTicked);
    this.told();
  }

  #tick(row, isTicked) {
    if (!row) return;
    if (isTicked) this.agents.add(row.dataset.agent);
    else this.agents.delete(row.dataset.agent);
    boxOf(row).checked = isTicked;
    setAttribute(row, "aria-selected", isTicked && "true");
  }

  #shown() {
    return [...this.#element.querySelectorAll("tr[data-agent]:not([hidden])")].filter(reachable);
  }

  #between(one, other) {
    const shown = this.#shown();
    const [start, end] = [shown.indexOf(one), shown.indexOf(other)].sort((a, b) => a - b);
    return start < 0 ? [other] : shown.slice(start, end + 1);
  }
}
