/** The queue strip, and the headline figures over the same queues. */

/** @import { Sources } from "./sources.js" */
import { cell, cloned, setAttribute, setText } from "./dom.js";
import { duration, level } from "./durations.js";
import { queueUrl } from "./ids.js";
import { levelParts } from "./queue_cells.js";
import { fold } from "./order.js";
import { word } from "./words.js";

const UNKNOWN = "–";
const WORSE = ["", "warn", "alarm"];

/**
 * @typedef {Object} Queue
 * @property {string} key @property {string} source @property {string} name
 * @property {number | undefined} waiting undefined where the source does not say
 * @property {string} longest RFC 3339: the start of the longest present wait; "" where nobody waits
 * @property {string[] | undefined} waits since when each waits of whom the source told
 * @property {number} warn seconds @property {number} limit seconds @property {number | undefined} warnWaiting callers
 * @property {number[] | undefined} served calls in time, calls counted @property {number} levelSeconds what "in time" is
 * @property {string} variant how that counts @property {boolean} noData nothing was offered yet
 * @property {number | undefined} lostAfter seconds: who waits longer counts against the level already
 */

const numberOf = (text) => (text === undefined ? undefined : Number(text));

/** @returns {Queue} */
function read({ dataset }, name) {
  return {
    key: dataset.queue,
    source: dataset.source,
    name,
    waiting: numberOf(dataset.waiting),
    longest: dataset.longestSince ?? "",
    waits: dataset.waits?.split(" "),
    warn: Number(dataset.warn ?? 0),
    limit: Number(dataset.limit ?? 0),
    warnWaiting: numberOf(dataset.warnWaiting),
    served: dataset.served?.split(" ").map(Number),
    levelSeconds: Number(dataset.levelSeconds ?? 0),
    variant: dataset.levelVariant ?? "",
    lostAfter: numberOf(dataset.lostAfter),
    noData: dataset.noData === "true",
  };
}

/** @returns {Queue} */
function queueFrom(key, values) {
  return {
    key,
    source: key.split(":", 1)[0],
    name: values.name ?? key,
    waiting: values.waiting,
    longest: values.longest ?? "",
    waits: values.waits,
    warn: values.warn ?? 0,
    limit: values.limit ?? 0,
    warnWaiting: values.warn_waiting,
    served: values.level,
    levelSeconds: values.level_seconds ?? 0,
    variant: values.level_variant ?? "",
    lostAfter: values.level_lost_after,
    noData: values.level_missing === "no_data",
  };
}

export class Queues {
  /** @type {Map<string, Queue & {card: HTMLElement, level: string}>} */
  all = new Map();
  #strip;
  #sources;

  /**
   * @param {HTMLElement} strip the list that the server wrote
   * @param {Sources} sources
   */
  constructor(strip, sources) {
    this.#strip = strip;
    this.#sources = sources;
    for (const card of strip.querySelectorAll("[data-queue]"))
      this.all.set(card.dataset.queue, {
        ...read(card, cell(card, "queue-name").textContent),
        card,
        level: card.dataset.level ?? "",
      });
  }

  /** A queue was told; null: it is gone. */
  put(key, values) {
    const known = this.all.get(key);
    if (values === null) {
      known?.card.remove();
      this.all.delete(key);
      return;
    }
    const queue = queueFrom(key, values);
    const card = known?.card ?? this.#create(queue);
    this.all.set(key, { ...queue, card, level: known?.level ?? "" });
    setAttribute(card, "data-waiting", queue.waiting === undefined ? "" : String(queue.waiting));
    setAttribute(card, "data-longest-since", queue.longest);
    setAttribute(card, "data-waits", queue.waits?.join(" ") ?? "");
    setAttribute(card, "data-warn", queue.warn && String(queue.warn));
    setAttribute(card, "data-limit", queue.limit && String(queue.limit));
    setAttribute(card, "data-warn-waiting", queue.warnWaiting && String(queue.warnWaiting));
    setAttribute(card, "data-level-seconds", queue.levelSeconds && String(queue.levelSeconds));
    setAttribute(card, "data-level-variant", queue.variant);
    setAttribute(card, "data-lost-after", queue.lostAfter === undefined ? "" : String(queue.lostAfter));
    setAttribute(card, "data-no-data", queue.noData && "true");
    setAttribute(card, "data-served", queue.served?.join(" "));
    const name = cell(card, "queue-name");
    setText(name, queue.name);
    setAttribute(name, "title", queue.name);
    setText(cell(card, "waiting"), String(queue.waiting ?? UNKNOWN));
  }

