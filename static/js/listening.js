/** The bar at the bottom of every page while one is on somebody's call: written from one's own sign-in, and nothing else. */

/** @import { Heard } from "./heard.js" */
/** @import { OwnSignIns } from "./own.js" */
import { cell, setAttribute, setHidden, setText } from "./dom.js";
import { duration } from "./durations.js";
import { headOf, heardBy, isOffered, subOf, whyOver } from "./heard.js";
import { agentUrl, signInUrl } from "./ids.js";
import { Presses, sentenceOf } from "./presses.js";
import { setIcon } from "./slots.js";
import { word } from "./words.js";

const OVER_STANDS = 10_000;
const WORKED_STANDS = 4_000;
const STAMPS_APART = 1_000; // when something was asked is told in whole seconds
const OF_THE_PHONE = ["stop-listening", "hold", "retrieve"];
/** What shows in the bar's first line once it came true: that is announced, and no more. */
const SAID_BY_THE_HEAD = ["barge-in", "stop-listening"];
const OUTCOME_ICONS = { asked: "clock", sent: "clock", deferred: "clock" };
const ICONS = {
  ...{ hold: "pause", retrieve: "play", "barge-in": "barge", intercept: "take", drop: "drop" },
  "stop-listening": "stop",
};

export class Listening {
  #bar = document.getElementById("listening");
  #to;
  /** @type {Heard | undefined} as last written */
  #heard;
  /** From when on this page knows of the call, by the server's clock. */
  #heardFrom = 0;
  #presses = new Presses();
  #timers = { over: 0, said: 0 };

