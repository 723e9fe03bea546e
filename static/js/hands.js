/** Hands that agents raise: marked in their rows, said once, claimed with one press by whoever comes. */

/** @import { Announcer } from "./announce.js" */
/** @import { Entry } from "./groups.js" */
/** @import { Saying } from "./outcomes.js" */
import { setAttribute } from "./dom.js";
import { agentUrl } from "./ids.js";
import { post } from "./posting.js";
import { cellsOf } from "./rows.js";
import { word } from "./words.js";

const FAILED = ["refused", "lost"];
const APART = 1_000; // milliseconds: a press of the same button again was not meant for what it has become
const DEEDS = { hand: "claim", mine: "lower" };

/**
 * @typedef {Object} Hand as dashboard/presenters/raised_hands.py has it
 * @property {string} agent @property {string} name @property {string} text
 * @property {string} since RFC 3339 @property {string} claimed when, or "" @property {string} by who comes
 * @property {"hand" | "mine" | "taken"} stands nobody comes yet; the viewer does; somebody else does
 * @property {string} deed what helps: "claim", "lower", or "" where it is another's
 */

export class Hands {
  /** @type {Map<string, Hand>} by agent */
  all = new Map();
  #table;
  #announcer;
  #saying;
  #person;
  #mayAct;
  /** @type {Set<string>} agents whose hand was just pressed here */
  #pressed = new Set();

  /**
   * @param {Object<string, object>} known by agent, as the page was made with
   * @param {{table: import("./table.js").Table, announcer: Announcer, saying: Saying, person: string, mayAct: boolean}} to
   */
  constructor(known, { table, announcer, saying, person, mayAct }) {
    this.#table = table;
    this.#announcer = announcer;
    this.#saying = saying;
    this.#person = person;
    this.#mayAct = mayAct;
    for (const [key, values] of Object.entries(known)) this.all.set(key, this.#read(key, values));
  }

  /** A row of kind `hand` (docs/live.md); null: it is down. */
  put(key, values) {
    const before = this.all.get(key);
    if (values === null) this.all.delete(key);
    else this.all.set(key, this.#read(key, values));
    const hand = this.all.get(key);
    if (hand?.stands === "hand" && before?.since !== hand.since) this.#say(hand);
    const entry = this.#table.entries.get(key);
    if (entry) this.mark(entry);
  }

  /** Writes into an agent's row whether the hand is up, and for those who do not see the row, in words. @param {Entry} entry */
  mark({ row, agent }) {
    const hand = this.all.get(agent.key);
    const mark = hand ? (hand.claimed ? "taken" : "up") : "";
    if ((row.dataset.hand ?? "") === mark) return;
    setAttribute(row, "data-hand", mark);
    setAttribute(cellsOf(row).name, "aria-describedby", `${row.id}-state ${row.id}-call${mark && " row-hand"}`);
  }

  /** The key H: one comes to the agent, or hears why that is not to be done. @param {HTMLElement} at */
  come(key, at) {
    const hand = this.all.get(key);
    const name = this.#table.entries.get(key)?.agent.name ?? hand?.name ?? key;
    if (!this.#mayAct) this.#saying.tell(word("preflight.look"), at);
    else if (!hand) this.#saying.tell(word("no_hand", { name }), at);
    else if (hand.stands !== "hand") this.#saying.tell(coming(hand), at);
    else this.press(key, "claim", at);
  }

  /** Claims a hand or lowers it. What came of it the floor tells, and it is said; what was refused is said where it was pressed. */
  async press(key, deed, at) {
    if (this.#pressed.has(key)) return;
    this.#pressed.add(key);
    setAttribute(at, "data-outcome", "asked");
    const { outcome, said } = await post(`${agentUrl(key)}hand/${deed}/`);
    setAttribute(at, "data-outcome", "");
    setTimeout(() => this.#pressed.delete(key), APART);
    if (!FAILED.includes(outcome)) this.#announcer.say(`hand ${key}`, said);
    else if (at.isConnected) this.#saying.tell(said || word(`said.${outcome}`), at);
  }

  #read(agent, { name = "", text = "", since = "", claimed = "", by = "", by_id: byId }) {
    const stands = !claimed ? "hand" : String(byId) === this.#person ? "mine" : "taken";
    const deed = this.#mayAct ? (DEEDS[stands] ?? "") : "";
    return { agent, name, text, since, claimed, by, stands, deed };
  }

  #say({ agent, name, text }) {
    this.#announcer.say(`hand ${agent}`, text ? word("hand_said", { name, text }) : word("hand_said_up", { name }));
  }
}

/** Who comes, in words; "" while nobody does. @param {Hand} hand */
export function coming({ stands, by }) {
  if (stands === "hand") return "";
  return stands === "mine" ? word("coming_self") : word("coming", { name: by });
}
