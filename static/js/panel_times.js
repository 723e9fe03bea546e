/** The times in an agent's panel: they count on, but where its source is silent they stand. */

import { cell, setText } from "./dom.js";
import { duration } from "./durations.js";
import { word } from "./words.js";

/**
 * @param {Element} place that holds a panel, or will
 * @param {import("./sources.js").Sources} sources @param {number} at by the server's clock
 */
export function writePanelTimes(place, sources, at) {
  const about = place.querySelector("[data-panel]");
  if (!about) return;
  const source = about.dataset.panel.split(":", 1)[0];
  const [light, said] = [cell(about, "light"), sources.said(source, at)];
  if (light && said) setText(light, said);
  if (about.dataset.fresh === "false") return;
  const now = sources.standsAt(source, at);
  const time = duration(now - Date.parse(about.dataset.since));
  setText(cell(about, "time"), about.dataset.unsure ? word("since_unsure", { time }) : time);
  for (const each of about.querySelectorAll("[data-call-since]"))
    setText(each, duration(now - Date.parse(each.dataset.callSince)));
}
