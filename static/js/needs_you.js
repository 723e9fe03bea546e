/** "Needs you" of the floor's page: finds each second who needs the viewer, shows them, and says who has just come to. */

/** @import { Parts } from "./flow.js" */
/** @import { Cards } from "./cards.js" */
/** @import { Cause } from "./causes.js" */
import { foremost, ofAgent, ofCall, ofHand, ofQueue, ofSource } from "./causes.js";
import { Helpers } from "./helping.js";
import { ranked } from "./needs.js";
import { LEVELS as LIGHTS } from "./sources.js";
import { word } from "./words.js";

const SAID = 3; // queues by name, of those that come past a limit together

/** @param {Cause} cause */
const nameOf = ({ kind, key }) => `${kind} ${key}`;

/** Callers come and go: that a queue is back from an alarm to a warning is nothing to be said. */
const isWorse = (level, before) => !before || (level === "alarm" && before !== level);

/** @param {Cause[]} queues */
function saidOf(queues) {
  const shown = queues.slice(0, SAID).map((cause) => cause.show());
  const said = shown.map(({ name, why }) => `${name}: ${why}`);
  if (queues.length > SAID) said.push(word("more", { number: queues.length - SAID }));
  return said.join("; ");
}

export class NeedsYou {
  #parts;
  #cards;
  /** @type {Map<string, string> | null} which agents and queues were past a limit a second ago, and how far */
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
    const isKnown = sources.lineLostAt === undefined;
    this.#cards.show(found, isKnown);
    if (!isKnown) return; // who was past a limit before is nothing new afterwards
    this.#sayWho(found.awake.filter(({ kind }) => kind === "agent" || kind === "queue"));
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

  /** Says who has come past a limit: of the agents how many and the first, of the queues a few, with why. @param {Cause[]} past */
  #sayWho(past) {
    const { announcer } = this.#parts;
    const before = this.#needy;
    this.#needy = new Map(past.map((cause) => [nameOf(cause), cause.level]));
    if (!before) return;
    const agents = past.filter(({ kind }) => kind === "agent");
    if (agents.some((cause) => before.get(nameOf(cause)) !== cause.level))
      announcer.say("needs", word("needs", { count: agents.length, first: foremost(agents).show().name }));
    const queues = past.filter((cause) => cause.kind === "queue" && isWorse(cause.level, before.get(nameOf(cause))));
    if (queues.length) announcer.say("queues", saidOf(queues));
  }
}
