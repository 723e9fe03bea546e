/** The agents' table: each row in its group, in order, shown or not; and held as it is while somebody is in it. */

/** @import { Agent } from "./agents.js" */
/** @import { Entry } from "./groups.js" */
/** @import { View } from "./view.js" */
import { setHidden } from "./dom.js";
import { Group } from "./groups.js";
import { arrange, movers } from "./moves.js";
import { byColumn, byGroup, groupOf, matching } from "./order.js";
import { create, giveDays, read, write } from "./rows.js";
import { word } from "./words.js";

const SETTLE_EVERY = 1_000;

export class Table {
  /** @type {Map<string, Entry>} by agent */
  entries = new Map();
  /** @type {Map<string, Group>} by key, in the order in which they stand */
  groups = new Map();
  #element;
  #hold;
  #told;
  /** @type {View} */
  #view;
  #compare;
  #matches;
  /** @type {Set<Entry>} those that the filters would show and do not, or the other way round */
  #misjudged = new Set();
  #groupsAreOut = false;
  #settledAt = 0;
  #timer = 0;

  /**
   * Takes over the table that the server wrote.
   * @param {HTMLElement} element
   * @param {View} view that it was written for
   * @param {{isOn: boolean}} hold
   * @param {{row: (row: HTMLElement) => void, held: (would: number) => void, shown: (shown: number, all: number) => void}} told
   *     of new rows, how many would move, and how many the filters show
   */
  constructor(element, view, hold, told) {
    this.#element = element;
    this.#hold = hold;
    this.#told = told;
    this.#use(view);
    for (const body of element.querySelectorAll("tbody[data-group]")) {
      const group = new Group(body);
      this.groups.set(group.key, group);
      for (const row of body.querySelectorAll("tr[data-agent]")) this.#adopt(row, group);
    }
  }

  /**
   * An agent came or changed. Its place may have to wait; its cells do not.
   * @param {Agent} agent
   * @returns {Entry}
   */
  put(agent) {
    const entry = this.entries.get(agent.key) ?? this.#add(agent);
    if (entry.agent !== agent) this.#change(entry, agent);
    this.#judge(entry);
    if (agent.day) this.#showDays();
    write(entry.row, agent);
    return entry;
  }

