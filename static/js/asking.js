/** Asks once, in place, before an action that changes somebody's state or call; then asks the server. */

/** @import { Agent } from "./agents.js" */
import { cell, setHidden, setText } from "./dom.js";
import { agentUrl } from "./ids.js";
import { offerLine } from "./lines.js";
import { offerParties } from "./parties.js";
import { post } from "./posting.js";
import { word } from "./words.js";

const CATEGORIES = { "not-ready": "not_ready", "sign-out": "sign_out" };
/** What is heard by nobody, and ends by one press, is asked without a question; but where the team wants to know why. */
const UNASKED = ["listen", "follow"];
const DESTROYS = ["sign-out", "drop", "barge-in", "intercept"];

export class Asking {
  #popover = document.getElementById("confirm");
  #rights;
  #reasons;
  #teams;
  /** @type {{ask: Function, answered: Function}[]} who shows that something was asked, and what the server answered */
  #told = [];
  /** @type {{agent: Agent, action: string} | null} */
  #asked = null;
  /** @type {HTMLElement | null} */
  #opener = null;

  /**
   * @param {{rights: import("./rights.js").Rights, reasons: import("./reasons.js").Reasons,
   *   teams: import("./teams.js").Teams}} from
   */
  constructor({ rights, reasons, teams }) {
    this.#rights = rights;
    this.#reasons = reasons;
    this.#teams = teams;
    this.#popover?.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#confirmed();
    });
    this.#popover?.addEventListener("toggle", ({ newState }) => newState === "closed" && this.#closed());
  }

  /** Tells one more place of what is asked from here. @param {{ask: Function, answered: Function}} place */
  tell(place) {
    this.#told.push(place);
  }

  /**
   * Opens the question at a button or a row, or does at once what needs none. What is not possible is not asked.
   * @param {Agent} agent
   * @param {HTMLElement} at
   * @returns {boolean} whether it was asked
   */
  open(agent, action, at) {
    const right = this.#rights.of(agent.source, action);
    if (!right || this.#rights.refusal(agent, action)) return false;
    this.#asked = { agent, action };
    const asksWhy = action === "listen" && this.#teams.asksWhy(agent.team);
    const isTold = action === "listen" && right.told;
    if (UNASKED.includes(action) && !asksWhy && !isTold) this.send(`${agentUrl(agent.key)}${action}/`, agent.key, action);
    else this.#ask(right, asksWhy, at);
    return true;
  }

  /** Who follows may always stop: that is no question of rights. */
  stopFollowing(agent) {
    this.send(`${agentUrl(agent)}follow/`, agent, "follow", new URLSearchParams({ stop: "1" }));
  }

  /**
   * Asks the server without a question. It shows as asked in the same task; the answer comes when it comes.
   * @param {string} url
   * @param {string} agent whose it is
   * @param {URLSearchParams} [body]
   */
  async send(url, agent, action, body) {
    for (const place of this.#told) place.ask(agent, action);
    const { command, outcome, said } = await post(url, body);
    for (const place of this.#told) place.answered(agent, action, command, outcome, said);
  }

  #ask(right, asksWhy, at) {
    const { agent, action } = this.#asked;
    setText(cell(this.#popover, "ask"), word(`ask.${action}`, { name: agent.name }));
    const purpose = asksWhy && this.#teams.purpose(agent.team);
    const told = right.told && word("may_be_told", { name: agent.name });
    this.#note([told, purpose && word("purpose", { purpose })].filter(Boolean).join(" "));
    const deed = cell(this.#popover, "deed");
    setText(deed, word(`deed.${action}`));
    deed.dataset.action = action;
    deed.classList.toggle("destroys", DESTROYS.includes(action));
    deed.classList.toggle("prim", !DESTROYS.includes(action));
    this.#offerReasons(right, agent.source, CATEGORIES[action]);
    const { why } = this.#popover.elements;
    setHidden(cell(this.#popover, "why"), !asksWhy);
    why.disabled = !asksWhy;
    why.value = "";
    offerParties(this.#popover, action === "drop" ? `${agentUrl(agent.key)}drop/` : "");
    if (action === "sign-in") offerLine(this.#popover, `${agentUrl(agent.key)}sign-in/`);
    this.#opener = at;
    this.#popover.showPopover({ source: at });
    (asksWhy ? why : deed).focus();
  }

  #note(said) {
    const note = cell(this.#popover, "note");
    setHidden(note, !said);
    setText(note, said);
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

  #confirmed() {
    const body = new URLSearchParams(new FormData(this.#popover));
    if (this.#asked.action === "drop" && !body.get("party")) return;
    const { agent, action } = this.#asked;
    this.#popover.hidePopover();
    this.send(`${agentUrl(agent.key)}${action}/`, agent.key, action, body);
  }

  /** What has the focus when it closes gives it back to where the question came from. */
  #closed() {
    if (document.activeElement === document.body && this.#opener?.isConnected) this.#opener.focus();
  }

}
