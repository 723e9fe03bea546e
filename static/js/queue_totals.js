/** The queues together: the same as dashboard/presenters/queue_totals.py. */

/** @import { Cell, Values } from "./queue_cells.js" */
import { duration } from "./durations.js";
import { AGENTS, COUNTS, UNKNOWN, expectedOf, grouped, levelParts, percent } from "./queue_cells.js";
import { word } from "./words.js";

/**
 * @typedef {Object} Shown a queue of the table
 * @property {Values} values
 * @property {string} rule by which its service level counts
 * @property {number} stands the moment at which its waits stand
 */

/**
 * A cell for each column of figures.
 * @param {Shown[]} queues
 * @returns {Object<string, Cell>}
 */
export function totalsOf(queues) {
  const told = queues.map(({ values }) => values);
  return {
    waiting: sum(told.map(({ waiting }) => waiting)),
    longest: longest(queues),
    "expected-wait": most(told.map(expectedOf)),
    ...Object.fromEntries(Object.entries(COUNTS).map(([key, count]) => [key, sum(told.map(count))])),
    level: level(queues),
    ...Object.fromEntries(AGENTS.map((state) => [state, { text: UNKNOWN, why: word("queue.by_agents") }])),
  };
}

const isKnown = (number) => number !== undefined;

/** A figure made of the queues whose system gives it. */
function madeOf(figure, known, queues) {
  if (!known) return { text: UNKNOWN, why: word("queue.nowhere") };
  if (known === queues) return { text: figure };
  return { text: word("queue.at_least", { figure }), why: word("queue.partly", { count: queues - known }) };
}

function sum(numbers) {
  const known = numbers.filter(isKnown);
  return madeOf(grouped(known.reduce((all, each) => all + each, 0)), known.length, numbers.length);
}

function most(seconds) {
  const known = seconds.filter(isKnown);
  return madeOf(duration(1000 * Math.max(0, ...known)), known.length, seconds.length);
}

function longest(queues) {
  const waits = queues.filter(({ values }) => values.longest);
  const told = queues.filter(({ values }) => values.longest || values.waiting === 0).length;
  if (!waits.length) return told === queues.length ? { text: "", why: word("queue.nobody_waits") } : madeOf("", 0, queues.length);
  const most = Math.max(...waits.map(({ values, stands }) => stands - Date.parse(values.longest)));
  return madeOf(duration(most), told, queues.length);
}

function level(queues) {
  const counted = queues.map(({ values, rule, stands }) => ({ rule, parts: levelParts(values, stands) })).filter(({ parts }) => parts);
  if (!counted.length) return { text: UNKNOWN, why: word("queue.nowhere") };
  if (new Set(counted.map(({ rule }) => rule)).size > 1) return { text: UNKNOWN, why: word("queue.by_rules") };
  const [inTime, of] = [0, 1].map((part) => counted.reduce((all, { parts }) => all + parts[part], 0));
  const left = queues.length - counted.length;
  return { text: percent(inTime, of), why: left ? word("queue.partly", { count: left }) : "" };
}
