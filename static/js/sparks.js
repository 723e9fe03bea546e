/** The last hour of a queue as a line: the same as dashboard/presenters/sparks.py, and one minute on each minute. */

import { setText } from "./dom.js";
import { word } from "./words.js";

const WIDTH = 88;
const HEIGHT = 20;
const MARGIN = 2;
const LEAST_TOP = 4;

/** @param {(number | undefined)[]} minutes */
function pathOf(minutes) {
  const top = Math.max(LEAST_TOP, ...minutes.filter((number) => number !== undefined));
  const step = WIDTH / Math.max(1, minutes.length - 1);
  const rise = (HEIGHT - 2 * MARGIN) / top;
  let pen = "M";
  return minutes
    .map((number, place) => {
      if (number === undefined) return void (pen = "M");
      const part = `${pen}${(place * step).toFixed(1)} ${(HEIGHT - MARGIN - number * rise).toFixed(1)}`;
      pen = "L";
      return part;
    })
    .filter(Boolean)
    .join("");
}

/**
 * A minute is over: the oldest one leaves each line, and this one joins it.
 * @param {Element} row @param {number | undefined} most who waited in it; undefined: nobody said so
 */
export function addMinute(row, most) {
  const spark = row.querySelector("svg[data-minutes]");
  if (!spark) return;
  const minutes = spark.dataset.minutes.split(" ").map((text) => (text === "-" ? undefined : Number(text)));
  const next = [...minutes.slice(1), most];
  const known = next.filter((number) => number !== undefined);
  spark.dataset.minutes = next.map((number) => number ?? "-").join(" ");
  spark.firstElementChild.setAttribute("d", pathOf(next));
  const places = { most: Math.max(0, ...known) };
  spark.setAttribute("aria-label", word("queue.hour_most", places));
  setText(row.querySelector("[data-cell=most]"), word("queue.most", places));
}
