/** What every page does where there is a script: it says times in the viewer's own zone, also in what htmx brings. */

import { writeMoments } from "./moments.js";

writeMoments(document);
document.addEventListener("htmx:afterSwap", () => writeMoments(document));
