/** The bar at the bottom of every page while one is on somebody's call: written from one's own sign-in, and nothing else. */

/** @import { OwnSignIns } from "./own.js" */
import { cell, setAttribute, setHidden, setText } from "./dom.js";
import { duration } from "./durations.js";
import { post } from "./posting.js";
import { ownCall } from "./preflight.js";
import { setIcon } from "./slots.js";
import { agentUrl } from "./ids.js";
import { known, word } from "./words.js";

const STANDS = 10_000; // how long "it is over" stands, unless it is dismissed
const CONFIRMED_STANDS = 4_000;
const OF_THE_PHONE = ["stop-listening", "hold", "retrieve"];
const ON_THE_WAY = ["asked", "sent"];
const OUTCOME_ICONS = { asked: "clock", sent: "clock", deferred: "clock", confirmed: "check" };

/**
 * @typedef {Object} Heard the call that one is on
 * @property {string} key the own sign-in's @property {string} agent @property {string} name @property {string} queue
 * @property {string} state @property {string} since @property {boolean} barged @property {boolean} doubtful
 */

/** @returns {Heard | undefined} */
function heardBy(own) {
  for (const [key, values] of own.all) {
    const call = ownCall(values);
    if (call) return { key, agent: "", name: "–", queue: "", since: "", barged: false, doubtful: false, ...call };
  }
  return undefined;
}

export class Listening {
  #bar = document.getElementById("listening");
  #own;
  #rights;
  #asking;
  #agentOf;
  #announcer;
  #alarm;
  #person;
  #isFresh;
  /** @type {Heard | undefined} as last written */
  #heard;
  /** @type {Map<string, {id: string, outcome: string, said: string}>} what came of the last press, by action */
  #pressed = new Map();
  /** @type {{batch: string, barge: string, drop: string} | null} taking a call: its two steps, each with its outcome */
  #steps = null;
  #timers = { over: 0, said: 0 };

