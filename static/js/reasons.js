/** The reason codes that each source told of, in the order in which they are offered. */

export class Reasons {
  /** @type {Map<string, {source: string, category: string, code: string, label: string, order: number, forceable: boolean}>} */
  all = new Map();

  /** @param {Object<string, object>} known by key, as the page was made with */
  constructor(known) {
    for (const [key, values] of Object.entries(known)) this.put(key, values);
  }

  /** A reason code was told (docs/live.md, kind `reason`); null: it is gone. */
  put(key, values) {
    if (values === null) this.all.delete(key);
    else this.all.set(key, { source: key.split(":", 1)[0], order: 0, forceable: false, ...values });
  }

  /** Those that a supervisor may force somebody into. */
  offered(source, category) {
    return [...this.all.values()]
      .filter((each) => each.source === source && each.category === category && each.forceable)
      .sort((a, b) => a.order - b.order || a.label.localeCompare(b.label));
  }
}
