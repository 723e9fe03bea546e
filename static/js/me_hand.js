/** The agent's raised hand: raised and lowered by its forms without leaving the page, and as the desk tells it. */

import { cell, setHidden, setText } from "./dom.js";
import { duration } from "./durations.js";
import { post } from "./posting.js";
import { word } from "./words.js";

export class Hand {
  #place = document.getElementById("hand");
  #clock;
  #announcer;
  #alarm;
  /** @type {{since: string, text: string, claimed: string, by: string} | null} null: it is down */
  #up = null;

  /** @param {{clock: import("./clock.js").ServerClock, announcer: import("./announce.js").Announcer, alarm: HTMLElement}} with_ */
  constructor({ clock, announcer, alarm }) {
    this.#clock = clock;
    this.#announcer = announcer;
    this.#alarm = alarm;
    if (!this.#place) return;
    this.#up = handIn(this.#place);
    this.#place.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#ask(event.target);
    });
  }

  get isUp() {
    return this.#up !== null;
  }

  /** A row of kind `raised` (docs/live.md); null: it is down. */
  put(values) {
    if (!this.#place) return;
    const before = this.#up;
    this.#up = values && { text: "", claimed: "", by: "", ...values };
    if (this.#up?.claimed && !before?.claimed) this.#alarm.textContent = word("me.coming", { name: this.#up.by });
    if (before && !this.#up) this.#announcer.say("hand", word("me.lowered"));
    if (!before && this.#up) this.#announcer.say("hand", word("me.raised"));
    this.write(this.#clock.now());
  }

  /** The line is back: that nobody could be told is over. */
  connected() {
    if (this.#place) this.#complain("");
  }

  write(now) {
    if (!this.#place) return;
    const up = this.#up;
    for (const half of this.#place.querySelectorAll("[data-when]")) this.#turn(half, (half.dataset.when === "up") === Boolean(up));
    this.#place.dataset.claimed = up?.claimed ?? "";
    setText(cell(this.#place, "hand-head"), up?.claimed ? word("me.coming", { name: up.by }) : word("me.raised"));
    setText(cell(this.#place, "hand-text"), up?.text ?? "");
    setText(cell(this.#place, "hand-time"), up ? duration(now - Date.parse(up.claimed || up.since)) : "");
  }

  /** Who stood in the half that goes stands at the hand itself: a second press of the same key does not undo the first. */
  #turn(half, isShown) {
    const hadFocus = !isShown && half.contains(document.activeElement);
    setHidden(half, !isShown);
    if (hadFocus) this.#place.focus({ preventScroll: true });
  }

  async #ask(form) {
    const button = form.querySelector("button");
    if (button.ariaBusy === "true") return;
    button.ariaBusy = "true";
    const { outcome, page } = await post(form.getAttribute("action"), new URLSearchParams(new FormData(form)));
    button.ariaBusy = null;
    const answered = page?.querySelector("#hand");
    if (answered) this.put(handIn(answered));
    const isTaken = answered && outcome !== "refused";
    if (isTaken) form.reset();
    const isRaising = form.dataset.when === "down";
    this.#complain(isTaken ? "" : (answered && cell(answered, "hand-wrong").textContent) || word(isRaising ? "me.not_raised" : "me.not_lowered"));
  }

  #complain(sentence) {
    const place = cell(this.#place, "hand-wrong");
    setText(place, sentence);
    setHidden(place, !sentence);
  }
}

/** The hand as the server wrote it. @param {HTMLElement} place */
function handIn({ dataset: { since, text, claimed, by } }) {
  return since ? { since, text, claimed, by } : null;
}
