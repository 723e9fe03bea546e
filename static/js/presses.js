/** What came of each button of the listening bar, from the press to the system's own word; and of the two steps of taking a call. */

import { known } from "./known.js";
import { word } from "./words.js";

const ON_THE_WAY = ["asked", "sent"];

/**
 * @typedef {Object} Press
 * @property {string} id the command's; "" until the server has named it
 * @property {string} outcome @property {string} said the system's words, or ""
 */

/** The sentence that explains an outcome. @param {Press} press */
export function sentenceOf({ outcome, said }) {
  return known(said) || word(`said.${outcome}`);
}

export class Presses {
  /** @type {Map<string, Press>} the last of each, by action */
  #last = new Map();
  /** @type {{batch: string, barge: string, drop: string} | null} */
  #steps = null;

  /** @returns {Press | undefined} the last of an action */
  of(action) {
    return this.#last.get(action);
  }

  /** Whether it was asked for and not refused: it is on its way, or came true. */
  isWanted(action) {
    return [...ON_THE_WAY, "confirmed"].includes(this.of(action)?.outcome);
  }

  isOnItsWay(action) {
    return ON_THE_WAY.includes(this.of(action)?.outcome);
  }

  /** It was pressed just now. */
  begin(action) {
    this.#last.set(action, { id: "", outcome: "asked", said: "" });
  }

  /** The server took what was pressed, and names it; or did not, and says why. @returns {boolean} whether it was one of these */
  answered(action, id, outcome, said) {
    if (this.of(action)?.id !== "") return false;
    this.#last.set(action, { id, outcome, said });
    return true;
  }

  /** What a command has come to (docs/live.md). @returns {boolean} whether it is one of these */
  put(id, { action, outcome, said = "", batch = "" }) {
    if (action === "intercept") this.#steps = { batch, barge: outcome, drop: "" };
    const isStep = this.#steps !== null && batch !== "" && batch === this.#steps.batch;
    if (isStep && action === "drop") this.#steps.drop = outcome;
    const last = this.of(action);
    if (!isStep && !(last && (!last.id || last.id === id))) return false;
    this.#last.set(action, { id, outcome, said });
    return true;
  }

  /** It was asked in another tab, or before this page came. @returns {boolean} as `put` */
  putFromElsewhere(id, values) {
    if (!this.#last.has(values.action)) this.#last.set(values.action, { id, outcome: "asked", said: "" });
    return this.put(id, values);
  }

  /** The viewer has seen it. */
  dismiss(action) {
    this.#last.delete(action);
  }

  /** Another call, or none. */
  clear() {
    this.#last.clear();
    this.#steps = null;
  }

  /**
   * What to say of an action in the bar: of taking a call both steps.
   * @param {string} name the agent's
   * @returns {{sentence: string, passes: boolean}} what worked passes by itself, what failed stands
   */
  said(action, name) {
    const press = this.of(action);
    if (this.#steps && (action === "intercept" || action === "drop")) return this.#saidOfSteps(press, name);
    const outcome = word(`outcome.${press.outcome}`).toLocaleLowerCase();
    const head = word("outcome_line", { action: word(`action.${action}`), outcome });
    const worked = press.outcome === "confirmed";
    return { sentence: worked ? head : `${head} ${sentenceOf(press)}`, passes: worked };
  }

  #saidOfSteps(press, name) {
    const { barge, drop } = this.#steps;
    const outcome = (said) => (said ? word(`outcome.${said}`).toLocaleLowerCase() : word("bar.step_next"));
    const steps = [word("bar.step_barge", { outcome: outcome(barge) }), word("bar.step_drop", { name, outcome: outcome(drop) })];
    const hasFailed = ![...ON_THE_WAY, "confirmed"].includes(press.outcome);
    if (hasFailed) steps.push(sentenceOf(press));
    return { sentence: steps.join(" · "), passes: drop === "confirmed" };
  }
}
