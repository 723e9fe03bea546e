/** The board is one tab stop: arrows go from chip to chip, Space or Enter picks up and drops, Escape leaves. */

const HANDLES = "[data-agent], button.open, button.whole:not([hidden])";

export class BoardKeys {
  #board;
  #columns;
  #moves;
  #selection;
  /** @type {HTMLElement | null} the one that takes the focus from Tab */
  #stop = null;

  /**
   * @param {HTMLElement} board @param {import("./board_columns.js").Columns} columns
   * @param {import("./board_moves.js").Moves} moves @param {import("./board_selection.js").BoardSelection} selection
   */
  constructor(board, columns, moves, selection) {
    this.#board = board;
    this.#columns = columns;
    this.#moves = moves;
    this.#selection = selection;
    board.addEventListener("keydown", (event) => this.#key(event));
    board.addEventListener("focusin", ({ target }) => target.matches(HANDLES) && this.#stand(target));
    board.addEventListener("focusout", () => setTimeout(() => this.#leftBehind()));
  }

  /** After the board was written: what had the focus may stand elsewhere, and something takes it from Tab. */
  written() {
    if (this.#stop?.isConnected) return;
    const first = this.#board.querySelector("[data-agent]") ?? this.#board.querySelector(HANDLES);
    if (first) this.#stand(first);
  }

  /** @returns {{agent: string, queue: string} | null} whose chip has the focus, before the board is written */
  get held() {
    const chip = document.activeElement?.closest?.("[data-agent]");
    return chip && this.#board.contains(chip) ? { agent: chip.dataset.agent, queue: chip.closest("[data-queue]").dataset.queue } : null;
  }

  /** Who had the focus keeps it, wherever the chip stands now. */
  keep(held) {
    if (held && !this.#board.contains(document.activeElement)) {
      const chip = this.#columns.chip(held.agent, held.queue) ?? this.#columns.all.get(held.queue)?.section.querySelector(HANDLES);
      (chip ?? this.#board).focus();
    }
  }

  #key(event) {
    const { key, ctrlKey, metaKey, shiftKey, target } = event;
    const deed = this.#moves.isCarrying ? this.#carrying(key, ctrlKey || metaKey) : this.#going(key, target, ctrlKey || metaKey, shiftKey);
    if (!deed || deed() === false) return;
    event.preventDefault();
    event.stopPropagation();
  }

  #carrying(key, also) {
    const steps = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
    if (key in steps) return () => this.#moves.go(...steps[key]);
    if (key === " " || key === "Enter") return () => this.#moves.drop(also);
    return key === "Escape" || key === "Tab" ? () => this.#moves.leave() && key === "Escape" : null;
  }

  #going(key, target, isChord, isShift) {
    if (!target.matches(HANDLES)) return null;
    if (key === "Escape") return () => this.#selection.clear();
    if (isChord) return key.toLowerCase() === "a" && target.dataset.agent ? () => this.#selection.all(target) : null;
    const mayAct = document.body.dataset.mayAct === "true";
    if ((key === " " || key === "Enter") && !target.matches("button.open")) return mayAct ? () => this.#moves.pickUp(target) : null;
    const singles = document.body.dataset.singleKeys === "true";
    if (singles && key.toLowerCase() === "x" && target.dataset.agent) return () => this.#selection.toggle(target);
    const goal = this.#goal(key, target);
    return goal && (() => this.#go(target, goal, isShift));
  }

  #goal(key, target) {
    const section = target.closest("[data-queue]");
    const chips = () => [...this.#columns.whole(section.dataset.queue).section.querySelectorAll(HANDLES)];
    const next = (step) => chips()[chips().indexOf(target) + step];
    if (key === "ArrowDown" || key === "ArrowUp") {
      this.#columns.all.get(section.dataset.queue).lanes.get(target.closest("[data-lane]").dataset.lane)?.chips.whole();
      return next(key === "ArrowDown" ? 1 : -1);
    }
    if (key === "Home") return chips()[0];
    if (key === "End") return chips().at(-1);
    return key === "ArrowLeft" || key === "ArrowRight" ? this.#beside(target, key === "ArrowRight" ? 1 : -1) : null;
  }

  /** The same agent in the next column, else the first of the same lane there, else its first at all. */
  #beside(target, step) {
    const shown = [...this.#columns.all.keys()];
    const { queue } = target.closest("[data-queue]").dataset;
    const next = shown[shown.indexOf(queue) + step];
    if (!next) return null;
    const { section } = this.#columns.whole(next);
    const lane = target.closest("[data-lane]").dataset.lane;
    const same = target.dataset.agent && this.#columns.chip(target.dataset.agent, next);
    return same || section.querySelector(`[data-lane="${lane}"] [data-agent]`) || section.querySelector(HANDLES);
  }

  #go(from, goal, isShift) {
    if (isShift && from.dataset.agent && goal.dataset.agent) this.#selection.extend(from, goal);
    goal.focus();
    goal.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  #stand(handle) {
    if (this.#stop) this.#stop.tabIndex = -1;
    this.#stop = handle;
    handle.tabIndex = 0;
  }

  /** Whoever goes elsewhere while carrying leaves all as it was. */
  #leftBehind() {
    if (this.#moves.isCarrying && !this.#board.contains(document.activeElement)) this.#moves.leave();
  }
}
