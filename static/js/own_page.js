/** A page that shows no floor: what is the viewer's own on it is kept live all the same. */

import { agentFrom } from "./agents.js";
import { Announcer } from "./announce.js";
import { ServerClock } from "./clock.js";
import { askAgain } from "./ending.js";
import { Frames } from "./frames.js";
import { Freshness } from "./freshness.js";
import { openOwn, ownOpening } from "./line.js";
import { Mine } from "./mine.js";
import { OwnSignIns } from "./own.js";
import { Reasons } from "./reasons.js";
import { everySecond } from "./seconds.js";
import { Teams } from "./teams.js";

const clock = new ServerClock();
clock.hear(document.body.dataset.now);
const own = new OwnSignIns(JSON.parse(document.getElementById("own")?.textContent ?? "{}"));
const teams = new Teams({});
const sources = new Freshness();
/** @type {Map<string, import("./agents.js").Agent>} those who are followed */
const agents = new Map();
let followed = "";

const mine = new Mine({
  own,
  clock,
  announcer: new Announcer(document.getElementById("announce")),
  reasons: new Reasons({}),
  teams,
  sources,
  agentOf: (key) => agents.get(key),
  followed: () => queueMicrotask(listenForFollowed),
});

const known = function* () {
  for (const key of own.all.keys()) yield ["sign_in", key];
  for (const key of mine.follows.all.keys()) yield ["follow", key];
  for (const key of sources.keys) yield ["source", key];
  for (const key of agents.keys()) yield ["agent", key];
  for (const key of teams.all.keys()) yield ["team", key];
};

const frames = new Frames((pending) => {
  pending.get("source")?.forEach((values, key) => sources.put(key, values));
  pending.get("team")?.forEach((values, key) => teams.put(key, values));
  mine.follow(pending);
  if (pending.has("command")) document.dispatchEvent(new Event("floor:commands")); // for the page that lists them
  pending.get("agent")?.forEach((values, key) => {
    if (values === null) return void agents.delete(key);
    agents.set(key, agentFrom(key, values));
    mine.follows.seen(agents.get(key));
  });
  mine.apply(pending);
}, known);

const line = openOwn([], {
  frame: (frame) => frames.take(frame),
  time: (at) => clock.hear(at),
  line: (isOpen) => {
    sources.isConnected = isOpen;
    mine.refresh();
  },
  signedOut: askAgain,
  notAllowed: () => {},
});
everySecond(clock, (now) => mine.tick(now, (source) => sources.isFresh(source)));

/** Others are followed than before: the line is opened anew, to be told of them. */
function listenForFollowed() {
  const wanted = mine.follows.agents.sort();
  if (wanted.join(" ") === followed) return;
  followed = wanted.join(" ");
  line.reopen(ownOpening(wanted));
}
