/** One deed for many: a preview before anything is sent, then live counts of what came of it, and a way back for a while. */

/** @import { Selection } from "./selection.js" */
import { cell, setHidden, setText } from "./dom.js";
import { post } from "./posting.js";
import { word } from "./words.js";

const SHOWN = ["confirmed", "deferred", "asked", "refused", "timed_out", "lost"];
const UNDONE_WITHIN = 30_000; // dashboard/presenters/bulk.py

/**
 * @typedef {Object} Batch
 * @property {string} action @property {Map<string, string>} outcomes by command, as far as they were told
 * @property {number} count of how many it was asked @property {number} undoUntil by this page's clock; 0: there is no way back
 */

/** "14 confirmed · 9 deferred": of whom nothing was told yet, and what left us, counts as asked. */
export function countsOf({ outcomes, count }) {
  const counts = new Map(count > outcomes.size ? [["asked", count - outcomes.size]] : []);
  for (const outcome of outcomes.values()) {
    const shown = outcome === "sent" ? "asked" : outcome;
    counts.set(shown, (counts.get(shown) ?? 0) + 1);
  }
  const said = (outcome) => word(`outcome.${outcome}`).toLocaleLowerCase();
  const parts = SHOWN.filter((outcome) => counts.has(outcome));
  return parts.map((each) => word("outcome_count", { count: counts.get(each), outcome: said(each) })).join(" · ");
}

function goToTheTable() {
  document.querySelector('#agents [tabindex="0"]')?.focus();
}

export class Bulk {
  #row = document.getElementById("selection");
  #dialog = document.getElementById("bulk");
  #announcer;
  #person;
  #compose;
  /** @type {Selection | undefined} */
  #selection;
  /** @type {Map<string, Batch>} the viewer's own, by id: rows of a batch may come before the answer that names it */
  #batches = new Map();
  /** The batch whose counts are shown; "": none. */
  #shown = "";
  #isDirty = false;

  /** @param {{announcer: import("./announce.js").Announcer, person: string, compose: import("./compose.js").Compose}} to */
  constructor({ announcer, person, compose }) {
    this.#announcer = announcer;
    this.#person = person;
    this.#compose = compose;
    this.#row.addEventListener("click", ({ target }) => this.#clicked(target.closest("[data-do]")));
    this.#dialog.addEventListener("submit", (event) => this.#submitted(event));
  }

