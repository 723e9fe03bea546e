/** Chips: one element with a name for an agent in a lane. A lane makes as many as are seen at first, the rest when it is used. */

import { setAttribute, setText } from "./dom.js";
import { say } from "./board_words.js";
import { word } from "./words.js";

const AT_FIRST = 40;

/** @type {WeakMap<Element, string>} what each chip says: most say the same when a lane is written anew */
const written = new WeakMap();

/** @param {import("./board_floor.js").Person} person */
export function writeChip(chip, person, differs, leaving) {
  const says = `${person.state} ${differs} ${leaving} ${person.name}`;
  if (written.get(chip) === says) return;
  written.set(chip, says);
  setText(chip, person.name);
  setAttribute(chip, "data-state", person.state);
  setAttribute(chip, "data-differs", differs && "true");
  setAttribute(chip, "data-leaving", leaving);
  const more = [differs && say("differs"), leaving && say("leaving", { outcome: word(`outcome.${leaving}`) })];
  const label = [say("chip", { name: person.name, state: word(`state.${person.state}`) }), ...more.filter(Boolean)].join(", ");
  setAttribute(chip, "aria-label", label);
  if (chip.title !== label) chip.title = label;
}

function newChip(agent) {
  const chip = document.createElement("li");
  chip.dataset.agent = agent;
  chip.role = "option";
  chip.tabIndex = -1;
  chip.setAttribute("aria-selected", "false");
  chip.draggable = document.body.dataset.mayAct === "true";
  return chip;
}

/** Where somebody was asked to be: dashed until the system says so, and never to be picked up. */
function wished({ agent, outcome }, name) {
  const chip = document.createElement("li");
  chip.className = "wish";
  chip.role = "option";
  chip.setAttribute("aria-disabled", "true");
  chip.setAttribute("aria-selected", "false");
  chip.dataset.wish = agent;
  chip.dataset.outcome = outcome;
  chip.append(name, Object.assign(document.createElement("em"), { textContent: word(`outcome.${outcome}`) }));
  return chip;
}

/** One lane's list, kept as its data say; focus and scroll in it stay. */
export class Chips {
  /** @type {import("./board_floor.js").Person[]} */
  people = [];
  #list;
  #floor;
  #queue;
  #limit = AT_FIRST;
  #isSelected;

  /** @param {HTMLElement} list @param {import("./board_floor.js").BoardFloor} floor @param {(agent: string, queue: string) => boolean} isSelected */
  constructor(list, floor, queue, isSelected) {
    this.#list = list;
    this.#floor = floor;
    this.#queue = queue;
    this.#isSelected = isSelected;
    list.addEventListener("scroll", () => this.whole(), { passive: true, once: true });
  }

  /** All of them, now that somebody looks further than at first. */
  whole() {
    if (this.#limit >= this.people.length) return void (this.#limit = Infinity);
    this.#limit = Infinity;
    this.#write();
  }

  /** @param {import("./board_floor.js").Wish[]} wishes for this very lane @param {Map<string, string>} leaving outcomes by agent who was asked to leave the queue */
  put(people, wishes, leaving) {
    this.people = people;
    this.#write(leaving);
    for (const old of this.#list.querySelectorAll(":scope > .wish")) old.remove();
    const here = new Set(people.map(({ key }) => key));
    const coming = wishes.filter(({ agent }) => !here.has(agent) && this.#floor.people.has(agent));
    this.#list.prepend(...coming.map((wish) => wished(wish, this.#floor.people.get(wish.agent).name)));
  }

  #write(leaving = new Map()) {
    const wanted = this.people.slice(0, this.#limit);
    const known = new Map([...this.#list.children].filter(({ dataset }) => dataset.agent).map((chip) => [chip.dataset.agent, chip]));
    let now = this.#list.querySelector(":scope > [data-agent]");
    for (const person of wanted) {
      const chip = known.get(person.key) ?? newChip(person.key);
      known.delete(person.key);
      writeChip(chip, person, this.#floor.differs(person.key), leaving.get(person.key) ?? "");
      setAttribute(chip, "aria-selected", String(this.#isSelected(person.key, this.#queue)));
      if (chip === now) now = chip.nextElementSibling;
      else this.#list.insertBefore(chip, now);
    }
    for (const chip of known.values()) chip.remove();
  }
}
