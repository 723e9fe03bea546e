/** Writing a message in place: the form in a dialog over whatever page, sent from there; Escape leaves. */

import { fitForm, setBusy } from "./compose_form.js";
import { post } from "./posting.js";
import { word } from "./words.js";

/**
 * @typedef {Object} Sent
 * @property {string} said to whom it went @property {Element | null} line the same, as a line of the page
 * @property {string[]} agents for whom the dialog was opened
 */

export class Compose {
  #dialog = document.createElement("dialog");
  #sent;
  /** @type {string[]} */
  #agents = [];
  /** @type {Map<string, string>} what was written and not sent, by for whom: Escape leaves, and loses nothing */
  #drafts = new Map();

  /** @param {(sent: Sent) => void} sent what came of it is shown by the page */
  constructor(sent) {
    this.#sent = sent;
    this.#dialog.id = "compose";
    this.#dialog.setAttribute("aria-labelledby", "compose-title");
    document.body.append(this.#dialog);
    this.#dialog.addEventListener("click", ({ target }) => target.closest("[data-do=leave]") && this.#dialog.close());
    this.#dialog.addEventListener("submit", (event) => this.#submitted(event));
    this.#dialog.addEventListener("input", ({ target }) => target.name === "content" && this.#drafts.set(this.#whom, target.value));
  }

  /** Opens the form for these agents; for none, a team is chosen there. @param {string[]} [agents] */
  async open(agents = []) {
    this.#agents = [...agents];
    const body = new URLSearchParams(agents.map((agent) => ["agents", agent]));
    const draft = this.#drafts.get(this.#whom);
    if (draft) body.set("content", draft);
    const { page, said } = await post("/messages/new/", body);
    if (!this.#fill(page)) this.#fillWithout(said || word("compose_none"));
    if (!this.#dialog.open) this.#dialog.showModal();
  }

  get #whom() {
    return this.#agents.join();
  }

  /** @returns {boolean} whether there was a form in what the server answered */
  #fill(page) {
    const form = page?.querySelector("[data-compose-form]");
    if (!form) return false;
    this.#dialog.replaceChildren(document.importNode(form, true));
    window.htmx?.process(this.#dialog); // who gets it is asked for as teams are chosen
    fitForm(this.#dialog);
    (this.#dialog.querySelector("[aria-invalid=true]") ?? this.#dialog.querySelector("[autofocus]"))?.focus();
    return true;
  }

  async #submitted(event) {
    if (event.defaultPrevented) return;
    event.preventDefault();
    const form = event.target;
    if (form.getAttribute("aria-busy")) return;
    setBusy(form, true);
    const { page, outcome, said } = await post("/messages/", new URLSearchParams(new FormData(form)));
    setBusy(form, false);
    if (outcome === "confirmed") return this.#done(page, said);
    if (!this.#fill(page)) this.#say(said || word("compose_lost"));
  }

  #done(page, said) {
    this.#drafts.delete(this.#whom);
    this.#dialog.close();
    this.#sent({ said, line: page.querySelector("[data-outcome]"), agents: this.#agents });
  }

  /** The form could not be brought. */
  #fillWithout(said) {
    const title = document.createElement("h2");
    title.id = "compose-title";
    title.textContent = word("compose");
    const leave = document.createElement("button");
    leave.type = "button";
    leave.className = "go";
    leave.dataset.do = "leave";
    leave.textContent = word("close");
    const end = document.createElement("p");
    end.className = "btns";
    end.append(leave);
    this.#dialog.replaceChildren(title, end);
    this.#say(said);
  }

  /** Nothing could be brought, or nobody knows whether it was sent: said above what stands. */
  #say(said) {
    const line = document.createElement("p");
    line.className = "wrong";
    line.role = "alert";
    line.textContent = said;
    this.#dialog.querySelector(".wrong[role=alert]")?.remove();
    this.#dialog.querySelector("#compose-title").after(line);
  }
}
