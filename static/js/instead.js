/** In place of an agent's panel that cannot be shown: whose it would be, why there is none, and the way back. */

import { cell, cloned, setText } from "./dom.js";
import { word } from "./words.js";

/** @param {string} name @param {"panel_lost" | "panel_failed" | "panel_gone"} why @returns {Element} it is inside of this one */
export function insteadOfPanel(name, why) {
  const page = document.createElement("div");
  page.append(cloned("instead"));
  setText(cell(page, "instead-name"), name);
  setText(cell(page, "instead-why"), word(why, { name }));
  return page;
}
