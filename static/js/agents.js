/** What the page knows of an agent, in one shape, whether a push told it or the server wrote it into a row. */

import { fold } from "./order.js";
import { word } from "./words.js";

/**
 * @typedef {Object} Agent
 * @property {string} key `cisco:1001`
 * @property {string} source @property {string} team @property {string} teamName @property {string} name
 * @property {string} state @property {string} since RFC 3339
 * @property {number} sinceAt the same in milliseconds
 * @property {boolean} unsure the start is unknown: `since` is a latest one
 * @property {string} reason its code @property {string} label its words @property {string} tone
 * @property {boolean} protected a break that nobody is forced out of
 * @property {string} pending the state that waits for the call's end
 * @property {string} ext @property {string} channels
 * @property {number} warn seconds @property {number} limit seconds; 0: none
 * @property {string} queue of the call that is shown @property {string} with whom that call is: empty, no call
 * @property {string} callSince RFC 3339, or "" @property {number | undefined} callSinceAt
 * @property {boolean} doubtful nobody confirmed that call for a while @property {boolean} barged somebody barged into it
 * @property {boolean} ear somebody listens, unheard @property {string} noListen why nobody may (docs/live.md)
 * @property {Day | undefined} day as the system itself counts it, where it does
 * @property {string} person who they are, of somebody who is an agent on several systems; else ""
 * @property {string} folded the name to sort by @property {string | undefined} foldedCall the call to sort by
 * @property {string} searched what a search looks through
 */

/**
 * An agent's day, as the system counts it: what it does not tell is undefined, or "".
 * @typedef {Object} Day
 * @property {string} in RFC 3339: signed in since @property {number} [ready] seconds
 * @property {number} [notReady] seconds @property {number} [wrapUp] seconds
 */

const milliseconds = (stamp) => (stamp ? Date.parse(stamp) : undefined);

/**
 * An agent made whole from its parts.
 * @returns {Agent}
 */
export function agentOf(parts) {
  const folded = fold(parts.name);
  return {
    ...parts,
    source: parts.key.split(":", 1)[0],
    sinceAt: milliseconds(parts.since),
    callSinceAt: milliseconds(parts.callSince),
    folded,
    foldedCall: parts.with ? fold(`${parts.queue} ${parts.with}`) : undefined,
    searched: `${folded} ${parts.ext}`,
  };
}

const RINGING = ["ringing", "dialling"];

/** Of several calls a row shows the one that is talked on, else the first. */
function callShown(calls) {
  return calls.find((call) => call.state === "active") ?? calls[0];
}

/** Who a call is with, and that it rings; `–` where the source gives neither. */
function withWhom(call) {
  const ringing = RINGING.includes(call.state) && word(`call.${call.state}`);
  return [ringing, call.with].filter(Boolean).join(" ") || "–";
}

/**
 * An agent from the values of a push (docs/live.md, kind `agent`).
 * @returns {Agent}
 */
export function agentFrom(key, values) {
  const call = callShown(values.calls ?? []);
  return agentOf({
    key,
    team: values.team ?? "",
    teamName: values.team_name ?? "",
    name: values.name ?? "",
    state: values.state,
    since: values.since ?? "",
    unsure: values.unsure ?? false,
    reason: values.reason ?? "",
    label: values.label ?? "",
    tone: values.tone ?? "",
    protected: values.protected ?? false,
    pending: values.pending ?? "",
    ext: values.ext ?? "",
    channels: values.channels ?? "",
    warn: values.warn ?? 0,
    limit: values.limit ?? 0,
    queue: call?.queue ?? "",
    with: call ? withWhom(call) : "",
    callSince: call?.since ?? "",
    doubtful: call?.doubtful ?? false,
    barged: call?.barged ?? false,
    ear: values.ear ?? false,
    noListen: values.no_listen ?? "",
    person: values.person ?? "",
    day: values.day && {
      in: values.day.signed_in ?? "",
      ready: values.day.ready,
      notReady: values.day.not_ready,
      wrapUp: values.day.wrap_up,
    },
  });
}
