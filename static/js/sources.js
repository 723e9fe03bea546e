/** The CTI systems: how much each one's word is worth now, as the feed lights say it. */

import { cell, cloned, setAttribute, setHidden, setText } from "./dom.js";
import { duration, span } from "./durations.js";
import { known } from "./known.js";
import { word } from "./words.js";

/**
 * @typedef {Object} Source
 * @property {string} key @property {string} state connecting, live, stale, down, failed or disabled
 * @property {string} since RFC 3339: of this state @property {string} heard RFC 3339, or "": its last word
 * @property {string} note what is wrong
 */

const LIVE = "live";
/** Lights whose rows stand as they were, and how much each of them matters. */
export const LEVELS = { stale: "warn", down: "alarm", failed: "alarm" };

/** The age of a last word. */
const ageOf = (heard, now) => (heard ? span(now - Date.parse(heard)) : "–");

export class Sources {
  /** @type {Map<string, Source>} */
  all = new Map();
  /** When our own line was lost, in milliseconds; undefined while it holds. */
  lineLostAt;
  #lights;

  /** @param {HTMLElement | null} lights the list that the server wrote; null: the page shows none */
  constructor(lights) {
    this.#lights = lights;
    for (const light of lights?.querySelectorAll("[data-feed]") ?? []) {
      const { feed, feedState, since, heard } = light.dataset;
      const note = light.querySelector("a").title;
      this.all.set(feed, { key: feed, state: feedState, since: since ?? "", heard: heard ?? "", note });
    }
  }

  /** Whether what a source said last still holds. */
  isFresh(key) {
    return this.lineLostAt === undefined && (this.all.get(key)?.state ?? LIVE) === LIVE;
  }

  /** The moment at which a source's times stand, in milliseconds; `now` while it is live. */
  standsAt(key, now) {
    const source = this.all.get(key);
    const stands = source && source.state !== LIVE ? Date.parse(source.heard || source.since) : now;
    return Math.min(stands, this.lineLostAt ?? now);
  }

  /** Those that are not live, as they are named. */
  get troubled() {
    return [...this.all.values()].filter(({ state }) => state !== LIVE).sort((a, b) => (a.key < b.key ? -1 : 1));
  }

  /**
   * A source's state was told; null: it is gone.
   * @returns {{before: string | undefined, after: string | undefined}} its states
   */
  put(key, values) {
    const before = this.all.get(key)?.state;
    if (values === null) {
      this.all.delete(key);
      this.#light(key)?.remove();
      return { before, after: undefined };
    }
    const { state, since = "", heard = "" } = values;
    const note = known(values.note ?? "");
    this.all.set(key, { key, state, since, heard, note });
    if (this.#lights) this.#write(this.all.get(key));
    return { before, after: state };
  }

  #write({ key, state, since, heard, note }) {
    const light = this.#light(key) ?? this.#create(key);
    setAttribute(light, "data-feed-state", state);
    setAttribute(light, "data-since", since);
    setAttribute(light, "data-heard", heard);
    setAttribute(light.querySelector("a"), "title", note);
    setText(cell(light, "feed-state"), word(`feed.${state}`));
  }

  /** Writes the ages on the lights: of the last word while live, else of the state. */
  tick(now) {
    if (!this.#lights) return;
    for (const { key, state, since, heard } of this.all.values()) {
      const age = cell(this.#light(key), "feed-age");
      setText(age, state === LIVE ? ageOf(heard, now) : duration(now - Date.parse(since)));
    }
  }

  /** How a source stands, and the age of its last word; without our own line nobody knows how it stands. */
  said(key, now) {
    const { state, since, heard } = this.all.get(key) ?? {};
    if (!state) return "";
    const age = state === LIVE ? ageOf(heard, now) : duration(now - Date.parse(since));
    return this.lineLostAt === undefined ? `${word(`feed.${state}`)} ${age}` : age;
  }

  /** How long a source has been as it is, for a group's head: "silent 0:12"; "" while it is live. */
  silence(key, now) {
    const source = this.all.get(key);
    if (!source || source.state === LIVE) return "";
    return `${word(`feed.${source.state}`)} ${duration(now - Date.parse(source.since))}`;
  }

  #light(key) {
    return this.#lights?.querySelector(`[data-feed="${CSS.escape(key)}"]`);
  }

  #create(key) {
    const light = cloned("feed");
    light.dataset.feed = key;
    const way = light.querySelector("a");
    way.setAttribute("href", way.getAttribute("href") + encodeURIComponent(key));
    setText(light.querySelector("b"), key);
    const next = [...this.#lights.children].find((other) => other.dataset.feed > key);
    this.#lights.insertBefore(light, next ?? null);
    return light;
  }
}
