/** Parts of a page that the server words: they ask for themselves anew when the floor tells of what they show.

    `<section hx-get="…" hx-trigger="told" data-told="message">`: kinds of rows (docs/live.md), or `kind:key` for one row. */

import { momentOf } from "./moments.js";
import "./morphing.js";
import { word } from "./words.js";

const APART = 300; // milliseconds: many receipts at once are one question

const parts = () => [...document.querySelectorAll("[data-told]")];
const namesOf = (part) => part.dataset.told.split(" ").filter(Boolean);
/** @type {WeakMap<Element, number>} when a part is asked for */
const planned = new WeakMap();

/** The kinds of rows that the page's parts show. */
export function kindsTold() {
  return [...new Set(parts().flatMap(namesOf).map((name) => name.split(":", 1)[0]))];
}

/** Something was told: the parts that show it ask. @param {import("./frames.js").Pending} pending */
export function tellParts(pending) {
  for (const part of parts()) if (namesOf(part).some((name) => isTold(name, pending))) plan(part);
}

/** @type {HTMLElement | null} says that the parts stand as they were */
let stands = null;

/** Our own line was lost, or is back: what came meanwhile is asked for. @param {number} now by the server's clock */
export function tellLine(isOpen, now) {
  const [first] = parts();
  if (isOpen && stands) {
    stands.remove();
    stands = null;
    parts().forEach(plan);
  } else if (!isOpen && !stands && first) {
    stands = document.createElement("p");
    stands.className = "wrong";
    stands.role = "status";
    stands.textContent = word("page_stands", { time: momentOf(now) });
    first.before(stands);
  }
}

function isTold(name, pending) {
  const colon = name.indexOf(":");
  if (colon < 0) return pending.has(name);
  return pending.get(name.slice(0, colon))?.has(name.slice(colon + 1)) ?? false;
}

function plan(part) {
  if (planned.has(part)) return;
  const ask = () => {
    planned.delete(part);
    if (part.isConnected) window.htmx?.trigger(part, "told");
  };
  planned.set(part, setTimeout(ask, APART));
}
