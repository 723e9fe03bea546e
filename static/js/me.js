/** An agent's own page, kept live: own states, messages with their receipts, and the raised hand (docs/live.md). */

import { Announcer } from "./announce.js";
import { ServerClock } from "./clock.js";
import { askAgain } from "./ending.js";
import { Frames } from "./frames.js";
import { openNamed } from "./line.js";
import { Attention } from "./me_attention.js";
import { Hand } from "./me_hand.js";
import { Messages } from "./me_messages.js";
import { Outbox } from "./me_outbox.js";
import { States } from "./me_states.js";
import { Systems } from "./me_systems.js";
import { everySecond } from "./seconds.js";

const KINDS = ["self", "told", "raised", "source"];

const page = document.getElementById("main").dataset;
const clock = new ServerClock();
clock.hear(page.now);
const announcer = new Announcer(document.getElementById("announce"));
const alarm = document.getElementById("alarm");

const systems = new Systems();
const states = new States(systems);
const outbox = new Outbox(page.receipts, page.me);
const attention = new Attention({ announcer, alarm });
const messages = new Messages({ clock, outbox, attention });
const hand = new Hand({ clock, announcer, alarm });

const known = function* () {
  for (const key of systems.keys) yield ["source", key];
  for (const key of states.keys) yield ["self", key];
  for (const key of messages.keys) yield ["told", key];
  if (hand.isUp) yield ["raised", page.me];
};

const frames = new Frames((pending) => {
  pending.get("source")?.forEach((values, key) => systems.put(key, values));
  pending.get("self")?.forEach((values, key) => states.put(key, values));
  if (pending.has("told")) messages.put(pending.get("told"));
  pending.get("raised")?.forEach((values) => hand.put(values));
  write(clock.now());
}, known);

outbox.line = openNamed(page.socket, KINDS, {
  frame: (frame) => frames.take(frame),
  time: (at) => clock.hear(at),
  receipts: (number) => outbox.kept(number),
  line: (isOpen) => {
    systems.lineLostAt = isOpen ? undefined : clock.now();
    outbox.turn(isOpen);
    if (isOpen) hand.connected();
    write(clock.now());
  },
  signedOut: askAgain,
  notAllowed: () => {},
});

everySecond(clock, write);

/** Whatever moves with the clock, or hangs on how much a word is worth. */
function write(now) {
  systems.write(now);
  states.write(now);
  messages.write(now);
  hand.write(now);
}
