/** The server's time on a page that shows no floor: one clock for all of its modules, which its line keeps right. */

import { ServerClock } from "./clock.js";

export const clock = new ServerClock();
clock.hear(document.body.dataset.now);
