/** The column "Needs you": at most seven cards, each with the action that helps and a way to put it off; the rest counted. */

/** @import { Need } from "./causes.js" */
/** @import { Help } from "./helping.js" */
import { aboutOf, subjectOf } from "./causes.js";
import { cell, cloned, setAttribute, setHidden, setText, setTitle } from "./dom.js";
import { agentUrl } from "./ids.js";
import { arrange, movers } from "./moves.js";
import { setIcon } from "./slots.js";
import { queryOf } from "./view.js";
import { word } from "./words.js";

const SHOWN_NARROW = 3; // static/css/side.css
const CONTROLS = "a[href], button";

const isPlain = ({ button, ctrlKey, metaKey, shiftKey, altKey }) =>
  button === 0 && !ctrlKey && !metaKey && !shiftKey && !altKey;

/** The words of the link that shows, in a narrow page, more than three. */
function allWords(shown, total) {
  return shown < total ? word("shown", { shown, total }) : word("all", { number: total });
}

export class Cards {
  #section = document.getElementById("needs");
  #list = document.getElementById("needs-list");
  #nobody = document.getElementById("needs-nobody");
  #nobodySaid = this.#nobody.textContent;
  /** @type {Map<string, HTMLElement>} by whom they are for */
  #cards = new Map();
  /** @type {WeakMap<HTMLElement, Need>} what each card says */
  #needs = new WeakMap();
  #address;
  #outcomes;
  #hands;
  #snoozes;
  #now;
  #changed;