  /** The columns of the day are there once anybody's is told. */
  #showDays() {
    const { dataset } = this.#element.parentElement;
    if (dataset.days) return;
    dataset.days = "true";
    giveDays([...this.entries.values()].map(({ row }) => row));
  }

  /** An agent left. */
  remove(key) {
    const entry = this.entries.get(key);
    if (!entry) return;
    this.entries.delete(key);
    this.#misjudged.delete(entry);
    entry.home.members.delete(entry);
    entry.home.count(entry, -1);
    if (!entry.home.members.size) entry.home.isOut = true;
    entry.row.remove();
  }

  /** Another view was asked for: it is taken at once, whoever is in the table. */
  setView(view) {
    const { group, sort } = this.#view;
    this.#use(view);
    for (const entry of this.entries.values()) {
      if (group !== view.group) this.#change(entry, entry.agent);
      this.#judge(entry);
    }
    if (group !== view.group || sort !== view.sort) for (const each of this.groups.values()) each.isOut = true;
    this.settleNow();
  }

  /** Puts rows where they belong, at most once a second; while the order is held, says how many would move. */
  settle() {
    this.#paint();
    if (!this.#isUnsettled) return;
    const wait = this.#settledAt + SETTLE_EVERY - performance.now();
    if (wait > 0) this.#timer ||= setTimeout(() => this.#settleLater(), wait);
    else if (this.#hold.isOn) this.#sayHeld();
    else this.settleNow();
  }

  /** Puts all rows where they belong. */
  settleNow() {
    this.#restart();
    for (const entry of this.#misjudged) this.#show(entry, !entry.shown);
    this.#misjudged.clear();
    for (const group of this.groups.values()) if (group.isOut) group.arrange(this.#compare);
    for (const [key, { members, body }] of this.groups)
      if (!members.size) {
        this.groups.delete(key);
        body.remove();
      }
    if (this.#groupsAreOut) this.#arrangeGroups();
    this.#paint();
    this.#told.held(0);
  }

  get #isUnsettled() {
    return this.#misjudged.size > 0 || this.#groupsAreOut || [...this.groups.values()].some(({ isOut }) => isOut);
  }

  #settleLater() {
    this.#timer = 0;
    this.settle();
  }

  #use(view) {
    this.#view = view;
    this.#compare = byColumn(view.sort);
    this.#matches = matching(view);
    for (const group of this.groups.values()) group.close(view.closed.includes(group.key));
  }

  /** A row that the server wrote: where it stands and whether it is shown is taken as it is. */
  #adopt(row, group) {
    const agent = read(row);
    const isFresh = row.dataset.fresh === "true";
    const level = row.dataset.level ?? "";
    const entry = { agent, row, home: group, group, shown: !row.hidden, isFresh, level, passed: 0 };
    group.members.add(entry);
    group.standing.push(entry);
    group.count(entry, 1);
    this.entries.set(agent.key, entry);
  }

  /** A new row, at the end of its group until the order settles. */
  #add(agent) {
    const row = create(agent.key);
    const home = this.#home(agent);
    const shown = this.#matches(agent);
    const entry = { agent, row, home, group: home, shown, isFresh: true, level: "", passed: 0 };
    row.hidden = !shown;
    home.count(entry, 1);
    home.members.add(entry);
    home.standing.push(entry);
    home.isOut = true;
    this.entries.set(agent.key, entry);
    home.body.append(row);
    this.#told.row(row);
    return entry;
  }

  #home(agent) {
    const key = groupOf(agent, this.#view.group);
    const name = { team: agent.teamName, state: word(`state.${key}`), none: "" }[this.#view.group];
    let group = this.groups.get(key);
    if (!group) {
      group = Group.create(key, name);
      group.close(this.#view.closed.includes(key));
      this.groups.set(key, group);
      this.#element.append(group.body);
      this.#groupsAreOut = true;
    } else if (group.name !== name) {
      group.rename(name);
      this.#groupsAreOut = true;
    }
    return group;
  }

  /** An agent is told anew, or the groups are: who it is counted with, and whether that is in order. */
  #change(entry, agent) {
    const before = entry.agent;
    const old = entry.home;
    const home = this.#home(agent);
    old.count(entry, -1);
    entry.agent = agent;
    entry.home = home;
    home.count(entry, 1);
    if (home !== old) {
      old.members.delete(entry);
      home.members.add(entry);
      old.isOut = true;
    }
    if (home !== old || this.#compare(before, agent)) home.isOut = true;
  }

  #judge(entry) {
    if (this.#matches(entry.agent) === entry.shown) this.#misjudged.delete(entry);
    else this.#misjudged.add(entry);
  }

  #show(entry, isShown) {
    entry.home.count(entry, -1);
    entry.shown = isShown;
    entry.home.count(entry, 1);
    setHidden(entry.row, !isShown);
  }

  #arrangeGroups() {
    this.#groupsAreOut = false;
    const standing = [...this.#element.querySelectorAll("tbody[data-group]")];
    const wanted = [...this.groups.values()].sort(byGroup(this.#view.group));
    arrange(
      this.#element,
      wanted.map(({ body }) => body),
      movers(wanted.map(({ body }) => standing.indexOf(body))),
    );
    this.groups = new Map(wanted.map((group) => [group.key, group]));
  }

  #sayHeld() {
    this.#restart();
    const would = new Set(this.#misjudged);
    for (const group of this.groups.values()) {
      if (group.isOut) for (const entry of group.misplaced(this.#compare)) would.add(entry);
    }
    this.#told.held(would.size);
  }

  #restart() {
    clearTimeout(this.#timer);
    this.#timer = 0;
    this.#settledAt = performance.now();
  }

  #paint() {
    let shown = 0;
    for (const group of this.groups.values()) {
      group.paint();
      shown += group.shown;
    }
    this.#told.shown(shown, this.entries.size);
  }
}
