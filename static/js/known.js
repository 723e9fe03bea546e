/** What bridges say in English, in the page's language, as far as the page knows it. As dashboard/presenters/known.py. */

import { known as sentences } from "./words.js";

const PLACE = /\{(\w+)\}/g;
const SHAPES = { count: "\\d+", day: "\\d{4}-\\d\\d-\\d\\d", seconds: "[-+.\\d]+", status: "\\d+" };

const END = /(?<=[.!?]) /g;

/** Those with names in them: what each looks like, filled. Made when the first one is asked for. */
let forms;

const formOf = (sentence) => {
  const seen = new Set();
  const pattern = sentence.split(PLACE).map((part, number) => {
    if (number % 2 === 0) return part.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
    if (seen.has(part)) return `\\k<${part}>`;
    seen.add(part);
    return `(?<${part}>${SHAPES[part] ?? ".+?"})`;
  });
  return new RegExp(`^${pattern.join("")}$`, "s");
};

function recognised(said) {
  forms ??= Object.keys(sentences).filter((sentence) => sentence.includes("{")).map((sentence) => [sentence, formOf(sentence)]);
  for (const [sentence, form] of forms) {
    const names = form.exec(said)?.groups;
    if (names && Object.entries(names).every(([place, name]) => !place.startsWith("known") || isKnown(name))) return [sentence, names];
  }
  return null;
}

const isKnown = (said) => Object.hasOwn(sentences, said) || recognised(said) !== null;

/**
 * The sentences of which it consists, such as the page knows; none where it cannot be parted so.
 * @param {Set<string>} [inVain] rests that cannot: each is looked at once, however many ways lead to it
 */
function knownParts(said, inVain = new Set()) {
  if (Object.hasOwn(sentences, said)) return [said];
  if (inVain.has(said)) return [];
  for (const { index } of said.matchAll(END)) {
    const first = said.slice(0, index);
    const rest = isKnown(first) ? knownParts(said.slice(index + 1), inVain) : [];
    if (rest.length) return [first, ...rest];
  }
  if (recognised(said)) return [said];
  inVain.add(said);
  return [];
}

function worded(said) {
  if (Object.hasOwn(sentences, said)) return sentences[said];
  const [sentence, names] = recognised(said) ?? [];
  return sentence ? sentences[sentence].replace(PLACE, (_, place) => known(names[place])) : said;
}

/** A sentence, or several, that a bridge said, in the page's language; what the page does not know stays as it was said. */
export function known(said) {
  const parts = knownParts(said);
  return (parts.length ? parts : said.split(END)).map(worded).join(" ");
}
