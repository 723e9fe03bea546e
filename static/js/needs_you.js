/** "Needs you" of the floor's page: finds each second who needs the viewer, shows them, and says who has just come to. */

/** @import { Parts } from "./flow.js" */
/** @import { Cards } from "./cards.js" */
import { foremost, ofAgent, ofCall, ofHand, ofQueue, ofSource } from "./causes.js";
import { Helpers } from "./helping.js";
import { ranked } from "./needs.js";
import { LEVELS as LIGHTS } from "./sources.js";
import { word } from "./words.js";

export class NeedsYou {
  #parts;
  #cards;
  /** @type {Map<string, string> | null} who was past a limit a second ago, and how far */
  #needy = null;

  /**
   * @param {Parts} parts
   * @param {Cards} cards
   */
  constructor(parts, cards) {
    this.#parts = parts;
    this.#cards = cards;
  }

  /** Shows who needs the viewer, as it is at a moment of the server's time. */
  show(now) {
    const { table, snoozes, sources } = this.#parts;
    const found = ranked([...this.#causes(now)], snoozes, now, (key) => table.entries.get(key).agent);
    this.#cards.show(found, sources.lineLostAt === undefined);
    this.#sayWho(found.awake.filter(({ kind }) => kind === "agent"));
  }

  *#causes(now) {
    const { table, queues, sources, counts, hands, teams } = this.#parts;
    for (const hand of hands.all.values()) yield ofHand(hand, table.entries.get(hand.agent)?.agent, now);
    for (const source of sources.all.values())
      if (source.state in LIGHTS) yield ofSource(source, counts.sources.get(source.key) ?? 0, now);
    const helpers = new Helpers(table.entries, teams.all);
    for (const queue of queues.all.values()) if (queue.level) yield ofQueue(queue, helpers, now);
    for (const entry of table.entries.values()) {
      if (entry.level) yield ofAgent(entry, now);
      if (entry.agent.doubtful && entry.isFresh) yield ofCall(entry, now);
    }
  }

  /** @param {import("./causes.js").Cause[]} agents those past a limit */
  #sayWho(agents) {
    const before = this.#needy;
    this.#needy = new Map(agents.map(({ key, level }) => [key, level]));
    if (!before || agents.every(({ key, level }) => before.get(key) === level)) return;
    const first = foremost(agents);
    this.#parts.announcer.say("needs", word("needs", { count: agents.length, first: first.show().name }));
  }
}
