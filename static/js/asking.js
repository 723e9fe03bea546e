/** Asks once, in place, before an action that changes somebody's state; then asks the server, with the CSRF token. */

/** @import { Agent } from "./agents.js" */
import { cell, setHidden, setText } from "./dom.js";
import { isSignedOut, saySignedOut } from "./ending.js";
import { agentUrl } from "./ids.js";
import { word } from "./words.js";

const CATEGORIES = { "not-ready": "not_ready", "sign-out": "sign_out" };

export class Asking {
  #popover = document.getElementById("confirm");
  #rights;
  #reasons;
  #outcomes;
  /** @type {{agent: Agent, action: string} | null} */
  #asked = null;

  /**
   * @param {{offered: (source: string, category: string) => {code: string, label: string}[]}} reasons
   * @param {{ask: Function, answered: Function}} outcomes
   */
  constructor(rights, reasons, outcomes) {
    this.#rights = rights;
    this.#reasons = reasons;
    this.#outcomes = outcomes;
    this.#popover.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#send();
    });
  }

  /**
   * Opens the question at a button or a row. What is not possible is not asked.
   * @param {Agent} agent
   * @param {HTMLElement} at
   * @returns {boolean} whether it was asked
   */
  open(agent, action, at) {
    const right = this.#rights.of(agent.source, action);
    if (!right || this.#rights.refusal(agent, action)) return false;
    this.#asked = { agent, action };
    this.#popover.setAttribute("action", `${agentUrl(agent.key)}${action}/`);
    setText(cell(this.#popover, "ask"), word(`ask.${action}`, { name: agent.name }));
    const deed = cell(this.#popover, "deed");
    setText(deed, word(`deed.${action}`));
    deed.dataset.action = action;
    this.#offerReasons(right, agent.source, CATEGORIES[action]);
    this.#popover.showPopover({ source: at });
    deed.focus();
    return true;
  }

  #offerReasons(right, source, category) {
    const reasons = right.takes_reason && category ? this.#reasons.offered(source, category) : [];
    setHidden(cell(this.#popover, "reasons"), !reasons.length);
    const why = cell(this.#popover, "no-reason");
    setHidden(why, Boolean(right.takes_reason) || !category);
    setText(why, word("no_reason"));
    const { reason } = this.#popover.elements;
    reason.replaceChildren(new Option("–", ""), ...reasons.map(({ code, label }) => new Option(label, code)));
    reason.disabled = !reasons.length;
  }

  async #send() {
    const { agent, action } = this.#asked;
    const body = new URLSearchParams(new FormData(this.#popover));
    const url = this.#popover.action;
    this.#popover.hidePopover();
    this.#outcomes.ask(agent.key, action);
    try {
      const answer = await fetch(url, { method: "POST", body, headers: { "HX-Request": "true" } });
      if (isSignedOut(answer)) this.#outcomes.answered(agent.key, "", "refused", saySignedOut());
      else this.#take(agent.key, answer, new DOMParser().parseFromString(await answer.text(), "text/html"));
    } catch {
      // No answer came: nobody knows whether the server took it. If it did, the desk's row will say so.
      this.#outcomes.answered(agent.key, "", "lost", "");
    }
  }

  #take(agent, { ok }, page) {
    const { command = "", outcome = "" } = page.querySelector("[data-command]")?.dataset ?? {};
    const said = (page.querySelector("[data-outcome], main") ?? page.body).textContent.trim();
    if (ok && outcome) this.#outcomes.answered(agent, command, outcome, "");
    else this.#outcomes.answered(agent, command, outcome || "refused", said);
  }
}
