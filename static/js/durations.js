/** How long something lasts, in the words of the page: `m:ss`, then `h:mm:ss`. */

import { word } from "./words.js";

const two = (number) => String(number).padStart(2, "0");

/**
 * A duration in words. What lies in the future is shown as nothing yet.
 * @param {number} milliseconds
 */
export function duration(milliseconds) {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return h ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

export const TENTHS = new Intl.NumberFormat(document.documentElement.lang, { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** A short span, exact: "0.2 s", from ten seconds on "14 s", from a minute on "1:05". As dashboard/presenters/times.py. */
export function span(milliseconds) {
  const seconds = Math.max(0, milliseconds / 1000);
  if (seconds >= 60) return duration(milliseconds);
  return word("age", { seconds: seconds < 10 ? TENTHS.format(seconds) : Math.floor(seconds) });
}

/**
 * How far past its limits a state is: "", "warn" or "alarm".
 * @param {number} milliseconds
 * @param {{warn?: number, limit?: number}} limits in seconds; 0 or none: there is no such limit
 */
export function level(milliseconds, { warn, limit }) {
  if (limit && milliseconds >= limit * 1000) return "alarm";
  return warn && milliseconds >= warn * 1000 ? "warn" : "";
}
