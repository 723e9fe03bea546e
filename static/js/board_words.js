/** The membership board's own words (dashboard/presenters/board_words.py), with `{places}` filled in. */

const WORDS = JSON.parse(document.getElementById("board-words").textContent);

export function say(name, places = {}) {
  return WORDS[name].replace(/\{(\w+)\}/g, (_, place) => String(places[place] ?? ""));
}

/** Says it to those who do not see the board: politely, and at once, since it answers a key. */
export function tell(sentence) {
  document.getElementById("board-said").textContent = sentence;
}
