/** The queues' page: what the floor tells of queues and sources is written into the table in place. */

import { sources } from "./lights.js";
import { clock } from "./page_clock.js";
import { takeRows } from "./page_rows.js";
import { QueueRows } from "./queue_rows.js";
import { everySecond } from "./seconds.js";

const MINUTE = 60_000;
const queues = new QueueRows(sources);
const part = document.getElementById("queue-part");
let minute = Math.floor(clock.now() / MINUTE);

takeRows({
  *known() {
    for (const key of queues.told.keys()) yield ["queue", key];
  },
  apply(pending) {
    let isAnother = false;
    pending.get("queue")?.forEach((values, key) => (isAnother = queues.put(key, values) || isAnother));
    if (isAnother || queues.told.size !== Number(part.dataset.total)) window.htmx?.trigger(part, "anew");
    if (pending.has("queue") || pending.has("source")) queues.tick(clock.now());
  },
  line: () => queues.tick(clock.now()),
});

document.addEventListener("htmx:afterSettle", ({ target }) => target === part && queues.again(clock.now()));
everySecond(clock, (now) => {
  queues.tick(now);
  if (Math.floor(now / MINUTE) === minute) return;
  minute = Math.floor(now / MINUTE);
  queues.minute();
});
