/** The page's own words, in its language: pushes are language-free, and what they say is worded here. */

const WORDS = JSON.parse(document.getElementById("words").textContent);

/** Sentences that bridges say in English, each with its words in the page's language: js/known.js. */
export const known = WORDS.known ?? {};

/**
 * The words under a dotted name (`state.talking`), with `{places}` filled in; `{count}` also chooses between `one` and `other`.
 * A name that the page does not know gives its last part: a new state of tomorrow's server stays readable.
 */
export function word(name, places = {}) {
  let found = name.split(".").reduce((within, part) => within?.[part], WORDS);
  if (typeof found === "object") found = places.count === 1 ? found.one : found.other;
  if (found === undefined) return name.slice(name.lastIndexOf(".") + 1);
  return found.replace(/\{(\w+)\}/g, (_, place) => String(places[place] ?? ""));
}
