/** While our own line is lost an agent's panel offers nothing: each of its actions is locked, and says why. */

import { setIcon } from "./slots.js";
import { word } from "./words.js";

/** @param {ParentNode} place that holds a panel, or will; asked for anew it is as the server says again */
export function lockPanel(place) {
  for (const button of place.querySelectorAll("[data-panel] [data-action]:not([aria-disabled])")) {
    button.setAttribute("aria-disabled", "true");
    button.title = word("locked_line");
    button.removeAttribute("popovertarget");
    setIcon(button, "lock");
  }
}
