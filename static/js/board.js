/** The membership board: chips of the names in view, moved by hand or by keys, kept as the system says (docs/live.md). */

import { Announcer } from "./announce.js";
import { BoardAsking } from "./board_asking.js";
import { Columns } from "./board_columns.js";
import { BoardFloor } from "./board_floor.js";
import { BoardKeys } from "./board_keys.js";
import { Moves, placeOf } from "./board_moves.js";
import { BoardSelection } from "./board_selection.js";
import { BoardTools } from "./board_tools.js";
import { say } from "./board_words.js";
import { cell, setHidden, setText } from "./dom.js";
import { clock } from "./page_clock.js";
import { takeRows } from "./page_rows.js";
import { everySecond } from "./seconds.js";

const json = (id) => JSON.parse(document.getElementById(id).textContent);

class Board {
  #element;
  #row = document.getElementById("selection");
  #floor = new BoardFloor(json("board-table"));
  #tools = new BoardTools(this.#floor, () => this.#writeAll());
  #columns;
  #selection;
  #keys;
  #asking;

  /** @param {HTMLElement} element */
  constructor(element) {
    this.#element = element;
    this.#columns = new Columns(element, this.#floor, {
      isSelected: (agent, queue) => this.#selection.isSelected(agent, queue),
      teamName: () => this.#tools.teamName,
      built: () => this.#keys.written(),
    });
    this.#selection = new BoardSelection(element, this.#columns, () => this.#select());
    const moves = new Moves(element, this.#floor, this.#columns, {
      loadOf: (handle) => this.#loadOf(handle),
      dropped: (fields) => this.#asking.preview(fields),
    });
    this.#keys = new BoardKeys(element, this.#columns, moves, this.#selection);
    this.#asking = new BoardAsking({
      announcer: new Announcer(document.getElementById("announce")),
      sent: () => this.#selection.clear(),
      asked: () => this.#wish(),
      back: () => this.#keys.held || element.querySelector("[tabindex='0']")?.focus(),
    });
    this.#row.addEventListener("click", ({ target }) => this.#pressed(target.closest("[data-do]")?.dataset.do));
    document.querySelector("#moving form")?.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#asking.preview([...new FormData(event.target)].filter(([, value]) => value));
    });
  }

  /** Takes over from the page as it was sent, and is told from now on. */
  begin() {
    takeRows({
      known: () => this.#floor.known(),
      apply: (pending) => this.#apply(pending),
      line() {},
    });
    this.#asking.restore(json("board-batch"));
    this.#keys.written();
    this.#tools.write();
    everySecond(clock, () => this.#asking.tick());
  }

  /** What a handle carries: a chip with whom it is selected, or all of the team who are in a lane. */
  #loadOf(handle) {
    const from = placeOf(handle);
    if (handle.dataset.agent) return { agents: this.#selection.with(handle), team: "", from };
    const people = this.#floor.lanes(from.queue).get(from.lane);
    return { agents: people.map(({ key }) => key), team: this.#tools.team, from };
  }

  /** Writes the board; whoever had the focus in it keeps it. */
  #write(queues) {
    const { held } = this.#keys;
    this.#columns.write(queues);
    this.#keys.keep(held);
    this.#keys.written();
  }

  #writeAll() {
    this.#write();
    this.#selection.keep(new Set(this.#floor.shown.map(({ key }) => key)));
    this.#tools.write();
  }

  #wish() {
    this.#write(this.#floor.wish(this.#asking.wishes()));
    this.#select();
  }

  /** The selection's row stands in the place of the filters, and they come back when there is nothing to say. */
  #select() {
    const count = this.#selection.agents.size;
    setText(cell(this.#row, "selected"), say("selected", { count }));
    setHidden(cell(this.#row, "selecting"), count === 0);
    const isEmpty = count === 0 && cell(this.#row, "batch").hidden;
    setHidden(this.#row, isEmpty);
    document.body.classList.toggle("selecting", !isEmpty);
  }

  #pressed(deed) {
    const agents = [...this.#selection.agents].map((agent) => ["agents", agent]);
    const deeds = {
      clear: () => this.#selection.clear(),
      default: () => this.#asking.preview([["deed", "default"], ...agents]),
      move: () => this.#openForm(),
      undo: () => this.#asking.undo(),
      "batch-close": () => this.#asking.close(),
    };
    deeds[deed]?.();
  }

  /** The form says the same without dragging: on a phone, or where one knows the queue by name. */
  #openForm() {
    const form = document.getElementById("moving");
    form.open = true;
    const { agents, out_of: outOf } = form.querySelector("form").elements;
    for (const option of agents.options) option.selected = this.#selection.agents.has(option.value);
    outOf.value = this.#selection.queue;
    form.scrollIntoView({ block: "nearest" });
    form.querySelector("[name=queue]").focus();
  }

  #apply(pending) {
    const changed = new Set();
    let isAll = false;
    pending.get("membership")?.forEach((values, key) => {
      const queues = this.#floor.putMembership(key, values);
      isAll ||= queues === null;
      queues?.forEach((queue) => changed.add(queue));
    });
    pending.get("agent")?.forEach((values, key) => {
      const what = this.#floor.putAgent(key, values);
      isAll ||= what === "all";
      if (what === "state") this.#columns.writeState(this.#floor.people.get(key));
    });
    pending.get("queue")?.forEach((values, key) => this.#columns.writeName(key, values));
    pending.get("source")?.forEach((values, key) => this.#columns.writeSource(key, values));
    if (isAll) this.#writeAll();
    else if (changed.size) {
      this.#write(changed);
      this.#tools.write();
    }
    pending.get("command")?.forEach((values, id) => this.#asking.outcome(id, values));
  }
}

const element = document.getElementById("board");
if (element) new Board(element).begin();
