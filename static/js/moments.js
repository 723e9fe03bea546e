/** Times of the clock, in the viewer's own zone. The server wrote them in the site's, and named it. */

const { lang } = document.documentElement;
const FORMATS = {
  seconds: new Intl.DateTimeFormat(lang, { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" }),
  minutes: new Intl.DateTimeFormat(lang, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }),
};

/** @param {number} at milliseconds @param {"seconds" | "minutes"} [to] how exact */
export function momentOf(at, to = "seconds") {
  return FORMATS[to].format(at);
}

/** Rewrites the times that the server wrote in a page, or in a part of one. @param {ParentNode} within */
export function writeMoments(within) {
  for (const time of within.querySelectorAll("time[data-clock]"))
    time.textContent = momentOf(Date.parse(time.dateTime), time.dataset.clock);
}
