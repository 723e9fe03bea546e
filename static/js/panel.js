/** The panel of one agent: opened beside the table without moving anything, and kept up with its row. */

import { cell, setAttribute, setHidden, setText } from "./dom.js";
import { isSignedOut, saySignedOut } from "./ending.js";
import { agentUrl } from "./ids.js";
import { insteadOfPanel } from "./instead.js";
import { morphChildren } from "./morph.js";
import { writeMoments } from "./moments.js";
import { lockPanel } from "./panel_lock.js";
import { writePanelTimes } from "./panel_times.js";

const REFRESH_EVERY = 1_000;
const AGAIN = 5_000; // after the server failed
const DIM_AFTER = 300;

const isLineLost = () => document.body.dataset.line === "lost";

export class Panel {
  /** The agent whose panel is open; "": none. */
  agent;
  /** Whose panel, or why there is none, stands in it. */
  #shown;
  #panel = document.getElementById("panel");
  #side = document.getElementById("side");
  #needs = document.getElementById("needs");
  #fetchedAt = 0;
  #timer = 0;
  #again = 0;
  /** @type {Element | null} what the focus goes back to */
  #opener = null;
  #nameOf;

  /**
   * @param {string} agent whose panel the server wrote into the page
   * @param {(agent: string) => string | undefined} nameOf undefined: nobody of that id is among the viewer's agents
   */
  constructor(agent, nameOf) {
    this.agent = agent;
    this.#shown = agent;
    this.#nameOf = nameOf;
  }

  /** Shows an agent's panel, or with "" who needs the viewer. */
  async show(agent) {
    if (agent === this.agent) return;
    if (!this.agent) this.#opener = document.activeElement;
    this.agent = agent;
    if (!agent) return this.#close();
    const asked = this.#fetch();
    if (isLineLost()) this.#sayWhyNot("panel_lost"); // at once: an answer may never come
    else await asked;
    if (this.agent !== agent || !this.#panel.firstElementChild) return;
    this.#open(true);
    this.#panel.querySelector("h2, h1, button")?.focus();
  }

  /** Something about an agent changed: its panel is asked for anew, at most once a second. */
  changed(agent) {
    if (agent !== this.agent || !agent) return;
    const wait = this.#fetchedAt + REFRESH_EVERY - performance.now();
    this.#timer ||= setTimeout(() => this.#fetch(), Math.max(0, wait));
  }

  /** Writes the times in it, unless they stand. @param {import("./sources.js").Sources} sources */
  tick(sources, now) {
    this.#count(this.#panel);
    writePanelTimes(this.#panel, sources, now);
  }

  /** Our own line was lost, or is back. */
  line(isOpen) {
    if (isOpen) return this.changed(this.agent);
    lockPanel(this.#panel);
    if (this.#shown === this.agent) return;
    this.#sayWhyNot("panel_lost"); // it was asked for, and its answer may never come
    this.#open(true);
  }

  /** How many need the viewer, on the way back to them: of the floor, which an agent's panel knows nothing of. */
  #count(within) {
    const place = cell(within, "needs-count");
    if (place) setText(place, this.#needs.querySelector("#needs-count").textContent);
  }

  async #fetch() {
    clearTimeout(this.#timer);
    clearTimeout(this.#again);
    this.#timer = 0;
    this.#fetchedAt = performance.now();
    const agent = this.agent;
    if (!agent) return; // closed before its turn came
    const dim = setTimeout(() => setAttribute(this.#panel, "aria-busy", "true"), DIM_AFTER);
    const answer = await fetch(agentUrl(agent), { headers: { "HX-Request": "true" } }).catch(() => null);
    const text = await answer?.text().catch(() => null);
    clearTimeout(dim);
    setAttribute(this.#panel, "aria-busy", "");
    if (answer && isSignedOut(answer)) return void saySignedOut();
    if (agent !== this.agent) return;
    if (answer?.ok && text) this.#takePanel(text);
    else this.#takeNone(answer?.status);
  }

  #takePanel(text) {
    const page = new DOMParser().parseFromString(text, "text/html");
    writeMoments(page);
    this.#write(page.querySelector("main") ?? page.body);
    if (isLineLost()) lockPanel(this.#panel);
    window.htmx?.process(this.#panel); // what htmx asks for by itself it must be shown: the agent's history
  }

  /** What stands of this agent stays, unless they are gone. @param {number} [status] none: nobody answered */
  #takeNone(status) {
    const isPanel = this.#shown === this.agent && this.#panel.querySelector("[data-panel]");
    if (status === 404) return this.#sayWhyNot("panel_gone");
    if (!isPanel) this.#sayWhyNot(isLineLost() ? "panel_lost" : "panel_failed");
    if (!isLineLost()) this.#again = setTimeout(() => this.#fetch(), AGAIN);
  }

  /** @param {Parameters<typeof insteadOfPanel>[1]} why */
  #sayWhyNot(why) {
    const known = this.#shown === this.agent && this.#panel.querySelector("#agent-name")?.textContent;
    this.#write(insteadOfPanel(this.#nameOf(this.agent) ?? (known || this.agent), why));
  }

  #write(page) {
    this.#count(page);
    const hadFocus = this.#panel.contains(document.activeElement);
    morphChildren(this.#panel, page);
    this.#shown = this.agent;
    if (hadFocus && !this.#panel.contains(document.activeElement)) this.#panel.querySelector("h2, h1")?.focus(); // what was pressed is gone
  }

  #open(isOpen) {
    setHidden(this.#panel, !isOpen);
    setHidden(this.#needs, isOpen);
    setAttribute(this.#side, "data-shows", isOpen ? "panel" : "needs");
  }

  #close() {
    const hadFocus = this.#panel.contains(document.activeElement);
    this.#open(false);
    if (hadFocus) (this.#opener?.isConnected ? this.#opener : this.#side).focus();
    this.#panel.replaceChildren();
    this.#shown = "";
  }
}
