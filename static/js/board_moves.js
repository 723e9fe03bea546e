/** Taking agents from one place of the board to another: with the hand, or with keys. What a move means is decided here. */

import { OUT } from "./board_floor.js";
import { say, tell } from "./board_words.js";

/**
 * @typedef {{queue: string, lane: string}} Place a lane's name is its penalty, or OUT
 * @typedef {{agents: string[], team: string, from: Place}} Load what is carried: some agents, or a team (`team` not "")
 */

/** The fields of the form that asks it (dashboard/forms/membership.py); null: it means nothing. `also`: they stay where they were, too. */
export function fieldsOf({ agents, team, from }, to, also) {
  const whom = team ? [["team", team]] : agents.map((agent) => ["agents", agent]);
  const into = [["queue", to.queue], ["penalty", to.lane]];
  const outOf = [["out_of", from.queue], ["out_of_penalty", from.lane]];
  if (from.queue === to.queue && from.lane === to.lane) return null;
  if (to.lane === OUT) {
    if (team && from.queue !== to.queue) return null;
    return [...whom, ["deed", "leave"], ["out_of", to.queue], ...(team ? [["out_of_penalty", from.lane]] : [])];
  }
  if (from.lane === OUT) return [...whom, ["deed", "add"], ...into];
  if (also) return [...whom, ["deed", "add"], ...into, ...(team ? outOf : [])];
  return [...whom, ["deed", "move"], ...into, ...outOf];
}

/** @param {Element} element in a lane @returns {Place} */
export function placeOf(element) {
  return { queue: element.closest("[data-queue]").dataset.queue, lane: element.closest("[data-lane]").dataset.lane };
}

export class Moves {
  #board;
  #floor;
  #columns;
  #loadOf;
  #dropped;
  /** @type {Load | null} */
  #load = null;
  /** @type {Element | null} the lane that it would be dropped into */
  #over = null;
  #isByKey = false;

  /**
   * @param {HTMLElement} board @param {import("./board_floor.js").BoardFloor} floor @param {import("./board_columns.js").Columns} columns
   * @param {{loadOf: (handle: Element) => Load, dropped: (fields: [string, string][]) => void}} to
   */
  constructor(board, floor, columns, { loadOf, dropped }) {
    this.#board = board;
    this.#floor = floor;
    this.#columns = columns;
    this.#loadOf = loadOf;
    this.#dropped = dropped;
    board.addEventListener("dragstart", (event) => this.#dragged(event));
    board.addEventListener("dragover", (event) => this.#draggedOver(event));
    board.addEventListener("dragend", () => this.#end());
    board.addEventListener("drop", (event) => this.#fell(event));
  }

  /** Whether something is carried by keys: then they choose the place. */
  get isCarrying() {
    return this.#isByKey;
  }

  pickUp(handle) {
    this.#load = this.#loadOf(handle);
    this.#isByKey = true;
    this.#mark(handle.closest(".lane"));
    tell(say("picked_up", { who: this.#who(), place: this.#named(this.#load.from) }));
  }

  /** @param {number} lanes @param {number} columns how far */
  go(lanes, columns) {
    const { queue, lane } = placeOf(this.#over);
    const shown = [...this.#columns.all.keys()];
    const next = shown[Math.min(Math.max(shown.indexOf(queue) + columns, 0), shown.length - 1)];
    const names = [...this.#columns.whole(next).lanes.keys()];
    const same = names.includes(lane) ? names.indexOf(lane) : names.length - 2;
    const at = Math.min(Math.max(same + lanes, 0), names.length - 1);
    this.#mark(this.#columns.whole(next).lanes.get(names[at]).section);
    this.#over.scrollIntoView({ block: "nearest", inline: "nearest" });
    tell(say("over", { place: this.#named({ queue: next, lane: names[at] }) }));
  }

  drop(also) {
    const [load, place] = [this.#load, placeOf(this.#over)];
    this.#end();
    const fields = fieldsOf(load, place, also);
    if (fields) this.#dropped(fields);
    else tell(load.team && place.lane === OUT ? say("nowhere") : say("left"));
  }

  /** @returns {boolean} whether anything was carried */
  leave() {
    if (!this.#load) return false;
    this.#end();
    tell(say("left"));
    return true;
  }

  #dragged(event) {
    const handle = event.target.closest?.("[data-agent], [data-whole]");
    if (!handle) return;
    this.#load = this.#loadOf(handle);
    this.#isByKey = false;
    event.dataTransfer.effectAllowed = "copyMove";
    event.dataTransfer.setData("text/plain", this.#who());
    this.#board.classList.add("carrying");
  }

  #draggedOver(event) {
    const lane = event.target.closest(".lane");
    if (!this.#load || !lane) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = event.ctrlKey || event.altKey ? "copy" : "move";
    this.#mark(lane);
  }

  #fell(event) {
    if (!this.#load || !this.#over) return;
    event.preventDefault();
    this.drop(event.ctrlKey || event.altKey);
  }

  #mark(lane) {
    if (lane === this.#over) return;
    this.#over?.removeAttribute("data-over");
    this.#over = lane;
    this.#over?.setAttribute("data-over", "true");
    this.#board.classList.toggle("carrying", lane !== null);
  }

  #end() {
    this.#mark(null);
    this.#load = null;
    this.#isByKey = false;
    this.#board.classList.remove("carrying");
  }

  #who() {
    const { agents, team } = this.#load;
    if (team || agents.length > 1) return say("many", { count: agents.length });
    return this.#floor.people.get(agents[0]).name;
  }

  #named({ queue, lane }) {
    const name = this.#floor.queues.get(queue);
    return lane === OUT ? say("place_out", { queue: name }) : say("place", { queue: name, penalty: lane });
  }
}
