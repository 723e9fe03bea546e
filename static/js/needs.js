/** Who needs the viewer: sources that are not live, queues whose callers wait too long, agents past a limit; ranked.

    The same as dashboard/presenters/needs.py: alarms before warnings; in each sources, then queues, then agents; in those
    who is longest past it first. Rows of a source that is not live stand still, and need nobody by themselves. */

/** @import { Entry } from "./groups.js" */
import { duration } from "./durations.js";
import { LEVELS } from "./sources.js";
import { word } from "./words.js";

/**
 * @typedef {Object} Need
 * @property {"source" | "queue" | "agent"} kind @property {string} key @property {string} level
 * @property {string} since RFC 3339, or "" @property {string} icon @property {string} name @property {string} why
 * @property {string} time how long it lasts by now @property {number} over milliseconds past the limit
 */

const KINDS = ["source", "queue", "agent"];
const RANKS = ["alarm", "warn"];

/**
 * All who need the viewer, most first.
 * @param {{entries: Map<string, Entry>, queues: Map<string, object>, sources: Map<string, object>}} floor
 * @param {(source: string) => number} rows how many agents a source has here
 * @param {number} now
 * @returns {Need[]}
 */
export function needs({ entries, queues, sources }, rows, now) {
  const found = [];
  for (const source of sources.values()) if (source.state in LEVELS) found.push(ofSource(source, rows, now));
  for (const queue of queues.values()) if (queue.level) found.push(ofQueue(queue, now));
  for (const entry of entries.values()) if (entry.level) found.push(ofAgent(entry, now));
  return found.sort(
    (a, b) =>
      RANKS.indexOf(a.level) - RANKS.indexOf(b.level) ||
      KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) ||
      b.over - a.over ||
      (a.key < b.key ? -1 : 1),
  );
}

function ofSource({ key, state, since }, rows, now) {
  const over = now - Date.parse(since);
  const why = word("rows_stand", { state: word(`feed.${state}`), count: rows(key) });
  return { kind: "source", key, level: LEVELS[state], since, icon: "warn", name: key, why, time: duration(over), over };
}

function ofQueue({ key, name, level, longest, waiting, warn, limit }, now) {
  const seconds = level === "alarm" ? limit : warn;
  const waits = longest ? now - Date.parse(longest) : 0;
  const late = waits >= seconds * 1000;
  const places = { number: waiting ?? "–", limit: duration(seconds * 1000) };
  return {
    kind: "queue",
    key,
    level,
    since: longest,
    icon: "queue",
    name,
    why: word(late ? "waiting_over" : "waiting_many", places),
    time: longest ? duration(waits) : "–",
    over: late ? waits - seconds * 1000 : 0,
  };
}

function ofAgent({ agent, level, passed }, now) {
  const limit = passed * 1000;
  const lasts = now - agent.sinceAt;
  const time = duration(lasts);
  return {
    kind: "agent",
    key: agent.key,
    level,
    since: agent.since,
    icon: agent.state === "hold" ? "pause" : "clock",
    name: agent.name,
    why: whyOf(agent, duration(limit)),
    time: agent.unsure ? word("since_unsure", { time }) : time,
    over: lasts - limit,
  };
}

function whyOf({ state, label }, limit) {
  const name = { talking: "past_call", hold: "past_hold" }[state] ?? (label ? "past_reason" : "past_state");
  return word(name, { state: word(`state.${state}`), reason: label, limit });
}
