/** The panel of one agent: opened beside the table without moving anything, and kept up with its row. */

import { cell, setAttribute, setHidden, setText } from "./dom.js";
import { isSignedOut, saySignedOut } from "./ending.js";
import { agentUrl } from "./ids.js";
import { morphChildren } from "./morph.js";
import { writeMoments } from "./moments.js";
import { lockPanel } from "./panel_lock.js";
import { writePanelTimes } from "./panel_times.js";

const REFRESH_EVERY = 1_000;
const DIM_AFTER = 300;

export class Panel {
  /** The agent whose panel is open; "": none. */
  agent;
  #panel = document.getElementById("panel");
  #side = document.getElementById("side");
  #needs = document.getElementById("needs");
  #fetchedAt = 0;
  #timer = 0;
  /** @type {Element | null} what the focus goes back to */
  #opener = null;

  /** @param {string} agent whose panel the server wrote into the page */
  constructor(agent) {
    this.agent = agent;
  }

  /** Shows an agent's panel, or with "" who needs the viewer. */
  async show(agent) {
    if (agent === this.agent) return;
    if (!this.agent) this.#opener = document.activeElement;
    this.agent = agent;
    if (!agent) return this.#close();
    await this.#fetch();
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
    if (isOpen) this.changed(this.agent);
    else lockPanel(this.#panel);
  }

  /** How many need the viewer, on the way back to them: of the floor, which an agent's panel knows nothing of. */
  #count(within) {
    const place = cell(within, "needs-count");
    if (place) setText(place, this.#needs.querySelector("#needs-count").textContent);
  }

  async #fetch() {
    clearTimeout(this.#timer);
    this.#timer = 0;
    this.#fetchedAt = performance.now();
    const agent = this.agent;
    const dim = setTimeout(() => setAttribute(this.#panel, "aria-busy", "true"), DIM_AFTER);
    try {
      const answer = await fetch(agentUrl(agent), { headers: { "HX-Request": "true" } });
      if (isSignedOut(answer)) return void saySignedOut();
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      writeMoments(page);
      this.#count(page);
      if (agent !== this.agent) return;
      const hadFocus = this.#panel.contains(document.activeElement);
      morphChildren(this.#panel, page.querySelector("main") ?? page.body);
      if (document.body.dataset.line === "lost") lockPanel(this.#panel);
      if (hadFocus && !this.#panel.contains(document.activeElement)) this.#panel.querySelector("h2, h1")?.focus(); // what was pressed is gone
      window.htmx?.process(this.#panel); // what htmx asks for by itself it must be shown: the agent's history
    } catch {
      // The line is gone: what the panel says stays, and the banner says why.
    } finally {
      clearTimeout(dim);
      setAttribute(this.#panel, "aria-busy", "");
    }
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
  }
}
