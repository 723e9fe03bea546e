/** On which phone an agent is signed in: the server's field, in the question; it says whom that signs out. */

import { cell, setHidden } from "./dom.js";
import { get } from "./posting.js";
import { word } from "./words.js";

/**
 * Fetches the field into the question.
 * @param {HTMLFormElement} question
 * @param {string} url
 */
export async function offerLine(question, url) {
  const place = cell(question, "parties");
  setHidden(place, false);
  place.replaceChildren();
  const page = await get(url);
  const found = page?.querySelector("[data-part=line]");
  if (!found) return place.replaceChildren(word("said.lost"));
  place.replaceChildren(document.importNode(found, true));
  window.htmx?.process(place); // who is on the phone is asked for as it is typed
  place.querySelector("input").focus();
}
