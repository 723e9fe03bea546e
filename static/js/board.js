/** The membership board: chips of the names in view, moved by hand or by keys, kept as the system says (docs/live.md). */

import { Announcer } from "./announce.js";
import { BoardAsking } from "./board_asking.js";
import { Columns } from "./board_columns.js";
import { BoardFloor } from "./board_floor.js";
import { BoardKeys } from "./board_keys.js";
import { Moves, placeOf } from "./board_moves.js";
import { BoardSelection } from "./board_selection.js";
import { say } from "./board_words.js";
import { cell, setHidden, setText } from "./dom.js";
import { clock } from "./page_clock.js";
import { takeRows } from "./page_rows.js";
import { everySecond } from "./seconds.js";

const json = (id) => JSON.parse(document.getElementById(id).textContent);
const board = document.getElementById("board");
if (board) start();

function start() {
  const tools = document.getElementById("board-tools");
  const row = document.getElementById("selection");
  const floor = new BoardFloor(json("board-table"));
  const filterOf = () => {
    const { q = "", team = "", differs = "" } = Object.fromEntries(new FormData(tools));
    return { q: q.trim(), team, differs: differs === "1" };
  };
  const team = () => tools.elements.team;
  floor.show(filterOf());

  const columns = new Columns(board, floor, {
    isSelected: (agent, queue) => selection.isSelected(agent, queue),
    teamName: () => (team().value ? team().selectedOptions[0].textContent : ""),
  });
  const selection = new BoardSelection(board, columns, select);
  const moves = new Moves(board, floor, columns, { loadOf, dropped: (fields) => asking.preview(fields) });
  const keys = new BoardKeys(board, columns, moves, selection);
  const asking = new BoardAsking({
    announcer: new Announcer(document.getElementById("announce")),
    sent: () => selection.clear(),
    asked: () => {
      writing(() => columns.write(floor.wish(asking.wishes())));
      select();
    },
    back: () => keys.held || board.querySelector("[tabindex='0']")?.focus(),
  });

  /** What a handle carries: a chip with whom it is selected, or all of the team who are in a lane. */
  function loadOf(handle) {
    const from = placeOf(handle);
    if (handle.dataset.agent) return { agents: selection.with(handle), team: "", from };
    const { people } = columns.all.get(from.queue).lanes.get(from.lane).chips;
    return { agents: people.map(({ key }) => key), team: team().value, from };
  }

  /** Writes the board; whoever had the focus in it keeps it. */
  function writing(deed) {
    const { held } = keys;
    deed();
    keys.keep(held);
    keys.written();
  }

  function select() {
    const count = selection.agents.size;
    setText(cell(row, "selected"), say("selected", { count }));
    setHidden(cell(row, "selecting"), count === 0);
    const isEmpty = count === 0 && cell(row, "batch").hidden;
    setHidden(row, isEmpty);
    document.body.classList.toggle("selecting", !isEmpty);
  }

  function writeAll() {
    floor.show(filterOf());
    writing(() => columns.write());
    selection.keep(new Set(floor.shown.map(({ key }) => key)));
    writeCounts();
  }

  function writeCounts() {
    setText(cell(tools, "shown"), say("agents", { shown: floor.shown.length, total: floor.total }));
    setText(cell(tools, "differing"), String(floor.differing));
  }

  tools.addEventListener("input", ({ target }) => {
    if (target.name === "queue") return; // another set of columns is another page
    writeAll();
    const fields = new URLSearchParams([...new FormData(tools)].filter(([, value]) => value));
    history.replaceState(null, "", fields.size ? `?${fields}` : location.pathname);
  });
  row.addEventListener("click", ({ target }) => {
    const deeds = {
      clear: () => selection.clear(),
      default: () => asking.preview([["deed", "default"], ...[...selection.agents].map((agent) => ["agents", agent])]),
      move: openForm,
      undo: () => asking.undo(),
      "batch-close": () => asking.close(),
    };
    deeds[target.closest("[data-do]")?.dataset.do]?.();
    select();
  });

  /** The form says the same without dragging: on a phone, or where one knows the queue by name. */
  function openForm() {
    const form = document.getElementById("moving");
    form.open = true;
    const { agents, out_of: outOf } = form.querySelector("form").elements;
    for (const option of agents.options) option.selected = selection.agents.has(option.value);
    outOf.value = selection.queue;
    form.scrollIntoView({ block: "nearest" });
    form.querySelector("[name=queue]").focus();
  }

  document.querySelector("#moving form")?.addEventListener("submit", (event) => {
    event.preventDefault();
    asking.preview([...new FormData(event.target)].filter(([, value]) => value));
  });

  takeRows({ known: () => floor.known(), apply, line: (isOpen) => board.classList.toggle("lost", !isOpen) });
  asking.restore(json("board-batch"));
  writing(() => {});
  writeCounts();
  everySecond(clock, () => asking.tick());

  function apply(pending) {
    const changed = new Set();
    let isAll = false;
    pending.get("membership")?.forEach((values, key) => {
      const queues = floor.putMembership(key, values);
      isAll ||= queues === null;
      queues?.forEach((queue) => changed.add(queue));
    });
    pending.get("agent")?.forEach((values, key) => {
      const what = floor.putAgent(key, values);
      isAll ||= what === "all";
      if (what === "state") columns.writeState(floor.people.get(key));
    });
    pending.get("queue")?.forEach((values, key) => isAll || writeQueue(key, values));
    pending.get("source")?.forEach((values, key) => writeSource(key, values));
    if (isAll || changed.size) {
      writing(() => (isAll ? columns.write() : columns.write(changed)));
      writeCounts();
    }
    pending.get("command")?.forEach((values, id) => asking.outcome(id, values));
  }

  function writeQueue(key, values) {
    if (!values || floor.queues.get(key) === values.name) return;
    floor.queues.set(key, values.name);
    const head = columns.all.get(key)?.section.querySelector("h2 span");
    if (head) setText(head, values.name);
  }

  /** Of a system that is not live all stands as it was. */
  function writeSource(key, values) {
    const isStale = Boolean(values) && values.state !== "live";
    for (const { section } of columns.all.values())
      if (section.dataset.source === key) section.toggleAttribute("data-stale", isStale);
  }
}
