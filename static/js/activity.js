/** Keeps the activity's newest page as it is now: when a command changes, the list is asked for anew and put in place. */

import { setHidden, setText } from "./dom.js";
import { Hold } from "./hold.js";
import { morph, morphChildren } from "./morph.js";

const ASK_EVERY = 1_000;

class Newest {
  #list;
  #button;
  #hold;
  #askedAt = 0;
  #timer = 0;
  /** What is newer than the list, while it may not move. */
  #waits = false;

  /** @param {HTMLElement} list @param {HTMLButtonElement} button that says how many are new, and shows them */
  constructor(list, button) {
    this.#list = list;
    this.#button = button;
    this.#hold = new Hold([list], () => this.#released());
    addEventListener("scroll", () => this.#released(), { passive: true });
    button.addEventListener("click", () => this.#show());
  }

  /** Something changed: the list is asked for anew, at most once a second. */
  changed() {
    if (!this.#list.querySelector("[data-newest]")) return;
    this.#timer ||= setTimeout(() => this.#ask(), Math.max(0, this.#askedAt + ASK_EVERY - performance.now()));
  }

  /** Nothing may move under the pointer, the focus, what was opened, or a page that was scrolled. */
  get #isHeld() {
    return this.#hold.isOn || scrollY > 0 || this.#list.querySelector("details[open]") !== null;
  }

  async #ask() {
    this.#timer = 0;
    this.#askedAt = performance.now();
    const answer = await fetch(location.href, { headers: { "HX-Request": "true" } }).catch(() => null);
    if (answer?.redirected || answer?.headers.has("HX-Redirect")) return location.reload();
    if (!answer?.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (this.#isHeld) this.#keepUp(page);
    else this.#put(page);
  }

  /** What stands is brought up to date where it stands; how many are new is said. */
  #keepUp(page) {
    let count = 0;
    for (const entry of page.querySelectorAll("[data-entry]")) {
      const known = document.getElementById(entry.id);
      if (!known) count += 1;
      else {
        if (known.querySelector("details[open]")) entry.querySelector("details")?.setAttribute("open", "");
        morph(known, entry);
      }
    }
    this.#waits = count > 0;
    setHidden(this.#button, !count);
    const { one, other } = this.#button.dataset;
    if (count) setText(this.#button, (count === 1 ? one : other).replace("{count}", String(count)));
  }

  #put(page) {
    this.#waits = false;
    setHidden(this.#button, true);
    morphChildren(this.#list, page.getElementById("activity") ?? page.body);
  }

  #released() {
    if (this.#waits && !this.#isHeld) this.changed();
  }

  /** The new ones are wanted: what is open is closed, and the focus goes to the newest when it is there. */
  async #show() {
    for (const each of this.#list.querySelectorAll("details[open]")) each.open = false;
    scrollTo({ top: 0, behavior: "instant" });
    await this.#ask();
    this.#list.querySelector("[data-entry] a")?.focus({ preventScroll: true });
  }
}

const newest = new Newest(document.getElementById("activity"), document.querySelector("[data-do=show-news]"));

/** The page's line (own_page.js) first tells all commands that the desk still has: nothing is missed before it opened. */
document.addEventListener("floor:commands", () => newest.changed());
