/** How much each CTI system's word is worth: one for all modules of a page that shows no floor, with lights and a banner where it has them (templates/lit.html). */

import { writeBanner } from "./banner.js";
import { setAttribute } from "./dom.js";
import { Sources } from "./sources.js";

const list = document.getElementById("feeds");
const write = () => list && writeBanner(sources, () => 0);

export const sources = new Sources(list);
/** Whether the page says by itself that its line is lost. */
export const isLit = list !== null;

/** Sources were told (docs/live.md, `source`): each light is written. @param {Map<string, object | null>} told */
export function takeSources(told) {
  const lights = [...told].map(([key, values]) => sources.put(key, values));
  if (lights.some(({ before, after }) => before !== after)) write();
}

/** Our own line was lost, or is back: what stands is hatched (static/css/state.css). @param {number} now by the server's clock */
export function takeLine(isOpen, now) {
  sources.lineLostAt = isOpen ? undefined : (sources.lineLostAt ?? now);
  setAttribute(document.body, "data-line", isOpen ? "" : "lost");
  write();
}
