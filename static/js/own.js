/** My own CTI sign-ins, on the chip and in its menu: their state as the floor tells it, and what came of what I asked. */

import { cell, setAttribute, setHidden, setText } from "./dom.js";
import { duration } from "./durations.js";
import { known } from "./known.js";
import { word } from "./words.js";

const OUT = ["signed_out", "unknown"];

export class OwnSignIns {
  /** @type {Map<string, object>} as last told, by `source:login` (docs/live.md, `sign_in`) */
  all;
  #menu = document.getElementById("my-sign-ins");

  /** @param {Object<string, object>} known by key, as the page was made with */
  constructor(known = {}) {
    this.all = new Map(Object.entries(known));
  }

  /** A row of kind `sign_in` (docs/live.md); null: it is no more. */
  put(key, values) {
    if (values === null) return void this.all.delete(key);
    this.all.set(key, values);
    for (const each of this.#of(key)) write(each, values);
  }

  /** Those on one system, by key. */
  of(source) {
    return Object.fromEntries([...this.all].filter(([key]) => key.startsWith(`${source}:`)));
  }

  /** A row of kind `command`, where it is about one of mine: the line in the menu follows it. */
  outcome(id, values) {
    const line = this.#menu?.querySelector(`[data-command="${id}"]`);
    if (!line || !values) return;
    const { action, outcome, said = "" } = values;
    setAttribute(line, "data-outcome", outcome);
    const places = { action: word(`action.${action}`), outcome: word(`outcome.${outcome}`) };
    setText(cell(line, "outcome-head"), word("outcome_line", places));
    setText(cell(line, "outcome-said"), known(said) || word(`said.${outcome}`));
  }

  /** The times in the menu; those of a silent source stand. */
  tick(now, isFresh) {
    for (const each of this.#menu?.querySelectorAll("[data-sign-in]") ?? []) {
      if (!isFresh(each.dataset.signIn.split(":")[0])) continue;
      const time = duration(now - Date.parse(each.dataset.since));
      setText(cell(each, "time"), each.dataset.unsure ? word("since_unsure", { time }) : time);
    }
  }

  #of(key) {
    return document.querySelectorAll(`[data-sign-in="${CSS.escape(key)}"]`);
  }
}

/** Writes one place that shows a sign-in: the chip, or its section of the menu. */
function write(place, { state, since, unsure = false, label = "", note = "" }) {
  setAttribute(place, "data-state", state);
  setAttribute(place, "data-since", since);
  setAttribute(place, "data-unsure", unsure ? "true" : "");
  setText(cell(place, "state"), word(`state.${state}`));
  for (const [name, text] of Object.entries({ reason: label, note: known(note) })) {
    const part = cell(place, name);
    if (part) setText(part, text);
  }
  const why = cell(place, "note")?.closest(".why");
  if (why) setHidden(why, !note);
  const isOut = OUT.includes(state);
  const halves = [...place.querySelectorAll("[data-when]")];
  const hadFocus = halves.some((half) => half.contains(document.activeElement));
  for (const half of halves) setHidden(half, (half.dataset.when === "out") !== isOut);
  if (hadFocus) takeFocus(halves.find((half) => !half.hidden));
}

/** Whoever pressed in the half that has gone stands in the other. */
function takeFocus(half) {
  if (!half.contains(document.activeElement)) half.querySelector("input:not([type=hidden]), select, button")?.focus();
}
