/** The teams as the floor tells of them: on which terms each is listened to. */

export class Teams {
  /** @type {Map<string, {name: string, listening?: string, purpose?: string, asks_why?: boolean, queues?: string[]}>} docs/live.md, `team` */
  all;

  /** @param {Object<string, object>} known by key, as the page was made with */
  constructor(known) {
    this.all = new Map(Object.entries(known));
  }

  put(key, values) {
    if (values === null) this.all.delete(key);
    else this.all.set(key, values);
  }

  /** Whether listening to this team needs a reason in words. */
  asksWhy(team) {
    return Boolean(this.all.get(team)?.asks_why);
  }

  /** What this team is listened to for; "" where nothing is said. */
  purpose(team) {
    return this.all.get(team)?.purpose ?? "";
  }
}
