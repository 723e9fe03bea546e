/** Whose next call the viewer waits for; when it comes they are asked, by sound and a countdown. Nothing starts by itself. */

/** @import { Agent } from "./agents.js" */
import { word } from "./words.js";

const CALL = ["talking"];
const NEW_FOR = 15_000; // a call that began so recently while the page came is asked about too
const CORRECTED = 3_000; // by so much a system may yet correct when a call began
const LASTS = 600_000; // dashboard/store/follows.py

/**
 * @typedef {Object} Follow
 * @property {string} agent @property {string} name @property {string} until RFC 3339
 */

export class Follows {
  /** @type {Map<string, Follow>} by key (docs/live.md, `follow`) */
  all = new Map();
  #clock;
  #prompt;
  #announcer;
  #changed;
  #agentOf;
  /** @type {Map<string, string>} the call that each of them is in, as far as one may listen to it; "": in none */
  #calls = new Map();

  /**
   * @param {{clock: import("./clock.js").ServerClock, prompt: import("./prompt.js").Prompt,
   *   announcer: import("./announce.js").Announcer,
   *   agentOf: (key: string) => Agent | undefined, changed: (agent: string) => void}} to `changed`: an agent is followed, or no more
   */
  constructor({ clock, prompt, announcer, agentOf, changed }) {
    this.#clock = clock;
    this.#prompt = prompt;
    this.#announcer = announcer;
    this.#agentOf = agentOf;
    this.#changed = changed;
  }

  /** Those who are followed now. */
  get agents() {
    const now = this.#clock.now();
    return [...this.all.values()].filter(({ until }) => Date.parse(until) > now).map(({ agent }) => agent);
  }

  /** Whether the viewer waits for an agent's next call. */
  isFollowed(agent) {
    return this.agents.includes(agent);
  }

  /** A row of kind `follow`; null: it is over. What ends by itself says so. */
  put(key, values) {
    const before = this.all.get(key);
    if (values) this.all.set(key, values);
    else this.all.delete(key);
    if (!values && before) this.#over(key, before);
    const agent = values && !before && this.#agentOf(values.agent);
    if (agent) this.#take(agent, values);
    if (Boolean(before) !== Boolean(values)) this.#changed((values ?? before).agent);
  }

  /**
   * An agent is as told now: is it the call that was waited for?
   * @param {Agent} agent
   */
  seen(agent) {
    const follow = [...this.all.values()].find((each) => each.agent === agent.key);
    if (follow) this.#take(agent, follow);
  }

  /** The server ends them by itself; until it says so they are over by the clock. */
  tick(now) {
    for (const [key, { until }] of this.all) if (Date.parse(until) <= now) this.put(key, null);
    this.#prompt.tick();
  }

  /** It was stopped, the question came, ten minutes are over, or the agent is none of the viewer's any more. */
  #over(key, { agent, name, until }) {
    const wasKnown = this.#calls.delete(agent);
    const isOver = Date.parse(until) <= this.#clock.now();
    queueMicrotask(() => { // the same frame may tell that the agent has left
      const isGone = wasKnown && !this.#agentOf(agent);
      if (isGone || isOver) this.#prompt.over(`${key} ${until}`, agent, word(isGone ? "follow_gone" : "follow_over", { name }));
    });
  }

  #take(agent, follow) {
    const mayBeHeard = CALL.includes(agent.state) && !agent.noListen && !agent.ear;
    const call = mayBeHeard ? agent.callSince || agent.since : "";
    const before = this.#calls.get(agent.key);
    this.#calls.set(agent.key, call);
    const isAnother = before === undefined ? this.#isNew(call, follow) : Date.parse(call) - (Date.parse(before) || 0) > CORRECTED;
    if (call && isAnother) this.#prompt.ask(agent);
  }

  #isNew(call, { until }) {
    const began = Date.parse(call);
    return began > Date.parse(until) - LASTS && began > this.#clock.now() - NEW_FOR;
  }
}
