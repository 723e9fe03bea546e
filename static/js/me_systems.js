/** The agent's own CTI systems and our own line: how much each one's word is worth, as the lights and one line say it. */

import { cell, setAttribute, setHidden, setText } from "./dom.js";
import { duration } from "./durations.js";
import { momentOf } from "./moments.js";
import { LEVELS } from "./sources.js";
import { known } from "./known.js";
import { word } from "./words.js";

const LIVE = "live";

export class Systems {
  /** When our own line was lost, in milliseconds; undefined while it holds. */
  lineLostAt;
  /** @type {Map<string, {state: string, since: string, heard: string, note: string}>} by name */
  #all = new Map();
  #lights = document.getElementById("lights");
  #banner = document.getElementById("banner");
  #ownLine = ownLight();

  constructor() {
    for (const { dataset } of this.#lights.querySelectorAll("[data-feed]")) {
      const { feed, feedState, since, heard = "", note = "" } = dataset;
      this.#all.set(feed, { state: feedState, since, heard, note });
    }
  }

  get keys() {
    return this.#all.keys();
  }

  /** A row of kind `source`; null: it is gone. */
  put(key, values) {
    if (values === null) this.#all.delete(key);
    else this.#all.set(key, { state: values.state, since: values.since, heard: values.heard ?? "", note: known(values.note ?? "") });
  }

  /** Whether what a system said last still holds. */
  isFresh(key) {
    return this.lineLostAt === undefined && this.#all.get(key)?.state === LIVE;
  }

  /** The moment at which a system's times stand, in milliseconds; `now` while it is live. */
  standsAt(key, now) {
    const system = this.#all.get(key);
    const stands = system && system.state !== LIVE ? Date.parse(system.heard || system.since) : now;
    return Math.min(stands, this.lineLostAt ?? now);
  }

  /** Writes the lights and the line. While our own line is lost it alone is shown: of the systems nothing is known. */
  write(now) {
    const isLost = this.lineLostAt !== undefined;
    for (const [key, system] of this.#all) this.#light(key, system, now, isLost);
    for (const light of [...this.#lights.querySelectorAll("[data-feed]")]) if (!this.#all.has(light.dataset.feed)) light.remove();
    if (isLost) setText(this.#ownLine.lastElementChild, `${word("me.no_line")} ${duration(now - this.lineLostAt)}`);
    if (isLost !== this.#ownLine.isConnected) isLost ? this.#lights.append(this.#ownLine) : this.#ownLine.remove();
    const said = this.#said();
    const levels = [...this.#all.values()].map(({ state }) => LEVELS[state]);
    if (isLost) levels.push("alarm");
    setAttribute(this.#banner, "data-level", ["alarm", "warn"].find((level) => levels.includes(level)));
    setText(cell(this.#banner, "banner"), said);
    setHidden(this.#banner, !said);
  }

  #said() {
    if (this.lineLostAt !== undefined) return word("me.own_line", { time: momentOf(this.lineLostAt) });
    const troubled = [...this.#all].filter(([, { state }]) => state !== LIVE);
    return troubled
      .map(([source, { state, since, note }]) => word(`banner_${state}`, { source, time: momentOf(Date.parse(since)), note }))
      .join(" ");
  }

  #light(key, { state, since }, now, isHidden) {
    const light = this.#lights.querySelector(`[data-feed="${CSS.escape(key)}"]`) ?? this.#lights.appendChild(aLight(key));
    const lasts = state === LIVE ? "" : ` ${duration(now - Date.parse(since))}`;
    setAttribute(light, "data-feed-state", state);
    setText(cell(light, "feed-state"), word(`feed.${state}`) + lasts);
    setHidden(light, isHidden);
  }
}

/** A system that was not there when the page was made. */
function aLight(key) {
  const light = ownLight();
  light.dataset.feed = key;
  const name = document.createElement("b");
  name.textContent = key;
  light.lastElementChild.before(name, " ");
  light.lastElementChild.dataset.cell = "feed-state";
  return light;
}

function ownLight() {
  const light = document.createElement("li");
  light.dataset.feedState = "down";
  const mark = document.createElement("i");
  mark.className = "light";
  mark.ariaHidden = "true";
  light.append(mark, document.createElement("span"));
  return light;
}
