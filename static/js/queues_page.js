/** The queues' page: what the floor tells of queues and sources is written into the table in place. */

import { writeBanner } from "./banner.js";
import { clock } from "./page_clock.js";
import { takeRows } from "./page_rows.js";
import { QueueRows } from "./queue_rows.js";
import { everySecond } from "./seconds.js";
import { Sources } from "./sources.js";

const MINUTE = 60_000;
const sources = new Sources(document.getElementById("feeds"));
const queues = new QueueRows(sources);
const part = document.getElementById("queue-part");
let minute = Math.floor(clock.now() / MINUTE);

takeRows({
  *known() {
    for (const key of queues.told.keys()) yield ["queue", key];
    for (const key of sources.all.keys()) yield ["source", key];
  },
  apply(pending) {
    const lights = [...(pending.get("source") ?? [])].map(([key, values]) => sources.put(key, values));
    if (lights.some(({ before, after }) => before !== after)) writeBanner(sources, () => 0);
    let isAnother = false;
    pending.get("queue")?.forEach((values, key) => (isAnother = queues.put(key, values) || isAnother));
    if (isAnother || queues.told.size !== Number(part.dataset.total)) window.htmx?.trigger(part, "anew");
    if (pending.has("queue") || lights.length) queues.tick(clock.now());
  },
  line(isOpen) {
    sources.lineLostAt = isOpen ? undefined : (sources.lineLostAt ?? clock.now());
    writeBanner(sources, () => 0);
    queues.tick(clock.now());
  },
});

document.addEventListener("htmx:afterSettle", ({ target }) => target === part && queues.again(clock.now()));
everySecond(clock, (now) => {
  sources.tick(now);
  queues.tick(now);
  if (Math.floor(now / MINUTE) === minute) return;
  minute = Math.floor(now / MINUTE);
  queues.minute();
});
