/** Which agents of a queue are selected: by click, by range, by key. It belongs to one queue at a time. */

import { placeOf } from "./board_moves.js";
import { setAttribute } from "./dom.js";

export class BoardSelection {
  /** @type {Set<string>} */
  agents = new Set();
  queue = "";
  #board;
  #columns;
  #changed;
  /** @type {string} where a range begins */
  #anchor = "";

  /** @param {HTMLElement} board @param {import("./board_columns.js").Columns} columns @param {() => void} changed */
  constructor(board, columns, changed) {
    this.#board = board;
    this.#columns = columns;
    this.#changed = changed;
    board.addEventListener("click", ({ target, shiftKey }) => {
      const chip = target.closest("[data-agent]");
      if (!chip || document.body.dataset.mayAct !== "true") return;
      chip.focus();
      if (shiftKey && this.#anchor && this.queue === placeOf(chip).queue) this.extend(this.#columns.chip(this.#anchor, this.queue), chip);
      else this.toggle(chip);
    });
  }

  isSelected(agent, queue) {
    return queue === this.queue && this.agents.has(agent);
  }

  /** What is carried with a chip: all that are selected with it in its lane or others of the queue, else it alone. */
  with(chip) {
    const { queue } = placeOf(chip);
    const { agent } = chip.dataset;
    return this.isSelected(agent, queue) ? [...this.agents] : [agent];
  }

  toggle(chip) {
    const { agent } = chip.dataset;
    this.#of(chip);
    this.#anchor = agent;
    if (!this.agents.delete(agent)) this.agents.add(agent);
    this.#write();
  }

  /** From one chip to another of the same queue. */
  extend(from, to) {
    this.#of(to);
    const chips = [...to.closest("[data-queue]").querySelectorAll("[data-agent]")];
    const [start, end] = [chips.indexOf(from), chips.indexOf(to)].sort((a, b) => a - b);
    for (const chip of chips.slice(Math.max(start, 0), end + 1)) this.agents.add(chip.dataset.agent);
    this.#write();
  }

  /** All of a lane. */
  all(chip) {
    this.#of(chip);
    const { queue, lane } = placeOf(chip);
    for (const { key } of this.#columns.all.get(queue).lanes.get(lane).chips.people) this.agents.add(key);
    this.#write();
  }

  /** @returns {boolean} whether there was anything to clear */
  clear() {
    const had = this.agents.size > 0;
    this.agents.clear();
    this.#write();
    return had;
  }

  /** Who is not shown any more is selected no more. */
  keep(shown) {
    for (const agent of this.agents) if (!shown.has(agent)) this.agents.delete(agent);
    this.#write();
  }

  #of(chip) {
    const { queue } = placeOf(chip);
    if (queue !== this.queue) this.agents.clear();
    this.queue = queue;
  }

  #write() {
    for (const chip of this.#board.querySelectorAll("[data-agent]")) {
      const isOne = this.isSelected(chip.dataset.agent, chip.closest("[data-queue]").dataset.queue);
      setAttribute(chip, "aria-selected", String(isOne));
    }
    this.#changed();
  }
}
