/** Asks whether to listen to the call that was waited for: a sound, a sentence and fifteen seconds. No answer starts nothing. */

/** @import { Agent } from "./agents.js" */
import { chime } from "./chime.js";
import { cell, setHidden, setText } from "./dom.js";
import { agentUrl } from "./ids.js";
import { post } from "./posting.js";
import { known } from "./known.js";
import { word } from "./words.js";

const SECONDS = 15;
const STANDS = 10_000;

export class Prompt {
  #place = document.getElementById("follow-prompt");
  #tabs;
  #announcer;
  #alarm;
  #asksWhy;
  /** @type {Agent | null} whom it asks about */
  #agent = null;
  #until = 0;
  #timer = 0;

  /**
   * @param {{tabs: import("./tabs.js").Tabs, announcer: import("./announce.js").Announcer, alarm: HTMLElement,
   *   asksWhy: (team: string) => boolean}} to
   */
  constructor({ tabs, announcer, alarm, asksWhy }) {
    this.#tabs = tabs;
    this.#announcer = announcer;
    this.#alarm = alarm;
    this.#asksWhy = asksWhy;
    this.#place?.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#listen(new URLSearchParams(new FormData(event.target)));
    });
    this.#place?.addEventListener("click", ({ target }) => target.closest("[data-do=follow-not]") && this.#end());
  }

  /**
   * An agent whom the viewer follows is in a call: in one tab alone it is asked about.
   * @param {Agent} agent
   */
  async ask(agent) {
    if (!this.#place || !(await this.#tabs.mine(`follow ${agent.key} ${agent.callSince || agent.since}`))) return;
    this.#agent = agent;
    this.#until = performance.now() + SECONDS * 1000;
    const sentence = word("follow_ask", { name: agent.name });
    setText(cell(this.#place, "follow-ask"), sentence);
    setText(cell(this.#place, "follow-queue"), agent.queue);
    setText(cell(this.#place, "follow-said"), "");
    const why = this.#place.querySelector("[name=why]");
    const asksWhy = this.#asksWhy(agent.team);
    why.disabled = !asksWhy;
    why.value = "";
    setHidden(why.closest("label"), !asksWhy);
    this.#choices(true);
    this.tick();
    this.#place.showPopover();
    this.#alarm.textContent = `${sentence} ${word("follow_how", { seconds: SECONDS })}`;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#unanswered(), SECONDS * 1000);
    chime();
  }

  /** The waiting ended by itself: one tab says so. A question about that agent that stands is not answered any more. */
  async over(follow, agent, sentence) {
    const asksAboutAnother = () => this.#agent !== null && this.#agent.key !== agent;
    if (!this.#place || asksAboutAnother()) return;
    if (!(await this.#tabs.mine(`over ${follow}`)) || asksAboutAnother()) return; // the tabs agree on it for a while
    this.#agent = null;
    setText(cell(this.#place, "follow-ask"), "");
    setText(cell(this.#place, "follow-queue"), "");
    this.#say(sentence);
    this.#place.showPopover();
  }

  /** Writes how long there is to answer. */
  tick() {
    if (!this.#agent) return;
    const left = Math.max(0, Math.ceil((this.#until - performance.now()) / 1000));
    setText(cell(this.#place, "follow-left"), word("age", { seconds: left }));
  }

  async #listen(body) {
    const agent = this.#agent;
    this.#agent = null;
    clearTimeout(this.#timer);
    this.#say(word("said.asked"));
    this.#stop(agent);
    const { outcome, said } = await post(`${agentUrl(agent.key)}listen/`, body);
    if (outcome === "asked" || outcome === "sent" || outcome === "confirmed") this.#close();
    else this.#say(`${word(`outcome.${outcome}`)}. ${known(said) || word(`said.${outcome}`)}`);
  }

  #unanswered() {
    const { name } = this.#agent;
    this.#stop(this.#agent);
    this.#agent = null;
    this.#say(word("follow_unanswered", { name }));
  }

  #end() {
    if (this.#agent) this.#stop(this.#agent);
    this.#agent = null;
    this.#close();
  }

  /** It was one call that was waited for, and this was it. */
  #stop({ key }) {
    post(`${agentUrl(key)}follow/`, new URLSearchParams({ stop: "asked" }));
  }

  /** What came of it stands for a while, in place of the question. */
  #say(sentence) {
    this.#choices(false);
    setText(cell(this.#place, "follow-said"), sentence);
    this.#announcer.say("follow", sentence);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#close(), STANDS);
  }

  #choices(areOpen) {
    setHidden(cell(this.#place, "follow-choices"), !areOpen);
    setHidden(cell(this.#place, "follow-said"), areOpen);
  }

  #close() {
    clearTimeout(this.#timer);
    if (this.#place.matches(":popover-open")) this.#place.hidePopover();
  }
}
