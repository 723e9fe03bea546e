/** The rows of the queues' table: written cell by cell from what is told, so that focus and order stay as they are. */

/** @import { Sources } from "./sources.js" */
/** @import { Values } from "./queue_cells.js" */
import { cell, setAttribute, setText, setTitle } from "./dom.js";
import { duration, level } from "./durations.js";
import { cellsOf, longestCell } from "./queue_cells.js";
import { addMinute } from "./sparks.js";
import { totalsOf } from "./queue_totals.js";
import { word } from "./words.js";

const rowOf = (key) => document.querySelector(`#queue-table tr[data-queue="${CSS.escape(key)}"]`);
const rows = () => [...document.querySelectorAll("#queue-table tr[data-queue]")];

/** Writes a figure and why there is none. @param {import("./queue_cells.js").Cell} found */
function write(element, { text, why = "" }) {
  setText(element, text);
  setTitle(element, why);
}

export class QueueRows {
  /** @type {Map<string, Values>} what was told of every queue, shown or not */
  told = new Map();
  /** @type {Map<string, number>} the most who waited in this minute */
  #most = new Map();
  #sources;

  /** @param {Sources} sources */
  constructor(sources) {
    this.#sources = sources;
  }

  /**
   * A queue was told; null: it is gone.
   * @returns {boolean} whether the row as the server writes it would be another one, or none
   */
  put(key, values) {
    const row = rowOf(key);
    if (values === null) {
      this.told.delete(key);
      return Boolean(row);
    }
    this.told.set(key, values);
    if (values.waiting !== undefined) this.#most.set(key, Math.max(values.waiting, this.#most.get(key) ?? 0));
    if (row) this.#write(row, values);
    return Boolean(row) && (row.dataset.name !== values.name || !row.dataset.rule.startsWith(`${values.level_variant} ${values.level_seconds}`));
  }

  /** The server wrote the rows anew: what was told since it read them is written again. */
  again(now) {
    for (const row of rows()) if (this.told.has(row.dataset.queue)) this.#write(row, this.told.get(row.dataset.queue));
    this.tick(now);
  }

  /** Writes what moves with the clock and with the lights: waits, levels, and the totals. */
  tick(now) {
    const shown = [];
    for (const row of rows()) {
      const { queue, source, rule } = row.dataset;
      const stands = this.#sources.standsAt(source, now);
      const values = this.told.get(queue);
      if (!values) return; // the first word is on its way: until then the page stands as the server wrote it
      this.#tick(row, values, stands);
      shown.push({ values, rule, stands });
    }
    const totals = document.getElementById("queue-totals");
    if (!totals) return;
    for (const [key, found] of Object.entries(totalsOf(shown))) write(totals.querySelector(`[data-total="${key}"]`), found);
  }

  /** A minute is over. */
  minute() {
    for (const row of rows()) {
      const { queue, source } = row.dataset;
      addMinute(row, this.#sources.isFresh(source) ? this.#most.get(queue) : undefined);
    }
    this.#most.clear();
    for (const [key, { waiting }] of this.told) if (waiting !== undefined) this.#most.set(key, waiting);
  }

  #write(row, values) {
    setAttribute(row, "data-waiting", values.waiting === undefined ? "" : String(values.waiting));
    setAttribute(row, "data-longest-since", values.longest ?? "");
    setAttribute(row, "data-warn", String(values.warn));
    setAttribute(row, "data-limit", String(values.limit));
    setAttribute(row, "data-warn-waiting", values.warn_waiting && String(values.warn_waiting));
  }

  #tick(row, values, stands) {
    const { source } = row.dataset;
    const isFresh = this.#sources.isFresh(source);
    const found = isFresh && values.longest ? level(stands - Date.parse(values.longest), values) : "";
    const limit = found === "alarm" ? values.limit : values.warn;
    setAttribute(row, "data-fresh", String(isFresh));
    setAttribute(row, "data-level", found);
    setAttribute(row, "data-many", isFresh && values.warn_waiting && values.waiting >= values.warn_waiting ? "true" : "");
    for (const [key, said] of Object.entries(cellsOf(values, source, stands))) write(cell(row, key), said);
    write(cell(row, "longest"), longestCell(values, source, stands));
    setText(cell(row, "past"), found && word("queue.past", { limit: duration(limit * 1000) }));
  }
}
