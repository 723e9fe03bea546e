/** What happens when the floor lets a page go: signed out, other teams, or never allowed. */

import { cell, setText } from "./dom.js";
import { word } from "./words.js";

/** The page is asked for again: it is whole and comes back, or it has become the sign-in, and a dialog says so. */
export async function askAgain() {
  const answer = await fetch(location.href, { headers: { "HX-Request": "true" } }).catch(() => null);
  if (answer?.ok && !answer.redirected) location.reload();
  else document.getElementById("signed-out").showModal();
}

/** There is no floor for this person; the page says so and stays as it was. */
export function sayNotAllowed() {
  setText(cell(document.getElementById("banner"), "banner"), word("not_yours"));
}
