/** Which agents are shown, in which groups, in which order: pure, and the same as the server's GET of the same URL. */

/** @import { Agent } from "./agents.js" */
/** @import { View } from "./view.js" */

export const STATES = ["ready", "talking", "reserved", "hold", "wrap_up", "not_ready", "busy", "signed_out", "unknown"];

/** Letters alone: no case, no accents, so that `e` finds and sorts with `É`. */
export function fold(text) {
  return text.toLowerCase().replaceAll("ß", "ss").normalize("NFKD").replace(/\p{M}/gu, "");
}

const milliseconds = (stamp) => (stamp ? Date.parse(stamp) : undefined);

const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

/** @type {Map<string, string>} of names that many agents share */
const folded = new Map();

/** The same, remembered: for the names of teams and queues, of which there are few. */
export function foldName(name) {
  if (!folded.has(name)) folded.set(name, fold(name));
  return folded.get(name);
}

/** What each column sorts by; `undefined` (nothing there) stands last, whichever way round. */
const KEYS = {
  name: (agent) => agent.folded,
  state: (agent) => STATES.indexOf(agent.state),
  time: (agent) => agent.sinceAt,
  call: (agent) => agent.foldedCall,
  "call-time": (agent) => agent.callSinceAt,
  "day-in": ({ day }) => milliseconds(day?.in),
  "day-ready": ({ day }) => day?.ready,
  "day-not-ready": ({ day }) => day?.notReady,
  "day-wrap-up": ({ day }) => day?.wrapUp,
  team: (agent) => foldName(agent.teamName),
  ext: (agent) => agent.ext || undefined,
  source: (agent) => agent.source,
};

/**
 * Compares agents as `sort` (a column, or `-` and a column) wants them; equals stand by name, then by id.
 * @param {string} sort
 * @returns {(a: Agent, b: Agent) => number}
 */
export function byColumn(sort) {
  const back = sort.startsWith("-");
  const key = KEYS[back ? sort.slice(1) : sort] ?? KEYS.name;
  return (a, b) => {
    const x = key(a);
    const y = key(b);
    const first = x === y ? 0 : x === undefined ? 1 : y === undefined ? -1 : back ? compare(y, x) : compare(x, y);
    return first || compare(a.folded, b.folded) || compare(a.key, b.key);
  };
}

/** The group that an agent stands in: a team's id, a state, or "" where nothing is grouped. */
export function groupOf(agent, group) {
  return group === "team" ? agent.team : group === "state" ? agent.state : "";
}

/**
 * Compares two groups by what their agents are grouped by.
 * @param {{key: string, name: string}} a
 * @param {{key: string, name: string}} b
 */
export function byGroup(group) {
  if (group === "state") return (a, b) => STATES.indexOf(a.key) - STATES.indexOf(b.key);
  return (a, b) => compare(foldName(a.name), foldName(b.name)) || compare(a.key, b.key);
}

/**
 * Whether a view shows an agent.
 * @param {View} view
 * @returns {(agent: Agent) => boolean}
 */
export function matching({ q, team, state, source, signedOut }) {
  const words = fold(q).split(/\s+/).filter(Boolean);
  return (agent) =>
    (signedOut || agent.state !== "signed_out" || state.includes("signed_out")) &&
    (!team.length || team.includes(agent.team)) &&
    (!state.length || state.includes(agent.state)) &&
    (!source.length || source.includes(agent.source)) &&
    words.every((each) => agent.searched.includes(each));
}
