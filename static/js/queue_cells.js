/** A queue's figures as the cells of the table say them: the same as dashboard/presenters/queue_cells.py. */

import { TENTHS, duration } from "./durations.js";
import { word } from "./words.js";

export const UNKNOWN = "–";
const SHORT = 15;

/** @typedef {Object} Values of a queue (docs/live.md, `queue`) */
/** @typedef {{text: string, why?: string}} Cell `why`: there is none, or not of all */

/** A count; undefined where the source does not give it, or says that it does not know. */
function given(values, name) {
  const count = values.figures?.[name];
  return count === undefined || count < 0 ? undefined : count;
}

/** Who gave up after a longer wait: as told, else all who gave up without those who did within it. */
function gaveUpAfter(values, seconds) {
  const [told, gaveUp, within] = [`abandoned_after_${seconds}s`, "abandoned", `abandoned_within_${seconds}s`].map((name) => given(values, name));
  return told ?? (gaveUp === undefined || within === undefined || within > gaveUp ? undefined : gaveUp - within);
}

/** Calls that came: as told, else from all of their parts. */
function offered(values) {
  const parts = ["answered", "abandoned", "closed", "timed_out"].map((name) => given(values, name));
  const sum = parts.includes(undefined) ? undefined : parts.reduce((all, part) => all + part, 0);
  return given(values, "offered") ?? sum;
}

/** The columns of counts, in their order, and what stands in them. */
export const COUNTS = {
  offered,
  answered: (values) => given(values, "answered"),
  abandoned: (values) => given(values, "abandoned"),
  "abandoned-after": (values) => gaveUpAfter(values, SHORT),
};
export const AGENTS = ["ready", "talking"];

export const expectedOf = (values) => given(values, "expected_wait_seconds");

/** A count, its thousands apart: the same as dashboard/presenters/explanation.py. */
export const grouped = (count) => count.toFixed(0).replace(/\B(?=(\d{3})+$)/g, word("queue.thousands"));

export const percent = (part, of) => word("queue.percent", { number: TENTHS.format((100 * part) / of) });

/**
 * All cells but the longest wait, by column.
 * @param {Values} values
 * @param {string} source
 * @param {number} now or the moment at which the source stands
 * @returns {Object<string, Cell>}
 */
export function cellsOf(values, source, now) {
  const why = word("queue.not_given", { source });
  const number = (count) => (count === undefined ? { text: UNKNOWN, why } : { text: grouped(count) });
  const expected = expectedOf(values);
  return {
    waiting: number(values.waiting),
    "expected-wait": expected === undefined ? number() : { text: duration(1000 * expected) },
    ...Object.fromEntries(Object.entries(COUNTS).map(([key, count]) => [key, number(count(values))])),
    level: level(values, source, now),
    ...Object.fromEntries(AGENTS.map((state) => [state, number(values.agents && (values.agents[state] ?? 0))])),
  };
}

/**
 * The longest present wait; empty where nobody waits.
 * @param {Values} values
 * @param {string} source
 * @param {number} now or the moment at which the source stands
 * @returns {Cell}
 */
export function longestCell(values, source, now) {
  if (values.longest) return { text: duration(now - Date.parse(values.longest)) };
  if (values.waiting === 0) return { text: "", why: word("queue.nobody_waits") };
  return { text: UNKNOWN, why: word(values.waiting === undefined ? "queue.not_given" : "queue.no_since", { source }) };
}

function level(values, source, now) {
  const parts = levelParts(values, now);
  return parts ? { text: percent(...parts) } : { text: UNKNOWN, why: word(`queue.level_${values.level_missing}`, { source }) };
}

/** How many wait too long for the level, of whom we know: those whom the system told, or the longest alone. */
function lateCallers({ level_lost_after: lost, longest, waits = [] }, now) {
  if (lost === undefined) return 0;
  const late = (since) => now - Date.parse(since) > 1000 * lost;
  return Math.max(waits.filter(late).length, longest && late(longest) ? 1 : 0);
}

/**
 * Calls in time, and calls counted: who waits too long already is among these.
 * @returns {[number, number] | undefined} undefined where there is no level
 */
export function levelParts(values, now) {
  const { level, level_missing: missing } = values;
  const late = lateCallers(values, now);
  if (level) return [level[0], level[1] + late];
  return late && missing === "no_data" ? [0, late] : undefined;
}
