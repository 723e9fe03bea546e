/** The floor's page: wires what the floor tells, and what its viewer does, to the modules that each do one thing. */

import { Actions } from "./actions.js";
import { Announcer } from "./announce.js";
import { Bulk } from "./bulk.js";
import { Cards } from "./cards.js";
import { ServerClock } from "./clock.js";
import { Compose } from "./compose.js";
import { Counts } from "./counts.js";
import { setHidden, setText } from "./dom.js";
import { askAgain, sayNotAllowed } from "./ending.js";
import { Flashes } from "./flash.js";
import { Flow } from "./flow.js";
import { Frames } from "./frames.js";
import { Hands } from "./hands.js";
import { Hold } from "./hold.js";
import { Keys } from "./keys.js";
import { openWhole } from "./line.js";
import { Mine } from "./mine.js";
import { NeedsYou } from "./needs_you.js";
import { Outcomes, Saying } from "./outcomes.js";
import { OwnSignIns } from "./own.js";
import { Panel } from "./panel.js";
import { Queues } from "./queues.js";
import { Reasons } from "./reasons.js";
import { Roving } from "./roving.js";
import { everySecond } from "./seconds.js";
import { Selection } from "./selection.js";
import { Shown } from "./shown.js";
import { Snoozes } from "./snoozes.js";
import { Sources } from "./sources.js";
import { Table } from "./table.js";
import { Teams } from "./teams.js";
import { Ticking } from "./ticking.js";
import { Tools } from "./tools.js";
import { Address } from "./view.js";
import { word } from "./words.js";

const byId = (id) => document.getElementById(id);
const json = (id) => JSON.parse(byId(id).textContent);

const main = byId("main");
const viewer = document.body.dataset;
const clock = new ServerClock();
clock.hear(viewer.now);

const address = new Address(viewed);
const announcer = new Announcer(byId("announce"));
const sources = new Sources(byId("feeds"));
const queues = new Queues(byId("queues"), sources);
const knownBefore = json("known");
const reasons = new Reasons(knownBefore.reason);
const teams = new Teams(knownBefore.team);
const counts = new Counts();
const hold = new Hold([byId("agents"), byId("confirm"), byId("said")], () => table.settle());
const table = new Table(byId("agents"), address.view, hold, {
  row: (row) => shown.add(row),
  held,
  shown: (number, all) => {
    const extra = (passes) => counts.linked.extra((key) => passes(table.entries.get(key)));
    tools.count(number - extra((entry) => entry?.shown), all - extra(Boolean));
    selection.told();
  },
});
const shown = new Shown(byId("agents"), (row) => ticking.appeared(row, clock.now()));
const roving = new Roving(byId("agents"), (from, to) => selection.extend(from, to));
const panel = new Panel(address.view.agent, (key) => table.entries.get(key)?.agent.name);
const own = new OwnSignIns(knownBefore.sign_in);
const mine = new Mine({
  own,
  clock,
  announcer,
  reasons,
  teams,
  sources,
  agentOf: (key) => table.entries.get(key)?.agent,
  followed: (key) => panel.changed(key),
});
const { rights, asking } = mine;
const outcomes = new Outcomes(table, rights, announcer, viewer.person);
asking.tell(outcomes);
const saying = new Saying(outcomes);
const compose = new Compose((sent) => bulk.written(sent));
const bulk = new Bulk({ announcer, person: viewer.person, compose });
const selection = new Selection(byId("agents"), table, () => bulk.select(selection));
const snoozes = new Snoozes(knownBefore.snooze, viewer.person);
const hands = new Hands(knownBefore.hand, {
  ...{ table, announcer, saying },
  person: viewer.person,
  mayAct: viewer.mayAct === "true",
});
const parts = {
  ...{ rights, table, counts, sources, queues, reasons, teams, outcomes, mine, roving, shown, panel, announcer, clock, bulk },
  ...{ hands, snoozes },
};
const cards = new Cards({ address, outcomes, hands, snoozes, now: () => clock.now(), changed: () => parts.needs.show(clock.now()) });
parts.needs = new NeedsYou(parts, cards);
const flow = new Flow({ ...parts, flashes: new Flashes() });
const ticking = new Ticking(parts);
const tools = new Tools(address);
const actions = new Actions({
  ...{ table, address, asking, outcomes, saying, rights, follows: mine.follows },
  ofOwnCall: (action) => mine.press(action),
  compose,
});

for (const [key, values] of Object.entries(knownBefore.follow)) mine.follows.put(key, values);

const known = function* () {
  for (const key of table.entries.keys()) yield ["agent", key];
  for (const key of queues.all.keys()) yield ["queue", key];
  for (const key of sources.all.keys()) yield ["source", key];
  for (const key of reasons.all.keys()) yield ["reason", key];
  for (const key of teams.all.keys()) yield ["team", key];
  for (const key of own.all.keys()) yield ["sign_in", key];
  for (const key of mine.follows.all.keys()) yield ["follow", key];
  for (const key of hands.all.keys()) yield ["hand", key];
  for (const key of snoozes.all.keys()) yield ["snooze", key];
};
const frames = new Frames((pending) => flow.apply(pending), known);

for (const { row } of table.entries.values()) shown.add(row);
bulk.restore(knownBefore.command, clock.now());
everySecond(clock, (now) => ticking.tick(now));

new Keys(
  {
    row: () => roving.row,
    act: pressed,
    select: (row) => selection.toggle(row),
    selectAll: () => selection.selectAll(),
    sort: () => table.settleNow(),
    come: () => come(document.activeElement),
    sheet: () => byId("key-sheet").showModal(),
    leave,
  },
  viewer.singleKeys === "true",
);
byId("sort-now").addEventListener("click", () => table.settleNow());

openWhole(JSON.parse(main.dataset.position), {
  frame: (frame) => frames.take(frame),
  time: (at) => clock.hear(at),
  line: (isOpen) => flow.line(isOpen),
  signedOut: askAgain,
  notAllowed: sayNotAllowed,
});

/** A key for an action, with the focus in a row: a message goes to all who are selected, where the row is. */
function pressed(row, action) {
  const { agent } = row.dataset;
  const at = row.querySelector("[data-cell=name]");
  if (action === "message" && selection.agents.has(agent)) actions.write([...selection.agents], at);
  else actions.act(agent, action, at);
}

/** The address changed: by a filter, a sort, a panel, or by going back. */
function viewed(view) {
  table.setView(view);
  tools.reflect(view);
  roving.keep();
  panel.show(view.agent);
}

/** So many rows would move if the order were not held. */
function held(count) {
  setHidden(byId("held"), !count);
  if (count) setText(byId("sort-now"), word("sort", { count }));
}

/** H: to the agent whose row or card the focus is in. */
function come(at) {
  const agent = roving.row?.dataset.agent ?? cards.agentAt(at);
  if (agent) hands.come(agent, at);
  return Boolean(agent);
}

/** Escape: the panel closes first, then the selection goes, then the search empties. */
function leave() {
  const { view } = address;
  const search = document.querySelector("#tools [name=q]");
  if (view.agent) address.push({ agent: "" });
  else if (selection.agents.size) selection.clear();
  else if (document.activeElement === search && view.q) address.replace({ q: "" });
  else return false;
  return true;
}
