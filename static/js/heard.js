/** The call that the viewer is on because of an agent's: listened to, or barged into; read from their own sign-ins. */

/** @import { OwnSignIns } from "./own.js" */
import { ownCall } from "./preflight.js";
import { word } from "./words.js";

/**
 * @typedef {Object} Heard
 * @property {string} key the own sign-in's @property {string} source @property {string} id the call's
 * @property {string} agent @property {string} name whose call it is: who has left it since is still named
 * @property {string} queue @property {string} state @property {string} since RFC 3339, or ""
 * @property {boolean} barged @property {boolean} doubtful
 */

const IN_A_CALL = ["talking", "hold", "reserved", "busy", "unknown"];
const NOTHING = { agent: "", name: "–", queue: "", since: "", barged: false, doubtful: false };

/**
 * @param {OwnSignIns} own
 * @param {Heard | undefined} before
 * @returns {Heard | undefined}
 */
export function heardBy(own, before) {
  for (const [key, values] of own.all) {
    const call = ownCall(values);
    if (!call) continue;
    const whose = before?.key === key && !call.agent ? { agent: before.agent, name: before.name } : {};
    return { ...NOTHING, ...call, ...whose, key, source: key.split(":", 1)[0] };
  }
  return undefined;
}

/** What the bar says first. @param {Heard} heard */
export function headOf({ barged, state, name }) {
  if (state === "ringing" && !barged) return word("bar.ringing");
  return word(barged ? "bar.barged" : "bar.listening", { name });
}

/** What it says below that. @param {Heard} heard @param {boolean} isSure */
export function subOf({ queue, state }, isSure) {
  const parts = [queue, state === "held" && word("bar.held"), !isSure && word("bar.doubtful")];
  return parts.filter(Boolean).join(" · ");
}

/**
 * Why it is over, as far as the page can know.
 * @param {Heard} before
 * @param {OwnSignIns} own
 * @param {import("./agents.js").Agent | undefined} agent as they are now, where the page knows them
 */
export function whyOver({ key, source }, own, agent) {
  const values = own.all.get(key);
  if (!values || values.state === "signed_out") return word("bar.over_signed_out", { source });
  return word(agent && !IN_A_CALL.includes(agent.state) ? "bar.over_call" : "bar.over_ended");
}

/** Whether a button is there at all: some are before one is heard, some after. @param {Heard} heard */
export function isOffered(action, { barged, state }) {
  if (action === "hold") return state !== "held";
  if (action === "retrieve") return state === "held";
  if (action === "drop") return barged;
  return action === "stop-listening" || !barged;
}
