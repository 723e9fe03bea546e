/** What the floor tells, written into the parts of the page that show it: rows, counts, lights, queues, outcomes. */

/** @import { Pending } from "./frames.js" */
import { agentFrom } from "./agents.js";
import { writeBanner } from "./banner.js";
import { setAttribute } from "./dom.js";
import { writePulse } from "./pulse.js";
import { writeLevel, writeTimes } from "./timers.js";
import { word } from "./words.js";

/**
 * The parts of the page, each in its own module.
 * @typedef {Object} Parts
 * @property {import("./table.js").Table} table @property {import("./counts.js").Counts} counts
 * @property {import("./sources.js").Sources} sources @property {import("./queues.js").Queues} queues
 * @property {import("./reasons.js").Reasons} reasons @property {import("./outcomes.js").Outcomes} outcomes
 * @property {import("./teams.js").Teams} teams @property {import("./mine.js").Mine} mine
 * @property {import("./rights.js").Rights} rights @property {import("./bulk.js").Bulk} bulk
 * @property {import("./roving.js").Roving} roving @property {import("./shown.js").Shown} shown
 * @property {import("./flash.js").Flashes} flashes @property {import("./panel.js").Panel} panel
 * @property {import("./hands.js").Hands} hands @property {import("./snoozes.js").Snoozes} snoozes
 * @property {import("./needs_you.js").NeedsYou} needs
 * @property {import("./announce.js").Announcer} announcer @property {import("./clock.js").ServerClock} clock
 */

const sourcesOf = (rows) => new Set([...(rows?.keys() ?? [])].map((key) => key.split(":", 1)[0]));

export class Flow {
  #parts;

  /** @param {Parts} parts */
  constructor(parts) {
    this.#parts = parts;
    for (const { agent } of parts.table.entries.values()) parts.counts.move(undefined, agent);
    parts.counts.linked.takeChanged(); // the server wrote what they say of each other
  }

  /**
   * Writes what changed; called inside one animation frame.
   * @param {Pending} pending
   */
  apply(pending) {
    const { reasons, teams, queues, outcomes, mine, panel, roving, table, clock, bulk } = this.#parts;
    const { hands, snoozes, needs } = this.#parts;
    const each = (kind, deed) => pending.get(kind)?.forEach((values, key) => deed(key, values));
    each("source", (key, values) => this.#source(key, values));
    each("reason", (key, values) => reasons.put(key, values));
    each("team", (key, values) => teams.put(key, values));
    each("queue", (key, values) => queues.put(key, values));
    mine.follow(pending);
    each("hand", (key, values) => {
      hands.put(key, values);
      panel.changed(key);
    });
    each("snooze", (key, values) => snoozes.put(key, values));
    this.#agents(pending.get("agent") ?? new Map());
    each("command", (id, values) => {
      outcomes.put(id, values);
      bulk.outcome(id, values);
      if (values) panel.changed(values.subject);
    });
    if (pending.has("command")) bulk.paint();
    mine.apply(pending);
    for (const source of sourcesOf(pending.get("sign_in"))) this.#refit(source);
    if (pending.has("queue")) queues.tick(clock.now());
    this.#summarise();
    if (pending.has("hand") || pending.has("snooze")) needs.show(clock.now());
    table.settle();
    roving.keep();
  }

  /** Our own line was won or lost: without it no row is worth more than when it was last told. */
  line(isOpen) {
    const { sources, table, clock } = this.#parts;
    if (isOpen === (sources.lineLostAt === undefined)) return;
    sources.lineLostAt = isOpen ? undefined : clock.now();
    setAttribute(document.body, "data-line", isOpen ? "" : "lost");
    for (const entry of table.entries.values()) this.#refresh(entry);
    this.#banner();
    this.#parts.panel.line(isOpen);
    this.#parts.mine.refresh();
  }

  /** What may be asked hangs on the viewer's own sign-ins too. Rows out of sight are fitted as they come into it. */
  #refit(source) {
    const { shown, table, outcomes, panel } = this.#parts;
    for (const { dataset } of shown.rows) {
      const entry = table.entries.get(dataset.agent);
      if (entry?.agent.source === source) outcomes.write(entry);
    }
    if (panel.agent.startsWith(`${source}:`)) panel.changed(panel.agent);
  }

  /** Writes a row's standing: whether its source is live, its times and level, and what may be asked. */
  #refresh(entry) {
    const { sources, outcomes, hands, clock } = this.#parts;
    const { row, agent } = entry;
    const now = clock.now();
    entry.isFresh = sources.isFresh(agent.source);
    setAttribute(row, "data-fresh", String(entry.isFresh));
    writeTimes(entry, sources.standsAt(agent.source, now));
    writeLevel(entry, now);
    hands.mark(entry);
    outcomes.write(entry);
  }

  #agents(rows) {
    const { table, counts, shown, flashes, panel, mine } = this.#parts;
    const changed = [];
    for (const [key, values] of rows) {
      const before = table.entries.get(key)?.agent;
      if (values === null) this.#leave(key, before);
      else {
        const agent = agentFrom(key, values);
        counts.move(before, agent);
        const entry = table.put(agent);
        this.#refresh(entry);
        mine.follows.seen(agent);
        if (before && before.state !== agent.state && shown.rows.has(entry.row)) changed.push(entry.row);
      }
      panel.changed(key);
    }
    for (const key of counts.linked.takeChanged()) if (table.entries.has(key)) counts.linked.write(table.entries.get(key));
    flashes.show(changed);
  }

  #leave(key, agent) {
    if (!agent) return;
    const { table, counts, shown, roving } = this.#parts;
    const { row } = table.entries.get(key);
    counts.move(agent, undefined);
    roving.leave(row);
    shown.remove(row);
    table.remove(key);
  }

  #source(key, values) {
    const { sources, announcer, rights, panel } = this.#parts;
    const { before, after } = sources.put(key, values);
    if (values) rights.learn(key)?.then(() => this.#refreshAll(key));
    if (before === after) return;
    this.#refreshAll(key);
    if (panel.agent.startsWith(`${key}:`)) panel.changed(panel.agent);
    this.#banner();
    if (after === "live" && before) announcer.say(`source ${key}`, word("source_back", { source: key }));
    if (before === "live" && after) announcer.say(`source ${key}`, document.getElementById("banner").textContent.trim());
  }

  #refreshAll(source) {
    for (const entry of this.#parts.table.entries.values()) if (entry.agent.source === source) this.#refresh(entry);
  }

  #banner() {
    const { sources, counts } = this.#parts;
    writeBanner(sources, (source) => counts.sources.get(source) ?? 0);
  }

  /** Writes the headline, where it changed. */
  #summarise() {
    const { counts } = this.#parts;
    if (!counts.changed) return;
    counts.changed = false;
    writePulse(counts.states);
    this.#banner();
  }
}
