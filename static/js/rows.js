/** An agent's row: written cell by cell from what is known of the agent, and read back from what the server wrote. */

/** @import { Agent } from "./agents.js" */
import { agentOf } from "./agents.js";
import { cloned, setAttribute, setText, setTitle } from "./dom.js";
import { duration } from "./durations.js";
import { agentUrl, rowId } from "./ids.js";
import { momentOf } from "./moments.js";
import { word } from "./words.js";

/** @type {WeakMap<HTMLElement, Object<string, HTMLElement>>} the cells of each row that was looked into so far */
const known = new WeakMap();

/** The parts of a row that are written, by their `data-cell`. */
export function cellsOf(row) {
  let cells = known.get(row);
  if (!cells) {
    cells = {};
    for (const cell of row.querySelectorAll("[data-cell]")) cells[cell.dataset.cell] = cell;
    known.set(row, cells);
  }
  return cells;
}

/**
 * What a row says of its agent.
 * @param {HTMLElement} row
 * @returns {Agent}
 */
export function read(row) {
  const { dataset } = row;
  const text = (name) => cellsOf(row)[name].textContent;
  return agentOf({
    key: dataset.agent,
    team: dataset.team,
    teamName: text("team"),
    name: text("name"),
    state: dataset.state,
    since: dataset.since,
    unsure: dataset.unsure === "true",
    reason: dataset.reason ?? "",
    label: text("reason"),
    tone: dataset.tone ?? "",
    protected: dataset.protected === "true",
    pending: dataset.pending ?? "",
    ext: text("ext"),
    channels: dataset.channels ?? "",
    warn: Number(dataset.warn ?? 0),
    limit: Number(dataset.limit ?? 0),
    queue: text("queue"),
    with: text("with"),
    callSince: dataset.callSince ?? "",
    doubtful: dataset.doubtful === "true",
    barged: dataset.barged === "true",
    ear: dataset.ear === "true",
    noListen: dataset.noListen ?? "",
    person: dataset.person ?? "",
    day: dataset.day && dayOf(dataset),
  });
}

const secondsOf = (told) => (told === undefined ? undefined : Number(told));

function dayOf({ dayIn = "", dayReady, dayNotReady, dayWrapUp }) {
  return { in: dayIn, ready: secondsOf(dayReady), notReady: secondsOf(dayNotReady), wrapUp: secondsOf(dayWrapUp) };
}

/** An empty row for a new agent, with all that never changes while the row stands. */
export function create(key) {
  const row = cloned("agent-row");
  const id = rowId(key);
  row.id = id;
  row.dataset.agent = key;
  row.dataset.source = key.split(":", 1)[0];
  const box = row.querySelector("input[name=agents]");
  box.value = key;
  box.setAttribute("aria-labelledby", `${id}-name`);
  const cells = cellsOf(row);
  cells.name.id = `${id}-name`;
  cells.name.href = agentUrl(key);
  cells.name.setAttribute("aria-describedby", `${id}-state ${id}-call`);
  row.querySelector(".c-state").id = `${id}-state`;
  row.querySelector(".c-call").id = `${id}-call`;
  setText(cells.source, row.dataset.source);
  return row;
}

/**
 * Writes what differs. Timers and levels are the ticker's; the first and the last cell are the viewer's.
 * @param {HTMLElement} row
 * @param {Agent} agent
 */
export function write(row, agent) {
  setAttribute(row, "data-team", agent.team);
  setAttribute(row, "data-state", agent.state);
  setAttribute(row, "data-since", agent.since);
  setAttribute(row, "data-unsure", agent.unsure && "true");
  setAttribute(row, "data-reason", agent.reason);
  setAttribute(row, "data-tone", agent.tone);
  setAttribute(row, "data-protected", agent.protected && "true");
  setAttribute(row, "data-pending", agent.pending);
  setAttribute(row, "data-channels", agent.channels);
  setAttribute(row, "data-warn", agent.warn && String(agent.warn));
  setAttribute(row, "data-limit", agent.limit && String(agent.limit));
  setAttribute(row, "data-call-since", agent.callSince);
  setAttribute(row, "data-doubtful", agent.doubtful && "true");
  setAttribute(row, "data-barged", agent.barged && "true");
  setAttribute(row, "data-ear", agent.ear && "true");
  setAttribute(row, "data-no-listen", agent.noListen);
  setAttribute(row, "data-person", agent.person);
  const cells = cellsOf(row);
  setText(cells.name, agent.name);
  setTitle(cells.name, agent.name);
  setText(cells.state, word(`state.${agent.state}`));
  setText(cells.reason, agent.label);
  setTitle(cells.reason, agent.label);
  const pending = agent.pending && word("pending", { state: word(`state.${agent.pending}`) });
  setText(cells.pending, pending);
  setTitle(cells.pending, pending);
  setText(cells.queue, agent.queue);
  setText(cells.with, agent.with);
  setText(cells.team, agent.teamName);
  setText(cells.ext, agent.ext);
  if (agent.day || row.dataset.day) writeDay(row, agent.day);
}

/** Gives rows that the server wrote without them the cells of the day, with nothing told. @param {Iterable<HTMLElement>} rows */
export function giveDays(rows) {
  const cells = [...cloned("agent-row").querySelectorAll(".c-day")];
  for (const row of rows) {
    if (row.querySelector(".c-day")) continue;
    row.querySelector(".c-ct").after(...cells.map((cell) => cell.cloneNode(true)));
    known.delete(row);
  }
}

/** The day as the system counts it: what it does not tell is "–". */
function writeDay(row, told) {
  const cells = cellsOf(row);
  const day = told ?? { in: "" };
  setAttribute(row, "data-day", told && "true");
  setAttribute(row, "data-day-in", day.in);
  for (const [part, seconds] of [["ready", day.ready], ["not-ready", day.notReady], ["wrap-up", day.wrapUp]]) {
    setAttribute(row, `data-day-${part}`, seconds !== undefined && String(seconds));
    setText(cells[`day-${part}`], seconds === undefined ? "–" : duration(seconds * 1000));
  }
  if (day.in) setMoment(cells["day-in"], day.in);
  else setText(cells["day-in"], "–");
}

function setMoment(cell, stamp) {
  if (cell.firstElementChild?.dateTime === stamp) return;
  const time = document.createElement("time");
  time.dateTime = stamp;
  time.dataset.clock = "minutes";
  time.textContent = momentOf(Date.parse(stamp), "minutes");
  cell.replaceChildren(time);
}
