/** The pre-flight of what is asked of a call: the first thing in the way, as a code with its places, or nothing.

    The same as dashboard/presenters/preflight.py, from the same values; both are held to
    tests/dashboard/presenters/preflight.json. The server decides again when it is asked. */

/**
 * @typedef {Object} Subject the agent of whom something is asked
 * @property {string} key @property {{name: string, state: string, no_listen?: string, ear?: boolean}} values docs/live.md, `agent`
 * @property {{works: boolean, why?: string, from?: string[]}} capability what the agent's system says of the action
 * @property {boolean} isLive
 */

/**
 * @typedef {Object} Viewer
 * @property {boolean} mayAct
 * @property {Object<string, object>} own one's sign-ins on the agent's system, by `source:login` (docs/live.md, `sign_in`)
 */

/**
 * @typedef {Object} Refusal
 * @property {string} code @property {Object<string, string>} [places] @property {string} [note] the system's own sentence
 */

const OUT = ["signed_out", "unknown"];
const TALKED_ON = ["active", "held"];
const NO_BARGING = ["off", "excluded", "private", "consult"];
const NO_FOLLOWING = ["off", "excluded"];

const OF_AN_AGENT = {
  listen: (subject, viewer) => ofThePhone(subject, viewer) ?? ofListening(subject, viewer),
  follow: (subject, viewer) => ofThePhone(subject, viewer) ?? ofFollowing(subject),
  "barge-in": ofBarging,
  intercept: ofBarging,
  drop: ofDropping,
};

/** Whether an action has a pre-flight of its own. */
export function isOfACall(action) {
  return action in OF_AN_AGENT;
}

/**
 * What is in the way of asking this of an agent's call; undefined: it can be asked.
 * @param {"listen" | "follow" | "barge-in" | "intercept" | "drop"} action
 * @param {Subject} subject
 * @param {Viewer} viewer
 * @returns {Refusal | undefined}
 */
export function whyNot(action, subject, viewer) {
  return inGeneral(subject, viewer) ?? OF_AN_AGENT[action](subject, viewer);
}

/**
 * What is in the way of asking this of the call of one's own sign-in; undefined: it can be asked.
 * Neither one's role nor the agent's team counts: whoever listens can always stop.
 * @param {"stop-listening" | "hold" | "retrieve"} action
 * @returns {Refusal | undefined}
 */
export function whyNotOwn(action, key, values, capability, isLive) {
  if (!capability.works) return { code: "cannot", note: capability.why };
  if (!isLive) return { code: "locked", places: { source: sourceOf(key) } };
  const call = ownCall(values);
  if (!call) return { code: "not_on_a_call" };
  if (action === "hold" && call.state === "held") return { code: "held" };
  if (action === "retrieve" && call.state !== "held") return { code: "not_held" };
  return undefined;
}

/** Of the calls of one's own sign-in the one that is listened to, or was barged into; undefined without one. */
export function ownCall(values) {
  return callsOf(values).find(isOfAnAgent);
}

/** The sign-in that is used: one with a call, else one that is in, else the first; "" without any. */
export function phoneOf(own) {
  const rank = (values) => (callsOf(values).length ? 2 : 0) + (isIn(values) ? 1 : 0);
  let [found, best] = ["", -1];
  for (const [key, values] of Object.entries(own)) if (rank(values) > best) [found, best] = [key, rank(values)];
  return found;
}

const sourceOf = (key) => key.split(":", 1)[0];
const callsOf = (values) => values.calls ?? [];
const isIn = ({ state }) => !OUT.includes(state);
/** Whether the system can do it out of the agent's state. */
const isFitting = ({ from }, { state }) => !from || from.includes(state);
const isOfAnAgent = ({ type, barged }) => type === "monitor" || Boolean(barged);

/** The viewer's own call with an agent: listened to, or barged into. */
function callWith({ own }, agent) {
  const calls = Object.values(own).flatMap(callsOf);
  return calls.find((call) => call.agent === agent && TALKED_ON.includes(call.state));
}

function inGeneral({ key, capability, isLive }, { mayAct }) {
  if (!mayAct) return { code: "look" };
  if (!capability.works) return { code: "cannot", note: capability.why };
  return isLive ? undefined : { code: "locked", places: { source: sourceOf(key) } };
}

function ofThePhone({ key }, { own }) {
  const places = { source: sourceOf(key) };
  const phone = phoneOf(own);
  if (!phone) return { code: "no_sign_in", places };
  if (!isIn(own[phone])) return { code: "not_signed_in", places };
  return own[phone].ext ? undefined : { code: "no_phone", places };
}

/** One's own calls come before one's own state: who listens on CCE is shown as talking (finesse.md 3.4). */
function ofListening({ key, values, capability }, { own }) {
  const phone = own[phoneOf(own)];
  const places = { name: values.name };
  const [call] = callsOf(phone);
  if (call) return ofOwnCall(call, key, places);
  if (phone.state !== "not_ready") return { code: "not_not_ready", places: { source: sourceOf(key), state: phone.state } };
  if (!isFitting(capability, values)) return { code: "not_talking", places };
  if (values.no_listen) return { code: values.no_listen, places };
  return values.ear ? { code: "taken", places } : undefined;
}

function ofOwnCall(call, agent, places) {
  if (!isOfAnAgent(call)) return { code: "on_a_call" };
  if (call.agent === agent) return { code: "listening_here", places };
  return { code: "listening_elsewhere", places: { name: call.name ?? "–" } };
}

function ofFollowing({ values, capability }) {
  const places = { name: values.name };
  if (NO_FOLLOWING.includes(values.no_listen)) return { code: values.no_listen, places };
  if (!isIn(values)) return { code: "away", places };
  return isFitting(capability, values) ? undefined : { code: "not_in_state", places: { ...places, state: values.state } };
}

function ofBarging({ key, values, capability }, viewer) {
  const places = { name: values.name };
  const call = callWith(viewer, key);
  if (!call) return { code: "not_listening", places };
  if (call.doubtful) return { code: "doubtful" };
  if (call.barged) return { code: "barged_already", places };
  if (!isFitting(capability, values)) return { code: "not_talking", places };
  return NO_BARGING.includes(values.no_listen) ? { code: values.no_listen, places } : undefined;
}

function ofDropping({ key, values }, viewer) {
  const call = callWith(viewer, key);
  if (!call?.barged) return { code: "not_barged", places: { name: values.name } };
  return call.doubtful ? { code: "doubtful" } : undefined;
}
