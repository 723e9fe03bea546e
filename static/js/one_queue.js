/** One queue's page: its times count on while the system is live and our line holds. Its parts ask for themselves (told_parts.js). */

import { setAttribute, setText } from "./dom.js";
import { duration, level } from "./durations.js";
import { sources } from "./lights.js";
import { clock } from "./page_clock.js";
import { takeRows } from "./page_rows.js";
import { everySecond } from "./seconds.js";
import { word } from "./words.js";

const live = document.getElementById("queue-live");

takeRows({
  known: () => [],
  apply(pending) {
    // A light is told every second: only whether the system is live concerns the page.
    const light = pending.get("source")?.get(live.dataset.source);
    if (light && (light.state === "live") !== (live.dataset.fresh === "true")) window.htmx?.trigger(live, "told");
  },
  line() {},
});
everySecond(clock, (now) => {
  if (!sources.isFresh(live.dataset.source) || live.dataset.fresh !== "true") return;
  const { warn, limit } = live.dataset;
  for (const time of live.querySelectorAll("time[data-since]")) {
    const lasted = now - Date.parse(time.dataset.since);
    const said = duration(lasted);
    setText(time, time.dataset.unsure ? word("since_unsure", { time: said }) : said);
    if ("limited" in time.dataset) setAttribute(time, "data-level", level(lasted, { warn: Number(warn), limit: Number(limit) }));
  }
});
