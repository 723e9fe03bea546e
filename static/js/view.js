/** What the page's address says: search, filters, grouping, order, what is folded away, and whose panel is open. */

/**
 * @typedef {Object} View
 * @property {string} q
 * @property {string[]} team @property {string[]} state @property {string[]} source any of these; none: all
 * @property {"team" | "state" | "none"} group
 * @property {string} sort a column, or `-` and a column
 * @property {boolean} signedOut whether those who are signed out are shown
 * @property {string[]} closed groups that are folded away
 * @property {string} agent whose panel is open
 */

const GROUPS = ["team", "state", "none"];
const HIDE = "hide";
const TYPING_PAUSES = 200;

/**
 * A view from an address's query.
 * @param {string} search
 * @returns {View}
 */
export function viewOf(search) {
  const query = new URLSearchParams(search);
  const group = query.get("group");
  return {
    q: query.get("q") ?? "",
    team: query.getAll("team").filter(Boolean),
    state: query.getAll("state").filter(Boolean),
    source: query.getAll("source").filter(Boolean),
    group: GROUPS.includes(group) ? group : "team",
    sort: query.get("sort") || "name",
    signedOut: query.get("signed_out") !== HIDE,
    closed: query.getAll("closed"),
    agent: query.get("agent") ?? "",
  };
}

/**
 * The shortest query that gives this view.
 * @param {View} view
 */
export function queryOf(view) {
  const query = new URLSearchParams();
  if (view.q) query.set("q", view.q);
  for (const name of ["team", "state", "source"]) for (const value of view[name]) query.append(name, value);
  if (view.group !== "team") query.set("group", view.group);
  if (view.sort !== "name") query.set("sort", view.sort);
  if (!view.signedOut) query.set("signed_out", HIDE);
  for (const key of view.closed) query.append("closed", key);
  if (view.agent) query.set("agent", view.agent);
  return String(query);
}

export class Address {
  /** @type {View} */
  view;
  #changed;
  #timer = 0;

  /** @param {(view: View, before: View) => void} changed called after each change, back and forward included */
  constructor(changed) {
    this.#changed = changed;
    this.view = viewOf(location.search);
    addEventListener("popstate", () => this.#came());
    addEventListener("pagehide", () => this.#write());
  }

  /** A step that "back" undoes. */
  push(part) {
    this.#write();
    if (this.#take(part)) history.pushState(null, "", this.#href);
  }

  /** A change that makes no step of its own: typing. The address follows when it pauses, as browsers ask. */
  replace(part) {
    if (!this.#take(part)) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#write(), TYPING_PAUSES);
  }

  get #href() {
    return `?${queryOf(this.view)}`.replace(/^\?$/, location.pathname);
  }

  #write() {
    if (!this.#timer) return;
    clearTimeout(this.#timer);
    this.#timer = 0;
    history.replaceState(null, "", this.#href);
  }

  #came() {
    clearTimeout(this.#timer);
    this.#timer = 0;
    this.#set(viewOf(location.search));
  }

  #take(part) {
    const view = { ...this.view, ...part };
    if (queryOf(view) === queryOf(this.view)) return false;
    this.#set(view);
    return true;
  }

  #set(view) {
    const before = this.view;
    this.view = view;
    this.#changed(view, before);
  }
}
