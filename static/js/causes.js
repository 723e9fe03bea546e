/** What needs the viewer, one cause each: a raised hand, a source, a queue, an agent past a limit, a doubtful call.

    Finding is cheap and asked of every row each second; `show` words a cause, for the few that are shown.
    As dashboard/presenters/causes.py does. */

/** @import { Agent } from "./agents.js" */
/** @import { Entry } from "./groups.js" */
/** @import { Hand } from "./hands.js" */
/** @import { Help } from "./helping.js" */
import { duration } from "./durations.js";
import { coming } from "./hands.js";
import { LEVELS as LIGHTS } from "./sources.js";
import { word } from "./words.js";

export const KINDS = ["hand", "source", "queue", "agent", "call"];
export const LEVELS = ["hand", "mine", "taken", "alarm", "warn"];
const WARNED = ["source", "queue"]; // kinds that come and go: what is put off as a warning is named so, and holds no alarm
const OF_AGENTS = ["hand", "agent", "call"]; // kinds that are about an agent, the strongest first

/**
 * @typedef {Object} Need one card
 * @property {string} kind one of KINDS, or "team" @property {string} key @property {string} level
 * @property {string} since RFC 3339, or "" @property {string} icon @property {string} name @property {string} why
 * @property {string} [also] what else is so of the same agent @property {string} time how long it lasts by now
 * @property {object} [opens] the part of the view that its link changes @property {boolean} [shows] it leads to rows
 * @property {Hand} [hand] @property {Help} [help] @property {{agent: Agent, action?: string}} [act]
 */

/**
 * @typedef {Object} Cause
 * @property {string} level @property {string} kind @property {string} key
 * @property {number} over for how many milliseconds, past its limit where it has one
 * @property {number} began since when, in milliseconds, it is so, or past this limit: later than a snooze, it is not put off;
 *     0: whenever it began
 * @property {string} alike agents of one team past the same limit share it; "" for all else
 * @property {() => Need} show
 */

/** Whom a card is for: one agent, by key, has one card; all else goes by its kind too. @param {{kind: string, key: string}} cause */
export function subjectOf({ kind, key }) {
  return OF_AGENTS.includes(kind) ? key : `${kind} ${key}`;
}

/** By which name a need is put off, as it is seen: of a source or a queue a warning has another than an alarm. */
export function aboutOf({ kind, key, level }) {
  return level === "warn" && WARNED.includes(kind) ? `warn ${kind} ${key}` : `${kind} ${key}`;
}

/** The snoozes that put a cause off: its own, that of something stronger of the same agent, that of its like. */
export function aboutsOf({ kind, key, level, alike }) {
  const place = OF_AGENTS.indexOf(kind);
  if (place < 0) return [`${kind} ${key}`, aboutOf({ kind, key, level })];
  const stronger = OF_AGENTS.slice(0, place + 1).map((each) => `${each} ${key}`);
  return alike ? [...stronger, `team ${alike}`] : stronger;
}

/** Which of two comes first. @param {Cause} a @param {Cause} b */
export function compare(a, b) {
  return (
    LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level) ||
    KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) ||
    b.over - a.over ||
    (a.key < b.key ? -1 : 1)
  );
}

/** The one that comes first. @param {Cause[]} causes at least one */
export const foremost = (causes) => causes.reduce((best, each) => (compare(each, best) < 0 ? each : best));

/** The part of a view in which these filters alone hold, and nothing is folded away. */
export const only = (filters) => ({ q: "", team: [], state: [], source: [], closed: [], agent: "", ...filters });

/**
 * A raised hand; whoever is past a limit besides is named with it.
 * @param {Hand} hand @param {Agent | undefined} agent @returns {Cause}
 */
export function ofHand(hand, agent, now) {
  const { agent: key, stands: level, since, text } = hand;
  const began = Date.parse(since);
  const show = () => ({
    ...{ kind: "hand", key, level, since, icon: "hand" },
    name: hand.name || agent?.name || key,
    why: text ? word("hand_says", { text }) : word("hand_up"),
    also: coming(hand),
    time: duration(now - began),
    opens: { agent: key },
    hand,
  });
  return { level, kind: "hand", key, over: now - began, began, alike: "", show };
}

/** A source that is silent, lost or failed; `rows` of the viewer's agents stand still. @returns {Cause} */
export function ofSource({ key, state, since }, rows, now) {
  const level = LIGHTS[state];
  const over = now - Date.parse(since);
  const show = () => ({
    ...{ kind: "source", key, level, since, icon: "warn", name: key },
    why: word("rows_stand", { state: word(`feed.${state}`), count: rows }),
    time: duration(over),
    opens: rows ? only({ source: [key] }) : undefined,
  });
  return { level, kind: "source", key, over, began: 0, alike: "", show };
}

/** A queue whose callers wait too long, or are too many; and who could help. @returns {Cause} */
export function ofQueue(queue, helpers, now) {
  const { key, name, level, longest, waiting, warn, limit } = queue;
  const past = (level === "alarm" ? limit : warn) * 1000;
  const waits = longest ? now - Date.parse(longest) : 0;
  const isLate = waits >= past;
  const show = () => {
    const help = helpers.of(queue);
    return {
      ...{ kind: "queue", key, level, since: longest, icon: "queue", name },
      why: word(isLate ? "waiting_over" : "waiting_many", { number: waiting ?? "–", limit: duration(past) }),
      time: longest ? duration(waits) : waiting === 0 ? "" : "–",
      help,
      act: help && { agent: help.first, action: "ready" },
    };
  };
  return { level, kind: "queue", key, over: isLate ? waits - past : 0, began: 0, alike: "", show };
}

/** An agent past a limit. @param {Entry} entry @returns {Cause} */
export function ofAgent({ agent, level, passed }, now) {
  const { key, state, team, sinceAt } = agent;
  const lasts = now - sinceAt;
  const show = () => {
    const time = duration(lasts);
    return {
      ...{ kind: "agent", key, level, since: agent.since, icon: state === "hold" ? "pause" : "clock", name: agent.name },
      why: whyPast(state, agent.label, passed),
      time: agent.unsure ? word("since_unsure", { time }) : time,
      opens: { agent: key },
      act: { agent },
    };
  };
  return {
    ...{ level, kind: "agent", key, over: lasts - passed * 1000, began: sinceAt + passed * 1000, show },
    get alike() {
      return `${team} ${state} ${passed}`; // asked only where places are short, or something was put off
    },
  };
}

/** A call that nobody has confirmed for a while. @param {Entry} entry @returns {Cause} */
export function ofCall({ agent }, now) {
  const { key, callSince, callSinceAt } = agent;
  const over = callSinceAt === undefined ? 0 : now - callSinceAt;
  const show = () => ({
    ...{ kind: "call", key, level: "warn", since: callSince, icon: "warn", name: agent.name },
    why: word("doubtful"),
    time: callSince ? duration(over) : "–",
    opens: { agent: key },
    act: { agent },
  });
  return { level: "warn", kind: "call", key, over, began: callSinceAt ?? 0, alike: "", show };
}

/** In which state somebody is past which limit (seconds), in words. */
export function whyPast(state, label, passed) {
  const name = { talking: "past_call", hold: "past_hold" }[state] ?? (label ? "past_reason" : "past_state");
  return word(name, { state: word(`state.${state}`), reason: label, limit: duration(passed * 1000) });
}
