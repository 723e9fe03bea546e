/** What moves with the clock alone: times, ages, levels, and who has come to need the viewer. */

/** @import { Parts } from "./flow.js" */
import { cell, setHidden, setText } from "./dom.js";
import { needs } from "./needs.js";
import { writeLevel, writeTimes } from "./timers.js";
import { word } from "./words.js";

export class Ticking {
  #parts;
  #cards;
  /** @type {Set<string> | null} who needed the viewer a second ago */
  #needy = null;

  /**
   * @param {Parts} parts
   * @param {import("./cards.js").Cards} cards
   */
  constructor(parts, cards) {
    this.#parts = parts;
    this.#cards = cards;
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
    panel.tick(now);
    this.needs(now);
  }

  /** Writes the times of one row, and what may be asked there, as it comes into view. */
  appeared(row, now) {
    const { table, sources, outcomes } = this.#parts;
    const entry = table.entries.get(row.dataset.agent);
    if (!entry) return;
    writeTimes(entry, sources.standsAt(entry.agent.source, now));
    outcomes.write(entry);
  }

  /** Shows who needs the viewer, and says who has just come to. */
  needs(now) {
    const { table, queues, sources, counts, announcer } = this.#parts;
    const floor = { entries: table.entries, queues: queues.all, sources: sources.all };
    const found = needs(floor, (source) => counts.sources.get(source) ?? 0, now);
    this.#cards.show(found);
    const agents = found.filter(({ kind }) => kind === "agent");
    const needy = new Set(agents.map(({ key, level }) => `${level} ${key}`));
    const isNew = this.#needy && agents.some(({ key, level }) => !this.#needy.has(`${level} ${key}`));
    this.#needy = needy;
    if (isNew) announcer.say("needs", word("needs", { count: agents.length, first: agents[0].name }));
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
