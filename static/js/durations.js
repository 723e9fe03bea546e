/** How long something lasts, in the words of the page: `m:ss`, then `h:mm:ss`. */

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

/**
 * How far past its limits a state is: "", "warn" or "alarm".
 * @param {number} milliseconds
 * @param {{warn?: number, limit?: number}} limits in seconds; 0 or none: there is no such limit
 */
export function level(milliseconds, { warn, limit }) {
  if (limit && milliseconds >= limit * 1000) return "alarm";
  return warn && milliseconds >= warn * 1000 ? "warn" : "";
}