  /**
   * So many are selected now.
   * @param {Selection} selection
   */
  select(selection) {
    this.#selection = selection;
    const count = selection.agents.size;
    if (count) {
      const { hidden } = selection;
      setText(cell(this.#row, "selected"), word("selected", { count }));
      setText(cell(this.#row, "unseen"), hidden ? word("unseen", { count: hidden }) : "");
    }
    this.#part("selecting", count > 0);
    this.#arrange();
  }

  /** A row of the desk (docs/live.md, kind `command`): one of a batch, where it has one. */
  outcome(id, values) {
    if (!values?.batch || String(values.by_id) !== this.#person) return;
    this.#batch(values.batch, values.action).outcomes.set(id, values.outcome);
    if (values.batch === this.#shown) this.#isDirty = true;
  }

  /**
   * The page was loaded again while there was a way back: what was asked last stands as it did.
   * @param {Object<string, object>} commands the viewer's newest batch, by id @param {number} now by the server's clock
   */
  restore(commands, now) {
    const [first] = Object.values(commands);
    if (!first) return;
    for (const [id, values] of Object.entries(commands)) this.outcome(id, values);
    const batch = this.#batch(first.batch, first.action);
    batch.count = batch.outcomes.size;
    if (first.action === "not-ready") batch.undoUntil = performance.now() + Date.parse(first.asked) + UNDONE_WITHIN - now;
    this.#show(first.batch);
  }

  /** A message was sent: to whom stands in the place of a batch's counts. Who was selected for it is so no more. */
  written({ said, agents }) {
    const { agents: selected } = this.#selection ?? { agents: new Set() };
    if (selected.size === agents.length && agents.every((agent) => selected.has(agent))) this.#selection?.clear();
    this.#say("message", said);
    this.#announcer.say("batch", said);
  }

  /** Writes the counts, once for all that one frame told; and for how long there is a way back. */
  paint() {
    const batch = this.#batches.get(this.#shown);
    if (!this.#isDirty || !batch) return;
    this.#isDirty = false;
    const counts = countsOf(batch);
    setText(cell(this.#row, "batch-counts"), counts);
    this.#announcer.say("batch", `${word(`action.${batch.action}`)}: ${counts}`);
  }

  /** For how long there is a way back. */
  tick() {
    const undo = cell(this.#row, "undo");
    const left = Math.ceil(((this.#batches.get(this.#shown)?.undoUntil ?? 0) - performance.now()) / 1000);
    const canBe = left > 0;
    if (!canBe && document.activeElement === undo) this.#row.querySelector("[data-do=batch-close]").focus();
    setHidden(undo, !canBe);
    if (canBe) setText(undo, word("undo", { seconds: left }));
  }

  #clicked(button) {
    if (!button) return;
    const deeds = {
      bulk: () => this.#preview(button),
      clear: () => this.#clear(),
      message: () => this.#compose.open([...this.#selection.agents]),
      undo: () => this.#undo(),
      "batch-close": () => this.#show(""),
    };
    deeds[button.dataset.do]();
  }

  /** Whoever pressed here goes on in the table. */
  #clear() {
    this.#selection.clear();
    goToTheTable();
  }

  async #preview({ dataset: { action } }) {
    const body = new URLSearchParams({ action });
    for (const agent of this.#selection.agents) body.append("agents", agent);
    const { page, outcome, said } = await post("/bulk/preview/", body);
    if (page) this.#fill(page);
    else this.#dialog.replaceChildren(said || word(`said.${outcome}`));
    if (!this.#dialog.open) this.#dialog.showModal();
  }

  #fill(page) {
    const content = page.querySelector("[data-bulk], main") ?? page.body;
    this.#dialog.replaceChildren(document.importNode(content, true));
  }

  async #submitted(event) {
    if (event.target.method === "dialog") return;
    event.preventDefault();
    if (event.submitter?.getAttribute("aria-disabled") === "true") return;
    const form = event.target;
    const { action } = Object.fromEntries(new FormData(form));
    const body = new URLSearchParams(new FormData(form));
    this.#dialog.close();
    this.#begin(action, body.getAll("agents").length);
    const { page, outcome, said } = await post(form.getAttribute("action"), body);
    this.#answered(page, said || word(`said.${outcome}`));
  }

  /** It shows as asked in the same task as the press; whoever was selected is so no more. */
  #begin(action, count) {
    this.#selection.clear();
    this.#say(action, countsOf({ outcomes: new Map(), count }));
    goToTheTable();
  }

  #say(action, said) {
    this.#shown = "";
    setText(cell(this.#row, "batch-name"), word(`action.${action}`));
    setText(cell(this.#row, "batch-counts"), said);
    setHidden(cell(this.#row, "undo"), true);
    setHidden(cell(this.#row, "left-out"), true);
    setHidden(cell(this.#row, "batch"), false);
    this.#arrange();
  }

  /** The server asked it of so many and names the batch; or asks again, and says what is wrong; or did nothing. */
  #answered(page, said) {
    const asked = page?.querySelector("[data-batch]");
    if (asked) return this.#take(asked);
    if (page?.querySelector("[data-bulk]")) {
      this.#show("");
      this.#fill(page);
      return this.#dialog.showModal();
    }
    setText(cell(this.#row, "batch-counts"), said);
    this.#announcer.say("batch", said);
  }

  #take(asked) {
    const { batch: id, action, count, undo = "0" } = asked.dataset;
    const batch = this.#batch(id, action);
    batch.count = Number(count);
    batch.undoUntil = Number(undo) && performance.now() + Number(undo) * 1000;
    const leftOut = asked.querySelector("#bulk-left-out");
    setHidden(cell(this.#row, "left-out"), !leftOut);
    if (leftOut) cell(this.#row, "left-out-whom").replaceChildren(document.importNode(leftOut, true));
    this.#show(id);
  }

  #batch(id, action) {
    if (!this.#batches.has(id)) this.#batches.set(id, { action, outcomes: new Map(), count: 0, undoUntil: 0 });
    return this.#batches.get(id);
  }

  #show(id) {
    this.#shown = id;
    const batch = this.#batches.get(id);
    if (batch) setText(cell(this.#row, "batch-name"), word(`action.${batch.action}`));
    this.#part("batch", id !== "");
    this.#isDirty = true;
    this.paint();
    this.tick();
    this.#arrange();
  }

  async #undo() {
    const id = this.#shown;
    this.#batch(id).undoUntil = 0;
    this.tick();
    const { page, outcome, said } = await post(`/bulk/${id}/undo/`);
    this.#answered(page, said || word(`said.${outcome}`));
  }

  /** Shows a part of the row, or hides it: whoever stood in it goes on in the table. */
  #part(name, isShown) {
    const part = cell(this.#row, name);
    const hadFocus = !isShown && part.contains(document.activeElement);
    setHidden(part, !isShown);
    if (hadFocus) goToTheTable();
  }

  /** The row stands in the place of the filters, and they come back when there is nothing to say. */
  #arrange() {
    const isEmpty = [...this.#row.children].every(({ hidden }) => hidden);
    setHidden(this.#row, isEmpty);
    document.body.classList.toggle("selecting", !isEmpty);
  }
}