  /**
   * @param {Object} to
   * @param {OwnSignIns} to.own @param {import("./rights.js").Rights} to.rights @param {import("./asking.js").Asking} to.asking
   * @param {(key: string) => import("./agents.js").Agent | undefined} to.agentOf what the page knows of an agent
   * @param {import("./announce.js").Announcer} to.announcer @param {HTMLElement} to.alarm
   * @param {import("./clock.js").ServerClock} to.clock @param {string} to.person @param {(source: string) => boolean} to.isFresh
   */
  constructor(to) {
    this.#to = to;
    this.#heard = heardBy(to.own);
    this.#heardFrom = to.clock.now();
    this.#bar.addEventListener("click", (event) => this.#clicked(event));
    if (this.#heard) this.#show();
  }

  /** The own sign-ins are as they are now: one came onto a call, left it, is heard, or holds it. */
  write() {
    const before = this.#heard;
    const heard = heardBy(this.#to.own, before);
    this.#heard = heard;
    if (!heard) return before && this.#ended(before);
    if (before?.agent !== heard.agent) this.#begun();
    else if (heard.barged && !before.barged) this.#to.announcer.say("bar", headOf(heard));
    this.#show();
  }

  /** Something was asked, here or in a row: it shows before the server has answered. */
  ask(agent, action) {
    if (!this.#heard || agent !== this.#heard.agent) return;
    this.#presses.begin(action);
    this.#show();
  }

  /** The server took it, and names it; or did not, and says why. */
  answered(agent, action, id, outcome, said) {
    if (agent === this.#heard?.agent && this.#presses.answered(action, id, outcome, said)) this.#told(action);
  }

  /** A row of the desk (docs/live.md, kind `command`): what came of what one asked. */
  outcome(id, values) {
    if (!values || String(values.by_id) !== this.#to.person || !this.#heard) return;
    if (![this.#heard.agent, this.#heard.key].includes(values.subject)) return;
    const isStop = values.action === "stop-listening" && Date.parse(values.asked) + STAMPS_APART > this.#heardFrom;
    const isTaken = isStop ? this.#presses.putFromElsewhere(id, values) : this.#presses.put(id, values);
    if (isTaken) this.#told(values.action);
  }

  /** How long one has been on the call; where the system is silent, the time stands. */
  tick(now) {
    const { source, since } = this.#heard ?? {};
    if (since && this.#to.isFresh(source)) setText(cell(this.#bar, "bar-time"), duration(now - Date.parse(since)));
  }

  #begun() {
    clearTimeout(this.#timers.over);
    this.#presses.clear();
    this.#heardFrom = this.#to.clock.now();
    this.#say("");
    setText(cell(this.#bar, "bar-time"), "");
    this.#to.announcer.say("bar", headOf(this.#heard));
  }

  #show() {
    const bar = this.#bar;
    const heard = this.#heard;
    const isSure = !heard.doubtful && this.#to.isFresh(heard.source);
    setHidden(bar, false);
    setAttribute(bar, "data-key", heard.key);
    setAttribute(bar, "data-agent", heard.agent);
    setAttribute(bar, "data-over", "");
    setAttribute(bar, "data-barged", heard.barged && "true");
    setAttribute(bar, "data-doubtful", !isSure && "true");
    const head = cell(bar, "bar-head");
    setText(head, headOf(heard));
    setAttribute(head, "href", heard.agent && agentUrl(heard.agent));
    setText(cell(bar, "bar-sub"), subOf(heard, isSure));
    for (const button of bar.querySelectorAll("[data-action]")) this.#fit(button);
    setHidden(bar.querySelector("[data-do=bar-close]"), true);
  }

  /** Writes a button: what came of it, unless it worked (then the bar itself says so), else what it does, open or locked. */
  #fit(button) {
    const { action } = button.dataset;
    const isThere = isOffered(action, this.#heard);
    if (!isThere && button === document.activeElement) this.#bar.focus();
    setHidden(button.closest("form"), !isThere);
    const press = this.#presses.of(action);
    const shown = press && press.outcome !== "confirmed" ? press : undefined;
    const refusal = shown ? "" : this.#refusal(action);
    setAttribute(button, "data-command", shown?.id);
    setAttribute(button, "data-outcome", shown?.outcome);
    setAttribute(button, "aria-disabled", refusal && "true");
    setAttribute(button, "title", shown ? sentenceOf(shown) : refusal);
    const icon = shown ? (OUTCOME_ICONS[shown.outcome] ?? "x") : refusal ? "lock" : ICONS[action];
    setIcon(button, icon);
    setText(button.querySelector("span"), shown ? word(`outcome.${shown.outcome}`) : word(`bar.${action}`));
  }

  #refusal(action) {
    if (OF_THE_PHONE.includes(action)) return this.#to.rights.ownRefusal(this.#heard.key, action);
    return this.#to.rights.refusal(this.#agent, action);
  }

  /** The agent as the page knows them; a page that shows no floor knows the name, and that they are on a call. */
  get #agent() {
    const { agent: key, source, name } = this.#heard;
    return this.#to.agentOf(key) ?? { key, source, name, team: "", state: "talking", noListen: "", ear: true };
  }

  #told(action) {
    this.#show();
    if (this.#presses.isOnItsWay(action) && action !== "intercept" && action !== "drop") return;
    const { sentence, passes } = this.#presses.said(action, this.#heard.name);
    this.#say(sentence, passes);
    if (!(passes && SAID_BY_THE_HEAD.includes(action))) this.#to.announcer.say(`outcome ${this.#heard.agent}`, sentence); // in place of the row's
  }

  #say(sentence, passes = false) {
    setText(cell(this.#bar, "bar-said"), sentence);
    clearTimeout(this.#timers.said);
    if (passes) this.#timers.said = setTimeout(() => this.#say(""), WORKED_STANDS);
  }

  /** One's call is over. If that was asked for the bar goes; else it says so to everybody, and why, and stands a while. */
  #ended(before) {
    const wasAsked = this.#presses.isWanted("stop-listening");
    this.#presses.clear();
    this.#say("");
    const head = word(before.barged ? "bar.over_barged" : "bar.over", { name: before.name });
    if (wasAsked) {
      this.#to.announcer.say("bar", head);
      this.#close();
    } else this.#showOver(head, whyOver(before, this.#to.own, this.#to.agentOf(before.agent)));
  }

  #showOver(head, why) {
    const bar = this.#bar;
    setAttribute(bar, "data-over", "true");
    setAttribute(bar, "data-barged", "");
    setAttribute(bar, "data-doubtful", "");
    setText(cell(bar, "bar-head"), head);
    setText(cell(bar, "bar-sub"), why);
    const close = bar.querySelector("[data-do=bar-close]");
    const hadFocus = bar.contains(document.activeElement);
    setHidden(close, false);
    if (hadFocus) close.focus();
    for (const button of bar.querySelectorAll("[data-action]")) setHidden(button.closest("form"), true);
    this.#to.alarm.textContent = `${head} ${why}`;
    this.#timers.over = setTimeout(() => this.#close(), OVER_STANDS);
  }

  /** Whoever stood in it goes on at the table, or at the top of the page. */
  #close() {
    clearTimeout(this.#timers.over);
    const goal = document.querySelector('#agents [tabindex="0"]') ?? document.querySelector(".brand");
    if (this.#bar.contains(document.activeElement)) goal.focus();
    setHidden(this.#bar, true);
  }

  #clicked(event) {
    if (event.target.closest("[data-do=bar-close]")) return this.#close();
    const button = event.target.closest("[data-action]");
    if (!button || !this.#heard) return;
    event.preventDefault();
    this.press(button.dataset.action, button);
  }

  /** As a press of the bar's button. @param {HTMLElement} [at] where it asks, if it asks */
  press(action, at = this.#bar.querySelector(`[data-action="${action}"]`)) {
    if (!this.#heard || this.#presses.isOnItsWay(action)) return;
    const refusal = this.#refusal(action);
    const { outcome = "confirmed" } = this.#presses.of(action) ?? {};
    if (outcome !== "confirmed") this.#dismiss(action);
    else if (refusal) this.#say(refusal, true);
    else if (OF_THE_PHONE.includes(action)) this.#ofThePhone(action);
    else this.#to.asking.open(this.#agent, action, at);
  }

  #ofThePhone(action) {
    const { key, agent } = this.#heard;
    this.#to.asking.send(`${signInUrl(key)}${action}/`, agent, action);
  }

  #dismiss(action) {
    this.#presses.dismiss(action);
    this.#say("");
    this.#show();
  }
}
