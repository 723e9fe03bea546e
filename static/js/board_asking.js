/** A change of the board is seen before it is sent; then it is counted until the system has answered, with a way back. */

import { say } from "./board_words.js";
import { countsOf } from "./bulk.js";
import { cell, setHidden, setText } from "./dom.js";
import { sources } from "./lights.js";
import { post } from "./posting.js";
import { word } from "./words.js";

const ADDRESS = "/queues/membership/";
/** The less good outcome stands for an agent of whom several things were asked. */
const WORST = ["confirmed", "deferred", "asked", "refused", "timed_out", "lost"];

/** @typedef {{id: string, outcome: string, after: Object<string, Object<string, number | null>>}} Target one order: by agent and queue where it is to bring them */

/** What these came to is no change: there is nothing to take back. */
const FAILED = ["refused", "timed_out", "lost"];

const shownAs = (outcome) => (outcome === "sent" ? "asked" : outcome);

export class BoardAsking {
  #row = document.getElementById("selection");
  #dialog = document.getElementById("move");
  #announcer;
  #sent;
  #asked;
  #back;
  /** @type {Map<string, Target>} of the batch that is shown */
  #targets = new Map();
  /** @type {Map<string, string>} outcomes that came before the answer which names their orders */
  #early = new Map();
  #batch = "";
  #undoUntil = 0;

  /**
   * @param {{announcer: import("./announce.js").Announcer, sent: () => void, asked: () => void, back: () => void}} to
   *   `sent`: somebody said yes; `asked`: what was asked is other than it was; `back`: whoever pressed here goes on in the board
   */
  constructor({ announcer, sent, asked, back }) {
    this.#announcer = announcer;
    this.#sent = sent;
    this.#asked = asked;
    this.#back = back;
    this.#dialog.addEventListener("submit", (event) => this.#submitted(event));
    this.#dialog.addEventListener("close", () => back());
  }

  /** What would change, in the dialog; nothing is sent. @param {[string, string][]} fields */
  async preview(fields) {
    if (sources.lineLostAt !== undefined) return this.#tell(word("locked_line"));
    const { page, outcome, said } = await post(`${ADDRESS}preview/`, new URLSearchParams(fields));
    if (!page?.querySelector("[data-bulk]")) return this.#tell(said || word(`said.${outcome}`));
    this.#fill(page);
    if (!this.#dialog.open) this.#dialog.showModal();
  }

  /** A page that was loaded again goes on where it was. */
  restore({ batch = "", undo = 0, targets = [] }) {
    if (batch) this.#take(batch, say("change"), targets, undo);
  }

  /** A row of the desk (docs/live.md, `command`). */
  outcome(id, values) {
    if (!values?.batch) return;
    const target = this.#targets.get(id);
    if (!target) return void this.#early.set(id, values.outcome);
    if (target.outcome === values.outcome) return;
    target.outcome = values.outcome;
    this.#changed();
  }

  /** Where somebody was asked to be and is not, for the board. @returns {Iterable<import("./board_floor.js").Wish & {queue: string}>} */
  *wishes() {
    for (const { outcome, after } of this.#targets.values()) {
      if (outcome === "confirmed") continue;
      for (const [agent, places] of Object.entries(after))
        for (const [queue, penalty] of Object.entries(places)) yield { agent, queue, penalty, outcome: shownAs(outcome) };
    }
  }

  tick() {
    const undo = cell(this.#row, "undo");
    const hasAny = [...this.#targets.values()].some(({ outcome }) => !FAILED.includes(outcome));
    const left = hasAny ? Math.ceil((this.#undoUntil - performance.now()) / 1000) : 0;
    if (left <= 0 && document.activeElement === undo) this.#row.querySelector("[data-do=batch-close]").focus();
    setHidden(undo, left <= 0);
    if (left > 0) setText(undo, word("undo", { seconds: left }));
  }

  async undo() {
    const batch = this.#batch;
    this.#undoUntil = 0;
    this.tick();
    const { page, outcome, said } = await post(`${ADDRESS}${batch}/undo/`);
    this.#answered(page, said || word(`said.${outcome}`));
  }

  close() {
    this.#targets.clear();
    this.#batch = "";
    this.#undoUntil = 0;
    setHidden(cell(this.#row, "batch"), true);
    this.#asked();
    this.#back();
  }

  /** Why there is nothing to be seen before it is sent. */
  #tell(sentence) {
    this.#dialog.replaceChildren(sentence, this.#closing());
    if (!this.#dialog.open) this.#dialog.showModal();
  }

  #fill(page) {
    const content = page.querySelector("[data-bulk]");
    this.#dialog.replaceChildren(document.importNode(content, true));
  }

  #closing() {
    const form = Object.assign(document.createElement("form"), { method: "dialog", className: "btns" });
    form.append(Object.assign(document.createElement("button"), { className: "go", textContent: word("close"), autofocus: true }));
    return form;
  }

  async #submitted(event) {
    if (event.target.method === "dialog") return;
    event.preventDefault();
    if (event.submitter?.getAttribute("aria-disabled") === "true") return;
    const body = new URLSearchParams(new FormData(event.target));
    const name = this.#dialog.querySelector("h2").textContent;
    this.#dialog.close();
    this.#say(name, word("outcome.asked").toLocaleLowerCase());
    this.#sent();
    const { page, outcome, said } = await post(event.target.getAttribute("action"), body);
    this.#answered(page, said || word(`said.${outcome}`));
  }

  #answered(page, said) {
    const asked = page?.querySelector("[data-batch]");
    if (page?.querySelector("[data-bulk]")) {
      setHidden(cell(this.#row, "batch"), true);
      this.#fill(page);
      return this.#dialog.showModal();
    }
    if (!asked) {
      this.#say(cell(this.#row, "batch-name").textContent, said);
      return this.#announcer.say("batch", said);
    }
    const { batch, name, undo = "0" } = asked.dataset;
    const leftOut = asked.querySelector("#bulk-left-out");
    setHidden(cell(this.#row, "left-out"), !leftOut);
    if (leftOut) cell(this.#row, "left-out-whom").replaceChildren(document.importNode(leftOut, true));
    this.#take(batch, name, JSON.parse(asked.querySelector("#move-targets").textContent), Number(undo));
  }

  #take(batch, name, targets, undo) {
    this.#batch = batch;
    this.#targets = new Map(targets.map((target) => [target.id, { ...target, outcome: this.#early.get(target.id) ?? target.outcome }]));
    this.#early.clear();
    this.#undoUntil = undo && performance.now() + undo * 1000;
    this.#say(name, "");
    this.#changed();
  }

  #changed() {
    const counts = this.#counts();
    setText(cell(this.#row, "batch-counts"), counts);
    this.#announcer.say("batch", `${cell(this.#row, "batch-name").textContent}: ${counts}`);
    this.#asked();
    this.tick();
  }

  /** Counted by agent: “14 confirmed · 2 timed out”. */
  #counts() {
    const byAgent = new Map();
    for (const { outcome, after } of this.#targets.values())
      for (const agent of Object.keys(after)) {
        const worst = Math.max(WORST.indexOf(shownAs(outcome)), WORST.indexOf(byAgent.get(agent) ?? "confirmed"));
        byAgent.set(agent, WORST[worst]);
      }
    return countsOf({ outcomes: byAgent, count: byAgent.size });
  }

  #say(name, said) {
    setText(cell(this.#row, "batch-name"), name);
    setText(cell(this.#row, "batch-counts"), said);
    setHidden(cell(this.#row, "batch"), false);
    setHidden(this.#row, false);
  }
}
