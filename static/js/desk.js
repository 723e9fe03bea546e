/** What every page does where there is a script: times stand in the viewer's own zone, and what is theirs is kept live. */

import { writeMoments } from "./moments.js";

writeMoments(document);
const { socket } = document.body.dataset;
if (socket && !document.querySelector("main[data-position]:not([data-told])")) import("./own_page.js"); // the floor's page has its own way
document.addEventListener("htmx:afterSwap", () => writeMoments(document));