  /**
   * @param {Object} to
   * @param {OwnSignIns} to.own @param {import("./rights.js").Rights} to.rights @param {import("./asking.js").Asking} to.asking
   * @param {(key: string) => import("./agents.js").Agent | undefined} to.agentOf what the page knows of an agent
   * @param {import("./announce.js").Announcer} to.announcer @param {HTMLElement} to.alarm
   * @param {string} to.person @param {(source: string) => boolean} to.isFresh
   */
  constructor({ own, rights, asking, agentOf, announcer, alarm, person, isFresh }) {
    this.#own = own;
    this.#rights = rights;
    this.#asking = asking;
    this.#agentOf = agentOf;
    this.#announcer = announcer;
    this.#alarm = alarm;
    this.#person = person;
    this.#isFresh = isFresh;
    this.#heard = heardBy(own);
    this.#bar.addEventListener("click", (event) => this.#clicked(event));
    if (this.#heard) this.write();
  }

  /** The own sign-ins are as they are now: one came onto a call, left it, is heard, or holds it. */
  write() {
    const before = this.#heard;
    const heard = heardBy(this.#own);
    this.#heard = heard;
    if (!heard) return before && this.#ended(before);
    if (before?.agent !== heard.agent || !before) this.#begun(heard);
    if (heard.barged && !before?.barged && before) this.#announcer.say("bar", word("bar.barged", { name: heard.name }));
    this.#show(heard);
  }

  /** Something was pressed, here or in a row: it shows before the server has answered. */
  ask(agent, action) {
    if (agent === this.#heard?.agent) this.#press(action, { id: "", outcome: "asked", said: "" });
  }

  /** The server took it, and names it; or did not, and says why. */
  answered(agent, id, outcome, said) {
    for (const [action, press] of this.#pressed) if (!press.id) this.#press(action, { id, outcome, said });
  }

  /** A row of the desk (docs/live.md, kind `command`): what came of one's own presses. */
  outcome(id, values) {
    if (!values || String(values.by_id) !== this.#person) return;
    const { subject, action, outcome, said = "", batch = "" } = values;
    if (subject !== this.#heard?.agent) return;
    if (action === "intercept") this.#steps = { batch, barge: outcome, drop: "" };
    else if (action === "drop" && batch && batch === this.#steps?.batch) this.#steps.drop = outcome;
    if (this.#steps && batch === this.#steps.batch) this.#saySteps();
    const known = this.#pressed.get(action);
    if (known && (!known.id || known.id === id)) this.#press(action, { id, outcome, said });
  }

  /** How long one has been on the call; where the system is silent, the time stands. */
  tick(now) {
    const { key, since } = this.#heard ?? {};
    if (since && this.#isFresh(sourceOf(key))) setText(cell(this.#bar, "bar-time"), duration(now - Date.parse(since)));
  }

  #begun(heard) {
    clearTimeout(this.#timers.over);
    this.#pressed.clear();
    this.#steps = null;
    setText(cell(this.#bar, "bar-said"), "");
    setText(cell(this.#bar, "bar-time"), "");
    this.#announcer.say("bar", headOf(heard));
  }

  #show(heard) {
    const bar = this.#bar;
    setHidden(bar, false);
    setAttribute(bar, "data-agent", heard.agent);
    setAttribute(bar, "data-over", "");
    setAttribute(bar, "data-barged", heard.barged && "true");
    const isSure = !heard.doubtful && this.#isFresh(sourceOf(heard.key));
    setAttribute(bar, "data-doubtful", !isSure && "true");
    setText(cell(bar, "bar-head"), headOf(heard));
    setAttribute(cell(bar, "bar-head"), "href", heard.agent && agentUrl(heard.agent));
    const parts = [heard.queue, heard.state === "held" && word("bar.held"), !isSure && word("bar.doubtful")];
    setText(cell(bar, "bar-sub"), parts.filter(Boolean).join(" · "));
    for (const button of bar.querySelectorAll("[data-action]")) this.#fit(button, heard);
    setHidden(bar.querySelector("[data-do=bar-close]"), true);
  }

  #fit(button, heard) {
    const { action } = button.dataset;
    setHidden(button.closest("form") ?? button, !isOffered(action, heard));
    const press = this.#pressed.get(action);
    const shown = press && press.outcome !== "confirmed" ? press : undefined;
    const refusal = shown ? "" : this.#refusal(action, heard);
    setAttribute(button, "data-command", shown?.id);
    setAttribute(button, "data-outcome", shown?.outcome);
    setAttribute(button, "aria-disabled", refusal && "true");
    setAttribute(button, "title", shown ? sentenceOf(shown) : refusal);
    setIcon(button, shown ? (OUTCOME_ICONS[shown.outcome] ?? "x") : refusal ? "lock" : ICONS[action]);
    setText(button.querySelector("span"), shown ? word(`outcome.${shown.outcome}`) : word(`bar.${action}`));
  }

  #refusal(action, heard) {
    if (OF_THE_PHONE.includes(action)) return this.#rights.ownRefusal(heard.key, action);
    return this.#rights.refusal(this.#agent(heard), action);
  }

  /** The agent as the page knows them; a page that shows no floor knows the name, and that they are on a call. */
  #agent({ key, agent, name }) {
    const plain = { key: agent, source: sourceOf(key), team: "", name, state: "talking", noListen: "", ear: true };
    return this.#agentOf(agent) ?? plain;
  }

  #press(action, press) {
    this.#pressed.set(action, press);
    if (!this.#heard) return;
    this.#show(this.#heard);
    if (ON_THE_WAY.includes(press.outcome) || this.#steps) return;
    const head = word("outcome_line", { action: word(`action.${action}`), outcome: word(`outcome.${press.outcome}`) });
    this.#say(press.outcome === "confirmed" ? head : `${head} ${sentenceOf(press)}`, press.outcome === "confirmed");
  }

  #saySteps() {
    const { barge, drop } = this.#steps;
    const outcome = (said) => (said ? word(`outcome.${said}`) : word("bar.step_next"));
    const first = word("bar.step_barge", { outcome: outcome(barge) });
    const second = word("bar.step_drop", { name: this.#heard.name, outcome: outcome(drop) });
    const failed = !["asked", "sent", "confirmed"].includes(barge);
    this.#say(failed ? first : `${first} · ${second}`, drop === "confirmed");
    if (drop === "confirmed" || failed) this.#steps = null;
  }

  /** A sentence in the bar: what worked goes by itself, what failed stands. */
  #say(sentence, passes) {
    setText(cell(this.#bar, "bar-said"), sentence);
    this.#announcer.say("bar said", sentence);
    clearTimeout(this.#timers.said);
    if (passes) this.#timers.said = setTimeout(() => setText(cell(this.#bar, "bar-said"), ""), CONFIRMED_STANDS);
  }

  /** One's call is over: asked for, the bar goes; by itself, it says so to everybody, and why, and stands a while. */
  #ended(before) {
    const stopped = this.#pressed.get("stop-listening");
    const isAsked = stopped && [...ON_THE_WAY, "confirmed"].includes(stopped.outcome);
    this.#pressed.clear();
    this.#steps = null;
    const head = word(before.barged ? "bar.over_barged" : "bar.over", { name: before.name });
    if (isAsked) {
      this.#announcer.say("bar", head);
      return this.#close();
    }
    const why = this.#why(before);
    setAttribute(this.#bar, "data-over", "true");
    setAttribute(this.#bar, "data-barged", "");
    setAttribute(this.#bar, "data-doubtful", "");
    setText(cell(this.#bar, "bar-head"), head);
    setText(cell(this.#bar, "bar-sub"), why);
    setText(cell(this.#bar, "bar-said"), "");
    const hadFocus = this.#bar.contains(document.activeElement);
    for (const button of this.#bar.querySelectorAll("[data-action]")) setHidden(button.closest("form") ?? button, true);
    const close = this.#bar.querySelector("[data-do=bar-close]");
    setHidden(close, false);
    if (hadFocus) close.focus();
    this.#alarm.textContent = `${head} ${why}`;
    this.#timers.over = setTimeout(() => this.#close(), STANDS);
  }

  #why({ key }) {
    const values = this.#own.all.get(key);
    if (values?.note) return known(values.note);
    const isOut = !values || values.state === "signed_out";
    return isOut ? word("bar.over_signed_out", { source: sourceOf(key) }) : word("bar.over_ended");
  }

  #close() {
    clearTimeout(this.#timers.over);
    if (this.#heard) return;
    if (this.#bar.contains(document.activeElement)) document.getElementById("main").focus();
    setHidden(this.#bar, true);
  }

  #clicked(event) {
    const button = event.target.closest("[data-action]");
    if (event.target.closest("[data-do=bar-close]")) return this.#close();
    if (!button || !this.#heard) return;
    event.preventDefault();
    const { action, outcome } = button.dataset;
    if (ON_THE_WAY.includes(outcome)) return;
    if (outcome) this.#dismiss(action);
    else if (!this.#refusal(action, this.#heard)) this.#do(action, button);
    else this.#say(this.#refusal(action, this.#heard), true);
  }

  #dismiss(action) {
    this.#pressed.delete(action);
    setText(cell(this.#bar, "bar-said"), "");
    this.#show(this.#heard);
  }

  #do(action, button) {
    const { key, agent } = this.#heard;
    if (!OF_THE_PHONE.includes(action)) return void this.#asking.open(this.#agent(this.#heard), action, button);
    this.#asking.send(signInUrl(key, action), agent, action);
  }
}

const ICONS = {
  hold: "pause",
  retrieve: "play",
  "barge-in": "barge",
  intercept: "take",
  drop: "drop",
  "stop-listening": "stop",
};
const sourceOf = (key) => key.split(":", 1)[0];
const signInUrl = (key, action) => `/sign-ins/${agentUrl(key).slice("/agents/".length)}${action}/`;

function headOf({ barged, state, name }) {
  if (state === "ringing" && !barged) return word("bar.ringing");
  return word(barged ? "bar.barged" : "bar.listening", { name });
}

function sentenceOf({ outcome, said }) {
  return known(said) || word(`said.${outcome}`);
}

/** Which buttons there are at all: before one is heard, and after. */
function isOffered(action, { barged, state }) {
  if (action === "hold") return state !== "held";
  if (action === "retrieve") return state === "held";
  if (action === "drop") return barged;
  return action === "stop-listening" || !barged;
}
