/** Parts of a page that the server words: they ask for themselves anew when the floor tells of what they show.

    `<section hx-get="…" hx-trigger="told" data-told="message">`: kinds of rows (docs/live.md), or `kind:key` for one row, its
    key percent-encoded where it may hold spaces. */

import { momentOf } from "./moments.js";
import "./morphing.js";
import { word } from "./words.js";

const APART = 300; // milliseconds: many receipts at once are one question
const REST = 4; // times as long as its last answer took a part rests: many pages share a server, and on a busy one they ask less
const MOST_KEYS = 150; // of a line, which takes 200 (docs/live.md); more single rows than these: all of their kinds

const parts = () => [...document.querySelectorAll("[data-told]")];
const namesOf = (part) => part.dataset.told.split(" ").filter(Boolean).map(decodeURIComponent);
/** @type {WeakSet<Element>} parts that are to ask */
const planned = new WeakSet();
/** @type {Set<Element>} those of them that wait until the page is looked at */
const unseen = new Set();
/** @type {WeakMap<Element, number>} when the question began that a part waits for */
const begun = new WeakMap();
/** @type {WeakMap<Element, number>} until when a part rests */
const rests = new WeakMap();

const allNames = () => [...new Set(parts().flatMap(namesOf))];
const isOneRow = (name) => name.includes(":");

/** The kinds of rows that the page's parts show all of. */
export function kindsTold() {
  const isMuch = keysTold().length === 0;
  const names = allNames().filter((name) => isMuch || !isOneRow(name));
  return [...new Set(names.map((name) => name.split(":", 1)[0]))];
}

/** The single rows that they show, by key; none, where those are too many to be named. */
export function keysTold() {
  const keys = [...new Set(allNames().filter(isOneRow).map((name) => name.slice(name.indexOf(":") + 1)))];
  return keys.length > MOST_KEYS ? [] : keys;
}

/** Something was told: the parts that show it ask. @param {import("./frames.js").Pending} pending */
export function tellParts(pending) {
  for (const part of parts()) if (namesOf(part).some((name) => isTold(name, pending))) plan(part);
}

/** @type {HTMLElement | null} says that the parts stand as they were */
let stands = null;
let isLost = false;

/** Our own line was lost, or is back: what came meanwhile is asked for. @param {number | undefined} now by the server's clock; undefined: a banner says it */
export function tellLine(isOpen, now) {
  const [first] = parts();
  if (isOpen && isLost) {
    stands?.remove();
    stands = null;
    parts().forEach(plan);
  } else if (!isOpen && !stands && first && now !== undefined) {
    stands = sayThatItStands(first, now);
  }
  isLost = !isOpen;
}

/** Says above a part of the page that it stands as it was. @returns {HTMLElement} to be taken away when the line is back */
export function sayThatItStands(part, now) {
  const said = document.createElement("p");
  said.className = "wrong";
  said.role = "status";
  said.textContent = word("page_stands", { time: momentOf(now) });
  part.before(said);
  return said;
}

function isTold(name, pending) {
  const colon = name.indexOf(":");
  if (colon < 0) return pending.has(name);
  return pending.get(name.slice(0, colon))?.has(name.slice(colon + 1)) ?? false;
}

function plan(part) {
  if (planned.has(part)) return;
  planned.add(part);
  setTimeout(() => (document.hidden ? unseen.add(part) : ask(part)), Math.max(APART, (rests.get(part) ?? 0) - performance.now()));
}

function ask(part) {
  planned.delete(part);
  if (part.isConnected) window.htmx?.trigger(part, "told");
}

document.addEventListener("visibilitychange", () => {
  if (document.hidden) return;
  unseen.forEach(ask);
  unseen.clear();
});
document.addEventListener("htmx:beforeRequest", ({ target }) => begun.set(target, performance.now()));
document.addEventListener("htmx:afterRequest", ({ target }) => {
  const now = performance.now();
  rests.set(target, now + REST * (now - (begun.get(target) ?? now)));
});
