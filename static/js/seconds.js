/** Once a second, while the page is seen: the beat of every timer on it, at the turn of the server's second. */

/** @import { ServerClock } from "./clock.js" */

/**
 * @param {ServerClock} clock
 * @param {(now: number) => void} deed
 */
export function everySecond(clock, deed) {
  let timer = 0;
  const beat = () => {
    clearTimeout(timer);
    if (!document.hidden) deed(clock.now());
    timer = setTimeout(beat, 1000 - (clock.now() % 1000));
  };
  document.addEventListener("visibilitychange", () => document.hidden || beat());
  beat();
}
