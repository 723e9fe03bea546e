/** The times in the rows: how long in the state and on the call, and whether that is past its limits. */

/** @import { Entry } from "./groups.js" */
import { setAttribute, setText } from "./dom.js";
import { duration, level } from "./durations.js";
import { cellsOf } from "./rows.js";
import { word } from "./words.js";

/**
 * How far past its limits an agent is; where the source is not live nobody can say.
 * @param {Entry} entry
 * @param {number} now
 */
export function levelOf({ agent, row }, now) {
  return row.dataset.fresh === "false" ? "" : level(now - agent.sinceAt, agent);
}

/**
 * Writes the level of a row, where it differs.
 * @param {Entry} entry
 */
export function writeLevel({ agent, row }, found) {
  setAttribute(row, "data-level", found);
  const passed = found === "alarm" ? agent.limit : agent.warn;
  setText(cellsOf(row).past, found && word("past", { limit: duration(passed * 1000) }));
}

/**
 * Writes the times of a row.
 * @param {Entry} entry
 * @param {number} now or the moment at which this row's times stand
 */
export function writeTimes({ agent, row }, now) {
  const cells = cellsOf(row);
  const time = duration(now - agent.sinceAt);
  setText(cells.time, agent.unsure ? word("since_unsure", { time }) : time);
  setText(cells["call-time"], agent.callSinceAt === undefined ? "" : duration(now - agent.callSinceAt));
}
