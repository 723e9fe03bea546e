/** The times in an agent's panel: they count on, but where its source is silent they stand. */

import { cell, setText } from "./dom.js";
import { duration } from "./durations.js";
import { word } from "./words.js";

/** @param {Element} place that holds a panel, or will @param {number} now */
export function writePanelTimes(place, now) {
  const about = place.querySelector("[data-panel]");
  if (!about || about.dataset.fresh === "false") return;
  const time = duration(now - Date.parse(about.dataset.since));
  setText(cell(about, "time"), about.dataset.unsure ? word("since_unsure", { time }) : time);
  for (const each of about.querySelectorAll("[data-call-since]"))
    setText(each, duration(now - Date.parse(each.dataset.callSince)));
}
