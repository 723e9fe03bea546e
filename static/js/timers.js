/** The times in the rows: how long in the state and on the call, and whether that is past its limits. */

/** @import { Entry } from "./groups.js" */
import { setAttribute, setText } from "./dom.js";
import { duration, level } from "./durations.js";
import { cellsOf } from "./rows.js";
import { word } from "./words.js";

/**
 * Writes how far past its limits an agent is; where the source is not live nobody can say.
 * @param {Entry} entry
 * @param {number} now
 */
export function writeLevel(entry, now) {
  const { agent, row } = entry;
  const found = entry.isFresh ? level(now - agent.sinceAt, agent) : "";
  const passed = found === "alarm" ? agent.limit : agent.warn;
  if (found === entry.level && passed === entry.passed) return;
  entry.level = found;
  entry.passed = passed;
  setAttribute(row, "data-level", found);
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
