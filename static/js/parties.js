/** Who can be taken out of a call: the server's list, in the question; those who cannot say why. */

import { cell, setAttribute, setHidden } from "./dom.js";
import { get } from "./posting.js";
import { word } from "./words.js";

/** @type {string} whose list is waited for: an older one that comes late is passed over */
let wanted = "";

/**
 * Fetches the list into the question; with "" there is none.
 * @param {HTMLFormElement} question
 * @param {string} url
 */
export async function offerParties(question, url) {
  const place = cell(question, "parties");
  const deed = cell(question, "deed");
  wanted = url;
  setHidden(place, !url);
  place.replaceChildren();
  setAttribute(deed, "aria-disabled", url && "true");
  if (!url) return;
  setAttribute(place, "aria-busy", "true");
  const page = await get(url);
  setAttribute(place, "aria-busy", "");
  if (wanted !== url) return;
  const found = page?.querySelector("fieldset, [data-outcome], main") ?? page?.body;
  if (!found) return place.replaceChildren(word("said.lost"));
  const list = document.importNode(found, true);
  place.replaceChildren(list);
  choose(list, deed);
}

/** With one who can be dropped there is nothing to choose. */
function choose(list, deed) {
  const isLocked = (each) => each.getAttribute("aria-disabled") === "true";
  const open = [...list.querySelectorAll("[name=party]")].filter((each) => !isLocked(each));
  list.addEventListener("click", (event) => event.target.name === "party" && isLocked(event.target) && event.preventDefault());
  list.addEventListener("change", () => setAttribute(deed, "aria-disabled", ""));
  if (open.length === 1) {
    open[0].checked = true;
    setAttribute(deed, "aria-disabled", "");
    deed.focus();
  } else open[0]?.focus();
}
