/** An agent's panel as a page of its own: asked for anew when the floor tells of the agent, as beside the table. */

import { isSignedOut, saySignedOut } from "./ending.js";
import { morph } from "./morph.js";
import { writeMoments } from "./moments.js";
import { lockPanel } from "./panel_lock.js";
import { writePanelTimes } from "./panel_times.js";
import { sayThatItStands } from "./told_parts.js";
import { word } from "./words.js";

const REFRESH_EVERY = 1_000;

export class AgentPage {
  #main = document.getElementById("main");
  #panel = this.#main.querySelector("[data-panel]");
  #fetchedAt = 0;
  #timer = 0;
  /** @type {HTMLElement | null} says so while our own line is lost */
  #stands = null;

  /** Whom this page is about; "": it is another page. */
  get agent() {
    return this.#panel?.dataset.panel ?? "";
  }

  /** Something that the panel shows or offers may have changed: it is asked for anew, at most once a second. */
  changed() {
    if (!this.#panel) return;
    const wait = this.#fetchedAt + REFRESH_EVERY - performance.now();
    this.#timer ||= setTimeout(() => this.#fetch(), Math.max(0, wait));
  }

  /** @param {import("./sources.js").Sources} sources */
  tick(sources, now) {
    writePanelTimes(this.#main, sources, now);
  }

  /** Our own line was lost, or is back. @param {number} now by the server's clock */
  line(isOpen, now) {
    if (!this.#panel) return;
    if (isOpen) {
      this.#stands?.remove();
      this.#stands = null;
      return this.changed();
    }
    this.#stands ??= sayThatItStands(this.#panel, now);
    lockPanel(this.#main);
  }

  async #fetch() {
    this.#timer = 0;
    this.#fetchedAt = performance.now();
    const answer = await fetch(this.#panel.dataset.url).catch(() => null); // the line is gone: what stands, stays
    if (answer?.status === 404) return this.#sayGone();
    if (!answer?.ok) return;
    if (isSignedOut(answer)) return void saySignedOut();
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const wanted = page.querySelector("[data-panel]");
    if (!wanted) return;
    writeMoments(page);
    this.#keepRefusals(wanted);
    const hadFocus = this.#panel.contains(document.activeElement);
    morph(this.#panel, wanted);
    if (hadFocus && !this.#panel.contains(document.activeElement)) this.#panel.querySelector("h1, h2")?.focus(); // what was pressed is gone
    window.htmx?.process(this.#panel);
  }

  /** The agent has left the system, or the viewer's teams: nothing of before is shown on. */
  #sayGone() {
    const [header, name, said] = [document.createElement("header"), this.#panel.querySelector("h1"), document.createElement("p")];
    said.className = "sub";
    said.role = "status";
    said.textContent = word("panel_gone", { name: name.textContent });
    header.append(name, said);
    this.#panel.replaceChildren(header);
    this.#panel.dataset.fresh = "false";
  }

  /** What was refused before it was asked is known to nobody but this page: it stands until the page is left. */
  #keepRefusals(wanted) {
    const refused = [...this.#panel.querySelectorAll("#outcomes > :not([data-command])")];
    wanted.querySelector("#outcomes")?.prepend(...refused.map((line) => document.importNode(line, true)));
  }
}
