/** The messages of the page: the important ones first, in each the newest first; what is over leaves at once. */

import { cell, cloned, setAttribute, setHidden, setText } from "./dom.js";
import { momentOf } from "./moments.js";
import { Seen } from "./me_seen.js";
import { arrange, movers } from "./moves.js";
import { word } from "./words.js";

const MOVED_FOR = 500; // milliseconds: so long after messages have moved, a press may have been meant for another

/**
 * @typedef {Object} Told docs/live.md, `told`, with its key
 * @property {string} key @property {string} message @property {string} by @property {string} content
 * @property {string} at @property {string} until @property {boolean} important @property {boolean} must_confirm
 * @property {string} [seen] @property {string} [confirmed]
 * @property {boolean} isUnread it came, or came again, and was not looked at since
 */

export class Messages {
  /** @type {Map<string, Told>} */
  #all = new Map();
  /** @type {Map<string, HTMLElement>} */
  #places = new Map();
  #list = document.getElementById("messages");
  #clock;
  #outbox;
  #attention;
  #seen = new Seen((place) => this.#saw(place.dataset.told));
  #moved = 0;

  /** @param {{clock: import("./clock.js").ServerClock, outbox: import("./me_outbox.js").Outbox, attention: import("./me_attention.js").Attention}} with_ */
  constructor({ clock, outbox, attention }) {
    this.#clock = clock;
    this.#outbox = outbox;
    this.#attention = attention;
    for (const place of this.#list.children) this.#take(place);
    this.#list.addEventListener("submit", (event) => this.#submitted(event));
    outbox.taken = (step, id) => step === "confirmed" && this.#confirmed(id);
  }

  get keys() {
    return this.#all.keys();
  }

  /** Rows of kind `told`, by key; null: it was deleted, or is over. @param {Map<string, object | null>} rows */
  put(rows) {
    for (const [key, values] of rows) {
      if (!values || Date.parse(values.until) <= this.#clock.now()) this.#all.delete(key);
      else this.#tell(key, values);
    }
    this.#arrange();
  }

  /** Sent once more it has a newer `at`. What this page has noted and the server does not know yet, stands. */
  #tell(key, values) {
    const before = this.#all.get(key);
    const { seen = before?.seen, confirmed = before?.confirmed } = values;
    const told = { important: false, must_confirm: false, ...values, key, seen, confirmed };
    const isNew = Date.parse(told.at) !== Date.parse(before?.at);
    const isSettled = told.must_confirm ? told.confirmed : told.seen;
    told.isUnread = isNew ? !isSettled : before.isUnread && !values.seen;
    this.#all.set(key, told);
    this.#outbox.add("delivered", told.message);
    if (isNew && told.isUnread) this.#attention.came(told);
  }

  /** Takes out what is over by now, and writes how long the rest still stands. */
  write(now) {
    const over = [...this.#all.values()].filter(({ until }) => Date.parse(until) <= now);
    for (const { key } of over) this.#all.delete(key);
    if (over.length) this.#arrange();
    for (const [key, place] of this.#places) this.#writeClocks(place, this.#all.get(key), now);
    this.#attention.count([...this.#all.values()].filter((told) => told.isUnread).length);
  }

  /** What the server wrote. */
  #take(place) {
    const { told: key, message, at, until, important, mustConfirm, seen, confirmed } = place.dataset;
    const said = { by: cell(place, "by").textContent, content: cell(place, "content").textContent };
    const is = { important: Boolean(important), must_confirm: Boolean(mustConfirm), isUnread: !seen };
    this.#all.set(key, { key, message, at, until, ...said, ...is, seen, confirmed });
    this.#places.set(key, place);
    this.#outbox.add("delivered", message);
    if (!seen) this.#seen.watch(place);
  }

  #arrange() {
    const order = [...this.#all.values()].sort(
      (a, b) => Number(b.important) - Number(a.important) || Date.parse(b.at) - Date.parse(a.at),
    );
    const standing = [...this.#places.keys()];
    const wanted = new Map(order.map((told) => [told.key, this.#write(told)]));
    for (const [key, place] of this.#places) if (!wanted.has(key)) this.#remove(place);
    if (standing.join() !== [...wanted.keys()].join()) this.#move();
    arrange(this.#list, [...wanted.values()], movers([...wanted.keys()].map((key) => standing.indexOf(key))));
    this.#places = wanted;
    setHidden(document.getElementById("no-messages"), wanted.size > 0);
  }

  /** The list says so while it counts as moving; a press by pointer is not taken then. */
  #move() {
    clearTimeout(this.#moved);
    this.#list.dataset.moved = "true";
    this.#moved = setTimeout(() => delete this.#list.dataset.moved, MOVED_FOR);
  }

  #remove(place) {
    const next = place.nextElementSibling ?? place.previousElementSibling ?? document.getElementById("messages-title");
    if (place.contains(document.activeElement)) next.focus();
    this.#seen.unwatch(place);
    place.remove();
  }

  #write(told) {
    const place = this.#places.get(told.key) ?? this.#create(told);
    place.dataset.at = told.at;
    place.dataset.until = told.until;
    setAttribute(place, "data-important", told.important ? "true" : "");
    setHidden(cell(place, "important"), !told.important);
    setText(cell(place, "content"), told.content);
    setText(cell(place, "by"), told.by);
    setText(cell(place, "until"), word("me.until", { time: momentOf(Date.parse(told.until), "minutes") }));
    if (told.isUnread) this.#seen.watch(place);
    else this.#seen.unwatch(place);
    this.#writeClocks(place, told, this.#clock.now());
    return place;
  }

  #create({ key, message }) {
    const place = cloned("message");
    place.dataset.told = key;
    place.dataset.message = message;
    const form = place.querySelector("form");
    form.setAttribute("action", form.getAttribute("action").replace(/[0-9a-f-]{36}/, message));
    return place;
  }

  #writeClocks(place, told, now) {
    setText(cell(place, "left"), leftOf(Date.parse(told.until) - now));
    const done = this.#doneOf(told);
    setText(cell(place, "confirmed"), done);
    setHidden(cell(place, "confirmed").parentElement, !done);
    const form = place.querySelector("form");
    const hadFocus = form.contains(document.activeElement);
    setHidden(form, Boolean(done) || !told.must_confirm);
    if (hadFocus && form.hidden) place.focus({ preventScroll: true });
  }

  /** How far the confirmation is; "" where there is none. */
  #doneOf({ message, confirmed }) {
    if (confirmed) return word("me.confirmed", { time: momentOf(Date.parse(confirmed), "minutes") });
    if (!this.#outbox.isWaiting("confirmed", message)) return "";
    return word(this.#outbox.isFailing ? "me.unsent" : "me.confirming");
  }

  #saw(key) {
    const told = this.#all.get(key);
    if (!told) return;
    told.isUnread = false;
    told.seen ||= new Date(this.#clock.now()).toISOString();
    this.#outbox.add("seen", told.message);
    this.write(this.#clock.now());
  }

  /** A press counts where the message stood still before it: what has just moved under the pointer was not meant. */
  #submitted(event) {
    event.preventDefault();
    const byPointer = event.submitter?.matches(":hover") && !event.submitter.matches(":focus-visible");
    if (byPointer && this.#list.dataset.moved) return;
    const told = this.#all.get(event.target.closest("[data-told]").dataset.told);
    this.#outbox.add("confirmed", told.message);
    this.#saw(told.key);
  }

  /** The server has taken it; when exactly, its own row says. */
  #confirmed(id) {
    const told = [...this.#all.values()].find(({ message }) => message === id);
    if (told) told.confirmed ||= new Date(this.#clock.now()).toISOString();
    this.write(this.#clock.now());
  }
}

/** How long something still stands, to the minute. The same as dashboard/presenters/me.py. @param {number} milliseconds */
function leftOf(milliseconds) {
  const minutes = Math.floor(milliseconds / 60_000);
  if (minutes < 1) return word("me.left_moment");
  if (minutes < 60) return word("me.left_minutes", { minutes });
  return word("me.left_hours", { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
}
