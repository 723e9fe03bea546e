/** The board's columns: each is built when it comes into view, and written anew when what it shows has changed. */

import { Chips, writeChip } from "./board_chips.js";
import { OUT } from "./board_floor.js";
import { say } from "./board_words.js";
import { cell, cloned, setHidden, setText } from "./dom.js";

const NEAR = "0px 400px";

export class Columns {
  /** @type {Map<string, {section: HTMLElement, near: boolean, dirty: boolean, isOpen: boolean, lanes: Map<string, {section: HTMLElement, chips: Chips}>}>} */
  all = new Map();
  #board;
  #floor;
  #isSelected;
  #teamName;
  #built;

  /**
   * @param {HTMLElement} board @param {import("./board_floor.js").BoardFloor} floor
   * @param {{isSelected: (agent: string, queue: string) => boolean, teamName: () => string, built: () => void}} from `built`: a column came into view
   */
  constructor(board, floor, { isSelected, teamName, built }) {
    this.#board = board;
    this.#floor = floor;
    this.#isSelected = isSelected;
    this.#teamName = teamName;
    this.#built = built;
    const seen = new IntersectionObserver((found) => this.#seen(found), { root: board, rootMargin: NEAR });
    for (const section of board.querySelectorAll("[data-queue]")) {
      this.all.set(section.dataset.queue, { section, near: false, dirty: true, isOpen: false, lanes: new Map() });
      seen.observe(section);
    }
    board.addEventListener("click", ({ target }) => this.#toggled(target.closest("[data-do=open]")));
  }

  /** @param {Iterable<string>} [queues] which look different; without: all of them */
  write(queues = this.all.keys()) {
    for (const queue of queues) {
      const column = this.all.get(queue);
      if (!column) continue;
      column.dirty = true;
      if (column.near) this.#write(queue, column);
    }
  }

  /** Only an agent's state is another. */
  writeState(person) {
    for (const chip of this.#board.querySelectorAll(`[data-agent="${CSS.escape(person.key)}"]`))
      writeChip(chip, person, this.#floor.differs(person.key), chip.dataset.leaving ?? "");
  }

  /** A row of kind `queue`: only its name is the board's. */
  writeName(queue, values) {
    if (!values || this.#floor.queues.get(queue) === values.name) return;
    this.#floor.queues.set(queue, values.name);
    const head = this.all.get(queue)?.section.querySelector("h2 span");
    if (head) setText(head, values.name);
  }

  /** A row of kind `source`: of a system that is not live all stands as it was. */
  writeSource(source, values) {
    const isStale = Boolean(values) && values.state !== "live";
    for (const { section } of this.all.values())
      if (section.dataset.source === source) section.toggleAttribute("data-stale", isStale);
  }

  /** The chip of an agent in a queue, wherever it stands there now; built if need be. */
  chip(agent, queue) {
    const column = this.all.get(queue);
    if (!column) return null;
    const found = () => column.section.querySelector(`[data-agent="${CSS.escape(agent)}"]`);
    if (!found()) for (const { chips } of column.lanes.values()) if (chips.people.some(({ key }) => key === agent)) chips.whole();
    return found();
  }

  /** Whoever looks at a column by keys needs it built, and every lane whole. */
  whole(queue) {
    const column = this.all.get(queue);
    column.near = true;
    if (column.dirty) this.#write(queue, column);
    return column;
  }

  #seen(found) {
    for (const { target, isIntersecting } of found) {
      const column = this.all.get(target.dataset.queue);
      column.near = isIntersecting;
      if (isIntersecting && column.dirty) this.#write(target.dataset.queue, column);
    }
    this.#built();
  }

  #toggled(button) {
    if (!button) return;
    const { queue } = button.closest("[data-queue]").dataset;
    const column = this.all.get(queue);
    column.isOpen = !column.isOpen;
    this.#write(queue, column);
  }

  #write(queue, column) {
    column.dirty = false;
    const lanes = this.#floor.lanes(queue);
    const wishes = this.#floor.wishes(queue);
    const leaving = new Map(wishes.filter(({ penalty }) => penalty === null).map(({ agent, outcome }) => [agent, outcome]));
    if (!column.lanes.size) for (const plain of column.section.querySelectorAll(".lane, .folded")) plain.remove();
    for (const [lane, { section }] of column.lanes) if (!lanes.has(lane)) section.remove() ?? column.lanes.delete(lane);
    let served = 0;
    let before = column.section.querySelector("h2");
    for (const [name, people] of lanes) {
      const lane = column.lanes.get(name) ?? this.#newLane(queue, name, column);
      if (before.nextElementSibling !== lane.section) before.after(lane.section);
      before = lane.section;
      setText(cell(lane.section, "count"), String(people.length));
      if (name !== OUT) served += people.length;
      const shown = name === OUT && !column.isOpen ? [] : people;
      lane.chips.put(shown, wishes.filter(({ penalty }) => String(penalty) === name), leaving);
      lane.section.querySelector("[data-do=open]")?.setAttribute("aria-expanded", String(column.isOpen));
      this.#writeTeam(lane.section, queue, name, people.length);
    }
    setText(cell(column.section, "served"), String(served));
  }

  #newLane(queue, name, column) {
    const section = cloned("board-lane");
    section.dataset.lane = name;
    const [title, note] = section.querySelectorAll("h3 b, h3 span");
    const list = section.querySelector("ul");
    const queueName = this.#floor.queues.get(queue);
    list.setAttribute("aria-label", name === OUT ? say("place_out", { queue: queueName }) : say("place", { queue: queueName, penalty: name }));
    if (name === OUT) {
      const open = Object.assign(document.createElement("button"), { type: "button", className: "open", tabIndex: -1, textContent: say("out") });
      open.dataset.do = "open";
      title.replaceWith(open);
      note.remove();
    } else {
      setText(title, name);
      setText(note, name === "0" ? say("first") : "");
    }
    const lane = { section, chips: new Chips(list, this.#floor, queue, this.#isSelected) };
    column.lanes.set(name, lane);
    return lane;
  }

  /** With one team shown, a lane's head can be moved in place of all who are in it. */
  #writeTeam(section, queue, lane, count) {
    const team = this.#teamName();
    let button = section.querySelector("[data-whole]");
    if (!button && team && document.body.dataset.mayAct === "true") {
      button = Object.assign(document.createElement("button"), { type: "button", className: "go quiet whole", draggable: true, tabIndex: -1 });
      button.dataset.whole = lane;
      setText(button, `⠿ ${say("whole_team")}`);
      section.querySelector("h3").append(button);
    }
    if (!button) return;
    setHidden(button, !team || !count);
    const places = { team, queue: this.#floor.queues.get(queue), penalty: lane };
    button.setAttribute("aria-label", say(lane === OUT ? "whole_team_out" : "whole_team_of", places));
  }
}
