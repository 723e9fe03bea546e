/** How the agent stands on each of their systems: the state, its reason, since when; standing still where nobody can say. */

import { cell, setAttribute, setText } from "./dom.js";
import { duration } from "./durations.js";
import { word } from "./words.js";

const placeOf = (key) => document.querySelector(`[data-self="${CSS.escape(key)}"]`);

export class States {
  #systems;

  /** @param {import("./me_systems.js").Systems} systems */
  constructor(systems) {
    this.#systems = systems;
  }

  /** Those of which something is known. */
  get keys() {
    return [...document.querySelectorAll("[data-self]:not([data-since=''])")].map((place) => place.dataset.self);
  }

  /** A row of kind `self` (docs/live.md); null: the agent is on the floor no more. */
  put(key, values) {
    const place = placeOf(key);
    if (!place) return;
    const { state, since = "", unsure = false, label = "", tone = "", pending = "", team_name = "" } = values ?? { state: "unknown" };
    setAttribute(place, "data-state", state);
    place.dataset.since = since;
    setAttribute(place, "data-unsure", unsure ? "true" : "");
    setAttribute(place, "data-tone", tone);
    setText(cell(place, "state"), word(`state.${state}`));
    setText(cell(place, "reason"), label);
    setText(cell(place, "pending"), pending && word("pending", { state: word(`state.${pending}`) }));
    setText(cell(place, "team"), team_name);
  }

  write(now) {
    for (const place of document.querySelectorAll("[data-self]")) {
      const { source, since, unsure } = place.dataset;
      const isFresh = this.#systems.isFresh(source);
      setAttribute(place, "data-fresh", String(isFresh && Boolean(since)));
      setText(cell(place, "stood"), isFresh || !since ? "" : word("me.stands"));
      const time = since ? duration(this.#systems.standsAt(source, now) - Date.parse(since)) : "–";
      setText(cell(place, "time"), since && unsure ? word("since_unsure", { time }) : time);
    }
  }
}
