/** Asks for the agent's attention when a message comes: a sound, the tab's title, a notification, and a word for those who listen. */

import { chime } from "./chime.js";
import { cell, setHidden, setText } from "./dom.js";
import { Tabs } from "./tabs.js";
import { word } from "./words.js";

export class Attention {
  #title = document.title;
  #tabs = new Tabs();
  #announcer;
  #alarm;
  #place = document.getElementById("telling");

  /** @param {{announcer: import("./announce.js").Announcer, alarm: HTMLElement}} to */
  constructor({ announcer, alarm }) {
    this.#announcer = announcer;
    this.#alarm = alarm;
    this.#place.querySelector("[data-do=tell]").addEventListener("click", () => this.#allow());
    addEventListener("pointerup", () => this.#offer());
    addEventListener("keyup", () => this.#offer());
    this.#offer();
  }

  /** A message has come, or was sent once more. Of several tabs one makes the sound; each says it. */
  async came({ key, at, by, content, important }) {
    const sentence = word(important ? "me.said_important" : "me.said", { name: by, content });
    if (important) this.#alarm.textContent = sentence;
    else this.#announcer.say(`told ${key}`, sentence);
    if (!(await this.#tabs.mine(`told ${key} ${at}`))) return;
    chime();
    this.#notify(key, word(important ? "me.new_important" : "me.new"), content);
  }

  /** So many messages are not seen yet: the tab says so. */
  count(unseen) {
    const title = unseen ? `${word("me.title", { count: unseen })} · Floorwalker` : this.#title;
    if (document.title !== title) document.title = title;
  }

  #notify(tag, title, body) {
    if (!mayNotify() || (!document.hidden && document.hasFocus())) return;
    const notification = new Notification(title, { body, tag, renotify: true });
    notification.addEventListener("click", () => {
      window.focus();
      notification.close();
    });
  }

  /** Asked for by a press alone; the press itself lets the page make sounds. */
  async #allow() {
    if ("Notification" in window && Notification.permission === "default") await Notification.requestPermission();
    setText(cell(this.#place, "telling"), word(mayNotify() ? "me.told" : "me.sound_only"));
    chime();
    this.#offer();
  }

  /** The button is there as long as a press on it would change anything. */
  #offer() {
    const isSilent = !navigator.userActivation.hasBeenActive;
    const mayAsk = "Notification" in window && Notification.permission === "default";
    const isOffered = isSilent || mayAsk;
    setHidden(this.#place.querySelector("[data-do=tell]"), !isOffered);
    setHidden(this.#place, !isOffered && !cell(this.#place, "telling").textContent);
  }
}

const mayNotify = () => "Notification" in window && Notification.permission === "granted";
