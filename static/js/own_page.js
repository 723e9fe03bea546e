/** A page that shows no floor: what is the viewer's own on it is kept live all the same. */

import { AgentPage } from "./agent_page.js";
import { agentFrom } from "./agents.js";
import { Announcer } from "./announce.js";
import { askAgain } from "./ending.js";
import { Frames } from "./frames.js";
import { isLit, sources, takeLine, takeSources } from "./lights.js";
import { openOwn, ownOpening } from "./line.js";
import { Mine } from "./mine.js";
import { OwnSignIns } from "./own.js";
import { clock } from "./page_clock.js";
import "./page_keys.js";
import { handOn, handOnLine, knownRows } from "./page_rows.js";
import { Reasons } from "./reasons.js";
import { everySecond } from "./seconds.js";
import { Teams } from "./teams.js";
import { keysTold, kindsTold, tellLine, tellParts } from "./told_parts.js";
import { writeInPlace } from "./writing.js";

const own = new OwnSignIns(JSON.parse(document.getElementById("own")?.textContent ?? "{}"));
const teams = new Teams({});
const page = new AgentPage();
/** @type {Map<string, import("./agents.js").Agent>} those who are followed, and whom the page is about */
const agents = new Map();

const mine = new Mine({
  own,
  clock,
  announcer: new Announcer(document.getElementById("announce")),
  reasons: new Reasons({}),
  teams,
  sources,
  agentOf: (key) => agents.get(key),
  followed: () => queueMicrotask(heedTheFollowed),
});

const known = function* () {
  for (const key of own.all.keys()) yield ["sign_in", key];
  for (const key of mine.follows.all.keys()) yield ["follow", key];
  for (const key of sources.all.keys()) yield ["source", key];
  for (const key of agents.keys()) yield ["agent", key];
  for (const key of teams.all.keys()) yield ["team", key];
  yield* knownRows();
};

const frames = new Frames((pending) => {
  if (pending.has("source")) heedSources(pending.get("source"));
  pending.get("team")?.forEach((values, key) => teams.put(key, values));
  mine.follow(pending);
  if (pending.has("command")) document.dispatchEvent(new Event("floor:commands")); // for the page that lists them
  pending.get("agent")?.forEach((values, key) => {
    if (values === null) return void agents.delete(key);
    agents.set(key, agentFrom(key, values));
    mine.follows.seen(agents.get(key));
  });
  mine.apply(pending);
  tellParts(pending);
  handOn(pending);
  if (concernsThePage(pending)) page.changed();
}, known);

writeInPlace();
let told = shown();
const line = openOwn(told, {
  frame: (frame) => frames.take(frame),
  time: (at) => clock.hear(at),
  line: (isOpen) => {
    takeLine(isOpen, clock.now());
    tellLine(isOpen, isLit ? undefined : clock.now());
    handOnLine(isOpen);
    page.line(isOpen, clock.now());
    mine.refresh();
  },
  signedOut: askAgain,
  notAllowed: () => {},
});
document.addEventListener("htmx:afterSettle", listenAnew);
everySecond(clock, (now) => {
  sources.tick(now);
  mine.tick(now, (source) => sources.isFresh(source));
  page.tick(sources, now);
});

/** What to be told of. Parts that the server made with their rows say where they stand. */
function shown() {
  const stands = document.querySelector("[data-position]")?.dataset.position;
  const agents = [...new Set([page.agent, ...mine.follows.agents])].filter(Boolean).sort();
  return { agents, kinds: kindsTold(), keys: keysTold(), position: stands && JSON.parse(stands) };
}

function heedTheFollowed() {
  page.changed();
  listenAnew();
}

/** Others are followed than before, or the page has other parts: the line is opened anew, to be told of them. */
function listenAnew() {
  const before = told;
  told = shown();
  if (["agents", "kinds", "keys"].some((what) => told[what].join(" ") !== before[what].join(" "))) line.reopen(ownOpening(told));
}

/** A source's word comes every second: only whether it holds concerns the page. */
function heedSources(told) {
  const before = new Map([...told.keys()].map((key) => [key, sources.isFresh(key)]));
  takeSources(told);
  if ([...before].some(([key, wasFresh]) => wasFresh !== sources.isFresh(key))) page.changed();
}

/** What is possible hangs on one's own sign-ins too. */
function concernsThePage(pending) {
  const commands = [...(pending.get("command")?.values() ?? [])];
  const isAbout = (values) => values?.subject === page.agent;
  const isTold = (kind) => pending.get(kind)?.has(page.agent);
  return pending.has("sign_in") || isTold("agent") || isTold("hand") || commands.some(isAbout);
}
