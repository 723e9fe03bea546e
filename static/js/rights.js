/** What the viewer may ask of an agent now, and in which words not; the server decides again when it is asked. */

/** @import { Agent } from "./agents.js" */
/** @import { OwnSignIns } from "./own.js" */
import { isOfACall, whyNot, whyNotOwn } from "./preflight.js";
import { known } from "./known.js";
import { word } from "./words.js";

/** As dashboard/presenters/rights.py: what fits a state, and what would be locked for ever, and so is not offered. */
const NEVER_OFFERED = ["off", "excluded"];
const FITTING = { not_ready: "ready", wrap_up: "ready", talking: "listen", hold: "listen" };

/**
 * @typedef {Object} Right what may be asked of a source
 * @property {boolean} works @property {string} why it does not
 * @property {boolean} takes_reason @property {string[]} [from] the states in which it makes sense; none: any
 */

/** A refusal of the pre-flight, in words; "" where there is none. */
function sentence(refusal) {
  if (!refusal) return "";
  const { code, places = {}, note } = refusal;
  if (note) return known(note);
  return word(`preflight.${code}`, places.state ? { ...places, state: word(`state.${places.state}`) } : places);
}

export class Rights {
  /** @type {Object<string, Object<string, Right>>} by source and action */
  #rights;
  #mayAct;
  #sources;
  #own;

  /**
   * @param {boolean} mayAct a viewer looks, and is offered nothing in the rows
   * @param {{isFresh: (source: string) => boolean, lineLostAt?: number}} sources
   * @param {OwnSignIns} own
   */
  constructor(rights, mayAct, sources, own) {
    this.#rights = rights;
    this.#mayAct = mayAct;
    this.#sources = sources;
    this.#own = own;
  }

  /**
   * What may be asked of a source stands in the page alone: one made before the source was there is asked for again.
   * @returns {Promise<void> | undefined} when it is known; undefined where it was
   */
  learn(source) {
    return source in this.#rights ? undefined : this.#ask(source);
  }

  /** Whether the viewer may do more than look. */
  get mayAct() {
    return this.#mayAct;
  }

  /** @returns {Right | undefined} what a source says of an action, whoever it is about */
  of(source, action) {
    return this.#rights[source]?.[action];
  }

  /**
   * Why an action is not possible now, in words; "" where it is.
   * @param {Agent} agent
   */
  refusal(agent, action) {
    const right = this.of(agent.source, action);
    if (right && isOfACall(action)) return this.#sentence(this.#preflight(agent, action, right), agent.source);
    if (!right?.works) return right?.why ?? "";
    if (!this.#sources.isFresh(agent.source)) return this.#locked(agent.source);
    return agent.protected ? word("preflight.protected", { name: agent.name, reason: agent.label }) : "";
  }

  /** Why something cannot be asked of the call of one's own sign-in, in words; "" where it can. */
  ownRefusal(key, action) {
    const source = key.split(":", 1)[0];
    const right = this.of(source, action) ?? { works: true };
    const values = this.#own.all.get(key) ?? {};
    return this.#sentence(whyNotOwn(action, key, values, right, this.#sources.isFresh(source)), source);
  }

  /** Whose word does not hold: the source's, or, while our own line is lost, anybody's. */
  #locked(source) {
    return this.#sources.lineLostAt === undefined ? word("locked", { source }) : word("locked_line");
  }

  #sentence(refusal, source) {
    return refusal?.code === "locked" ? this.#locked(source) : sentence(refusal);
  }

  /** The action that fits an agent's state; undefined where there is none. */
  fitting({ state, source, noListen }) {
    const action = FITTING[state];
    const right = this.of(source, action);
    if (!this.#mayAct || !right) return undefined;
    if (action !== "listen") return action;
    return NEVER_OFFERED.includes(noListen) || !right.works ? undefined : action;
  }

  #preflight({ key, source, name, state, noListen, ear }, action, capability) {
    const values = { name, state, no_listen: noListen, ear };
    const subject = { key, values, capability, isLive: this.#sources.isFresh(source) };
    return whyNot(action, subject, { mayAct: this.#mayAct, own: this.#own.of(source) });
  }

  async #ask(source) {
    this.#rights[source] = {}; // asked for: not again with its next word
    try {
      const page = await fetch(location.href);
      const rights = new DOMParser().parseFromString(await page.text(), "text/html").getElementById("rights");
      if (rights) Object.assign(this.#rights, JSON.parse(rights.textContent));
    } catch {
      delete this.#rights[source]; // the line is gone: with the next word, then
    }
  }
}
