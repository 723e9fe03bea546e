/** What happens when the floor lets a page go: signed out, other teams, or never allowed. */

import { cell, setText } from "./dom.js";
import { word } from "./words.js";

/** The page is asked for again: it is whole and comes back, or it has become the sign-in, and a dialog says so. */
export async function askAgain() {
  const answer = await fetch(location.href, { headers: { "HX-Request": "true" } }).catch(() => null);
  if (answer?.ok && !isSignedOut(answer)) location.reload();
  else saySignedOut();
}

/** Whether an answer is the way to the sign-in, in place of what was asked for. @param {Response} answer */
export function isSignedOut({ redirected, headers }) {
  return redirected || headers.has("HX-Redirect");
}

/** The session ended: a dialog says so, and leads back in. @returns {string} what it says */
export function saySignedOut() {
  const dialog = document.getElementById("signed-out");
  if (!dialog.open) dialog.showModal();
  return document.getElementById("signed-out-title").textContent;
}

/** There is no floor for this person; the page says so and stays as it was. */
export function sayNotAllowed() {
  setText(cell(document.getElementById("banner"), "banner"), word("not_yours"));
}