  /** Writes the waits, the levels and the figures. */
  tick(now) {
    for (const queue of this.all.values()) {
      const isFresh = this.#sources.isFresh(queue.source);
      const stands = this.#sources.standsAt(queue.source, now);
      queue.level = isFresh ? levelOf(queue, now) : "";
      setAttribute(queue.card, "data-fresh", String(isFresh));
      setAttribute(queue.card, "data-level", queue.level);
      setText(cell(queue.card, "longest"), queue.longest ? duration(stands - Date.parse(queue.longest)) : noWait(queue));
    }
    writeFigures([...this.all.values()], (queue) => this.#sources.standsAt(queue.source, now));
  }

  #create({ key, source, name }) {
    const card = cloned("queue");
    card.dataset.queue = key;
    card.dataset.source = source;
    cell(card, "queue-name").href = queueUrl(key);
    const before = ({ dataset }) => fold(this.all.get(dataset.queue)?.name ?? "") > fold(name);
    this.#strip.insertBefore(card, [...this.#strip.children].find(before) ?? null);
    return card;
  }
}

/** For a longest wait that is not given: nobody waits, or nobody knows. */
function noWait({ waiting }) {
  return waiting === 0 ? "" : UNKNOWN;
}

function levelOf({ longest, waiting, warnWaiting, warn, limit }, now) {
  const found = longest ? level(now - Date.parse(longest), { warn, limit }) : "";
  return found || (warnWaiting && waiting >= warnWaiting ? "warn" : "");
}

/** Over all queues; what no source gives is `–`, never 0. */
function writeFigures(queues, standsAt) {
  const known = queues.filter(({ waiting }) => waiting !== undefined);
  const waiting = known.length ? known.reduce((sum, queue) => sum + queue.waiting, 0) : undefined;
  write("waiting", String(waiting ?? UNKNOWN));
  const waits = queues.filter(({ longest }) => longest);
  const [first] = waits.toSorted((a, b) => Date.parse(a.longest) - Date.parse(b.longest));
  const worst = waits.reduce((most, each) => Math.max(most, WORSE.indexOf(each.level)), 0);
  write("longest", first ? duration(standsAt(first) - Date.parse(first.longest)) : noWait({ waiting }), WORSE[worst]);
  const levels = queues.map((queue) => ({ queue, parts: partsOf(queue, standsAt(queue)) })).filter(({ parts }) => parts);
  const [inTime, counted] = [0, 1].map((part) => levels.reduce((sum, { parts }) => sum + parts[part], 0));
  const rules = new Set(levels.map(({ queue }) => `${queue.levelSeconds} ${queue.variant}`));
  write("level", counted && rules.size === 1 ? word("queue.percent", { number: Math.round((100 * inTime) / counted) }) : UNKNOWN);
  const [seconds, ...others] = new Set(levels.map(({ queue }) => queue.levelSeconds));
  const isOne = seconds !== undefined && !others.length;
  const name = isOne ? word("service_level_of", { seconds }) : word("service_level");
  setText(document.querySelector('[data-figure="level"] span'), name);
}

/** Calls in time, and calls counted, as on the page of all queues. */
function partsOf({ served, lostAfter, longest, waits, noData }, stands) {
  const missing = noData ? "no_data" : "";
  return levelParts({ level: served, level_missing: missing, level_lost_after: lostAfter, longest, waits }, stands);
}

function write(figure, text, found = "") {
  const place = document.querySelector(`[data-figure="${figure}"]`);
  setText(place.querySelector("b"), text);
  setAttribute(place, "data-level", found);
}
