/** The column "Needs you": the first seven cards, the rest counted; each can be snoozed by its viewer for ten minutes. */

/** @import { Need } from "./needs.js" */
import { cell, cloned, setAttribute, setHidden, setText, setTitle } from "./dom.js";
import { arrange, movers } from "./moves.js";
import { setIcon } from "./slots.js";
import { word } from "./words.js";

const SHOWN = 7;
const SHOWN_NARROW = 3; // static/css/side.css
const SNOOZE_MINUTES = 10;
const STORED = "floorwalker.snoozed";

const nameOf = ({ kind, key }) => `${kind} ${key}`;

/** The words of the link that shows, in a narrow page, more than three. */
function allWords(shown, total) {
  return shown < total ? word("shown", { shown, total }) : word("all", { number: total });
}

export class Cards {
  #list = document.getElementById("needs-list");
  /** @type {Map<string, HTMLElement>} */
  #cards = new Map();
  /** @type {Object<string, number>} until when, by card */
  #snoozed = JSON.parse(sessionStorage.getItem(STORED) ?? "{}");
  #href;

  /**
   * @param {(agent: string) => string} href the address of an agent's panel
   * @param {() => void} changed a card was snoozed
   */
  constructor(href, changed) {
    this.#href = href;
    for (const card of this.#list.children) this.#cards.set(`${card.dataset.need} ${card.dataset.about}`, card);
    this.#list.addEventListener("click", ({ target }) => {
      const card = target.closest("[data-do=snooze]")?.closest("li");
      if (card) this.#snooze(card, changed);
    });
  }

  /**
   * Shows who needs the viewer.
   * @param {Need[]} needs all of them, most first
   */
  show(needs) {
    const awake = needs.filter((need) => !(this.#snoozed[nameOf(need)] > Date.now()));
    const first = awake.slice(0, SHOWN);
    const standing = [...this.#cards.keys()];
    const wanted = new Map(first.map((need) => [nameOf(need), this.#write(need)]));
    for (const [name, card] of this.#cards) if (!wanted.has(name)) card.remove();
    const moves = movers([...wanted.keys()].map((name) => standing.indexOf(name)));
    arrange(this.#list, [...wanted.values()], moves);
    this.#cards = wanted;
    setText(document.getElementById("needs-count"), String(awake.length));
    const more = document.getElementById("needs-more");
    const rest = awake.length - first.length;
    setText(more, rest > 0 ? word("more", { number: rest }) : "");
    setHidden(more, rest <= 0);
    const all = document.getElementById("needs-all");
    const isEnough = first.length <= SHOWN_NARROW;
    setText(all, isEnough ? "" : allWords(first.length, awake.length));
    setHidden(all, isEnough);
    setHidden(document.getElementById("needs-nobody"), awake.length > 0);
  }

  #write(need) {
    const card = this.#cards.get(nameOf(need)) ?? cloned("need");
    setAttribute(card, "data-need", need.kind);
    setAttribute(card, "data-about", need.key);
    setAttribute(card, "data-level", need.level);
    setAttribute(card, "data-since", need.since);
    setIcon(card.querySelector(".nk"), need.icon);
    const name = cell(card, "need-name");
    setText(name, need.name);
    setAttribute(name, "href", need.kind === "agent" && this.#href(need.key));
    setText(cell(card, "need-why"), need.why);
    setText(cell(card, "need-time"), need.time);
    const snooze = card.querySelector("[data-do=snooze]");
    setAttribute(snooze, "aria-label", word("snooze", { name: need.name }));
    setTitle(snooze, word("snooze", { name: need.name }));
    return card;
  }

  #snooze(card, changed) {
    const next = card.nextElementSibling ?? card.previousElementSibling;
    next?.querySelector("[data-do=snooze]")?.focus();
    this.#snoozed[`${card.dataset.need} ${card.dataset.about}`] = Date.now() + SNOOZE_MINUTES * 60_000;
    sessionStorage.setItem(STORED, JSON.stringify(this.#snoozed));
    changed();
  }
}
