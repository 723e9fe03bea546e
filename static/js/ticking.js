/** What moves with the clock alone: times, ages, levels, and so who needs the viewer. */

/** @import { Parts } from "./flow.js" */
import { cell, setHidden, setText } from "./dom.js";
import { writeLevel, writeTimes } from "./timers.js";

export class Ticking {
  #parts;

  /** @param {Parts} parts */
  constructor(parts) {
    this.#parts = parts;
  }

  /** Writes all of it, as it is at a moment of the server's time. */
  tick(now) {
    const { table, shown, sources, queues, mine, panel, bulk } = this.#parts;
    for (const entry of table.entries.values()) writeLevel(entry, now);
    for (const { dataset } of shown.rows) {
      const entry = table.entries.get(dataset.agent);
      if (entry) writeTimes(entry, sources.standsAt(entry.agent.source, now));
    }
    sources.tick(now);
    queues.tick(now);
    this.#silences(now);
    mine.tick(now, (source) => sources.isFresh(source));
    bulk.tick();
    panel.tick(sources, now);
    this.#parts.needs.show(now);
  }

  /** Writes the times of one row, and what may be asked there, as it comes into view. */
  appeared(row, now) {
    const { table, sources, outcomes } = this.#parts;
    const entry = table.entries.get(row.dataset.agent);
    if (!entry) return;
    writeTimes(entry, sources.standsAt(entry.agent.source, now));
    outcomes.write(entry);
  }

  /** How long a team's source has been silent, in the head of its group. */
  #silences(now) {
    const { table, sources } = this.#parts;
    for (const { key, head } of table.groups.values()) {
      const silence = key.includes(":") ? sources.silence(key.split(":", 1)[0], now) : "";
      setText(cell(head, "silent"), silence);
      setHidden(cell(head, "silent"), !silence);
    }
  }
}
