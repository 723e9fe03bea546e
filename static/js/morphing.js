/** `hx-ext="morph" hx-swap="morph"`: what the server sends takes the place of a part, touching only what differs.

    So focus, selection and scroll stay in a part that asks for itself anew each second.
*/

import { morph } from "./morph.js";

window.htmx?.defineExtension("morph", {
  isInlineSwap: (style) => style === "morph",
  handleSwap: (style, target, fragment) => {
    if (style !== "morph") return false;
    const wanted = fragment.firstElementChild;
    if (wanted) morph(target, wanted);
    return wanted ? [target] : false;
  },
});
