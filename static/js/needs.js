/** Who needs the viewer, ranked: at most seven cards, one for a cause, the rest counted. As dashboard/presenters/needs.py does.

    First hands that nobody has claimed, then those that the viewer has, then those that others have; then alarms before
    warnings; in each sources, queues, agents past a limit, doubtful calls; in those who is longest past it first.

    One agent has one card: the strongest reason first, the others named with it. Where there are more cards than places,
    agents of one team past the same limit, and nothing else, share a card from three on; it stands where the first of them
    would. What the viewer put off is counted, and not shown. Rows of a source that is not live stand still, and need
    nobody by themselves; a hand is ours, and is seen all the same. */

/** @import { Agent } from "./agents.js" */
/** @import { Cause, Need } from "./causes.js" */
/** @import { Snoozes } from "./snoozes.js" */
import { aboutsOf, compare, foremost, only, subjectOf, whyPast } from "./causes.js";
import { word } from "./words.js";

const SHOWN = 7;
const ALIKE = 3; // so many share a card, where places are short

/** @typedef {Cause[] & {isShared?: boolean}} Card the causes of one agent, the strongest first; or of several who share it */

/**
 * @param {Cause[]} causes
 * @param {Snoozes} snoozes
 * @param {number} now
 * @param {(key: string) => Agent} agentOf
 * @returns {{first: Need[], count: number, putOff: number, awake: Cause[]}} the first cards, how many there are, how many
 *     snoozes keep something from them, and all that is not put off
 */
export function ranked(causes, snoozes, now, agentOf) {
  const asleep = new Set();
  const isAwake = (cause) => {
    const about = snoozes.by(aboutsOf(cause), cause.began, now);
    if (about) asleep.add(about);
    return !about;
  };
  const awake = snoozes.all.size ? causes.filter(isAwake) : causes;
  let cards = cardsOf(awake);
  if (cards.length > SHOWN) cards = shared(cards);
  cards.sort(([a], [b]) => compare(a, b));
  const first = cards.slice(0, SHOWN).map((card) => (card.isShared ? ofTeam(card, agentOf) : ofOne(card)));
  return { first, count: cards.length, putOff: asleep.size, awake };
}

/** @returns {Card[]} */
function cardsOf(causes) {
  /** @type {Map<string, Card>} */
  const cards = new Map();
  for (const cause of causes) {
    const subject = subjectOf(cause);
    const card = cards.get(subject);
    if (card) card.push(cause);
    else cards.set(subject, [cause]);
  }
  for (const card of cards.values()) if (card.length > 1) card.sort(compare);
  return [...cards.values()];
}

/** The cards, with one for those who are alike. @param {Card[]} cards @returns {Card[]} */
function shared(cards) {
  const alike = Map.groupBy(cards, (card) => (card.length === 1 && card[0].alike) || "");
  const found = alike.get("") ?? [];
  alike.delete("");
  for (const several of alike.values()) {
    if (several.length < ALIKE) found.push(...several);
    else found.push(Object.assign(foremostFirst(several.flat()), { isShared: true }));
  }
  return found;
}

/** Of those who share a card only the first is worded: the others need no order. */
function foremostFirst(causes) {
  const first = foremost(causes);
  return [first, ...causes.filter((each) => each !== first)];
}

/** @param {Card} card @returns {Need} */
function ofOne([strongest, ...others]) {
  const need = strongest.show();
  if (!others.length) return need;
  const shown = others.map((cause) => cause.show());
  const also = [need.also, ...shown.map(({ why }) => word("also", { why }))].filter(Boolean).join(" · ");
  return { ...need, also, act: need.act ?? shown.find(({ act }) => act)?.act };
}

/** One for several: it leads to their rows, who is longest so first. @param {Card} card @returns {Need} */
function ofTeam(card, agentOf) {
  const [{ key, alike }] = card;
  const { level, since, icon, time } = card[0].show();
  const { team, state, teamName } = agentOf(key);
  return {
    ...{ kind: "team", key: alike, level, since, icon, time },
    name: word("agents_of", { count: card.length, team: teamName }),
    why: whyPast(state, "", Number(alike.slice(alike.lastIndexOf(" ")))),
    opens: only({ team: [team], state: [state], sort: "time" }),
    shows: true,
  };
}