  /**
   * @param {{address: import("./view.js").Address, outcomes: import("./outcomes.js").Outcomes,
   *   hands: import("./hands.js").Hands, snoozes: import("./snoozes.js").Snoozes, now: () => number, changed: () => void}} from
   *     `changed`: something was put off, or taken back
   */
  constructor({ address, outcomes, hands, snoozes, now, changed }) {
    this.#address = address;
    this.#outcomes = outcomes;
    this.#hands = hands;
    this.#snoozes = snoozes;
    this.#now = now;
    this.#changed = changed;
    for (const card of this.#list.children)
      this.#cards.set(subjectOf({ kind: card.dataset.need, key: card.dataset.about }), card);
    this.#section.addEventListener("click", (event) => isPlain(event) && this.#clicked(event));
  }

  /** The agent whose card an element is in; undefined where it is in none, or in a card of no one agent. */
  agentAt(element) {
    return this.#needs.get(element.closest("#needs-list > li"))?.opens?.agent || undefined;
  }

  /**
   * Shows who needs the viewer. Whoever stood in a card that goes stands in the one that takes its place.
   * @param {{first: Need[], count: number, putOff: number}} ranked
   * @param {boolean} isKnown false while our own line is lost: then nobody can say who does
   */
  show({ first, count, putOff }, isKnown) {
    const place = [...this.#list.children].findIndex((card) => card.contains(document.activeElement));
    const standing = [...this.#cards.keys()];
    const wanted = new Map(first.map((need) => [subjectOf(need), this.#write(need)]));
    for (const [subject, card] of this.#cards) if (!wanted.has(subject)) card.remove();
    const moves = movers([...wanted.keys()].map((subject) => standing.indexOf(subject)));
    arrange(this.#list, [...wanted.values()], moves);
    this.#cards = wanted;
    if (place >= 0 && !this.#list.contains(document.activeElement)) this.#focus(place);
    this.#count(first.length, count, putOff);
    this.#own(isKnown, count);
  }

  /** That nobody needs the viewer is said only while it is known. */
  #own(isKnown, total) {
    if (!isKnown) setText(document.getElementById("needs-count"), "–");
    setText(this.#nobody, isKnown ? this.#nobodySaid : word("needs_unknown"));
    setHidden(this.#nobody, isKnown && total > 0);
  }

  #count(shown, total, putOff) {
    setText(document.getElementById("needs-count"), String(total));
    write("needs-more", total > shown && word("more", { number: total - shown }));
    write("needs-all", shown > SHOWN_NARROW && allWords(shown, total));
    setHidden(document.getElementById("needs-put-off"), !putOff);
    if (putOff) setText(cell(this.#section, "put-off"), word("put_off", { count: putOff }));
  }

  #focus(place) {
    const card = this.#list.children[Math.min(place, this.#list.children.length - 1)];
    const goal = [...(card?.querySelectorAll(CONTROLS) ?? [])].find((each) => each.checkVisibility());
    (goal ?? this.#section.parentElement).focus();
  }

  /** @param {Need} need */
  #write(need) {
    const card = this.#cards.get(subjectOf(need)) ?? cloned("need");
    this.#needs.set(card, need);
    setAttribute(card, "data-need", need.kind);
    setAttribute(card, "data-about", need.key);
    setAttribute(card, "data-level", need.level);
    setAttribute(card, "data-since", need.since);
    setIcon(card.querySelector(".nk"), need.icon);
    const href = need.opens && `?${queryOf({ ...this.#address.view, ...need.opens })}`;
    const name = cell(card, "need-name");
    setText(name, need.name);
    setAttribute(name, "href", href);
    setText(cell(card, "need-why"), need.why);
    setText(cell(card, "need-also"), need.also ?? "");
    setText(cell(card, "need-time"), need.time);
    this.#writeHelp(cell(card, "need-help"), need.help);
    this.#writeDeeds(card, need, href);
    const snooze = card.querySelector("[data-do=snooze]");
    snooze.value = aboutOf(need);
    setAttribute(snooze, "aria-label", word("snooze", { name: need.name }));
    setTitle(snooze, word("snooze_until"));
    return card;
  }

  #writeDeeds(card, { name, hand, act, shows }, href) {
    const [come, button, rows] = ["need-hand", "need-act", "need-shows"].map((each) => cell(card, each));
    setHidden(come, !hand?.deed);
    setAttribute(come, "data-do", hand?.deed);
    setAttribute(come, "data-of", hand?.agent);
    setAttribute(come, "formaction", hand?.deed && `${agentUrl(hand.agent)}hand/${hand.deed}/`);
    setText(come.firstElementChild, hand?.deed ? word(`hand.${hand.deed}`) : "");
    setText(come.lastElementChild, ` ${name}`);
    setAttribute(button, "data-of", act?.agent.key);
    if (act) this.#outcomes.dress(button, act.agent, act.action);
    else setHidden(button, true);
    setHidden(rows, !shows);
    setAttribute(rows, "href", shows && href);
    setText(rows.lastElementChild, ` ${name}`);
  }

  /** Links to those who could help; left alone while they are the same, so that the focus stays in them. @param {Help} [help] */
  #writeHelp(place, help) {
    const said = help ? [help.before, ...help.named.flatMap(({ before, name }) => [before, name]), help.after].join("") : "";
    const keys = help?.named.map(({ key }) => key).join(" ") ?? "";
    const isSame = [...place.children].map(({ dataset }) => dataset.agentKey).join(" ") === keys;
    if (isSame && place.textContent === said) return;
    if (!help) return place.replaceChildren();
    const links = help.named.flatMap(({ key, name, before }) => [before, this.#link(key, name)]);
    place.replaceChildren(help.before, ...links, help.after);
  }

  #link(key, name) {
    const link = document.createElement("a");
    link.dataset.agentKey = key;
    link.href = `?${queryOf({ ...this.#address.view, agent: key })}`;
    link.textContent = name;
    return link;
  }

  #clicked(event) {
    const { target } = event;
    const button = target.closest("[data-do]");
    const card = target.closest("#needs-list > li");
    const link = target.closest("a[data-cell], a[data-agent-key]");
    const opens = link?.dataset.agentKey ? { agent: link.dataset.agentKey } : link && this.#needs.get(card)?.opens;
    if (!button && !opens) return;
    event.preventDefault();
    if (opens) this.#address.push(opens);
    else if (button.dataset.do === "snooze") this.#putOff(button.value);
    else if (button.dataset.do === "back") this.#takeBack();
    else this.#hands.press(button.dataset.of, button.dataset.do, button);
  }

  #putOff(about) {
    this.#snoozes.putOff(about, this.#now()).then(this.#changed);
    this.#changed();
  }

  #takeBack() {
    this.#snoozes.takeBack().then(this.#changed);
    this.#changed();
    this.#focus(0);
  }
}

/** A line below the cards, shown where it says something. */
function write(id, text) {
  const line = document.getElementById(id);
  setText(line, text || "");
  setHidden(line, !text);
}
