/** What keys do beyond the arrows of the table: letters act on the row in focus, never in a field, and can be switched off. */

import { FIELDS, goRound } from "./regions.js";

const ACTIONS = { l: "listen", b: "barge-in", d: "drop", r: "ready", n: "not-ready", o: "sign-out", m: "message" };
const QUESTION = ":popover-open:not([popover=manual])";

/**
 * @typedef {Object} Deeds
 * @property {() => HTMLElement | undefined} row the agent's row in focus
 * @property {(row: HTMLElement, action: string) => void} act
 * @property {(row: HTMLElement) => void} select @property {() => void} selectAll
 * @property {() => boolean} come to the agent in focus whose hand is up; false: none is in focus
 * @property {() => void} sort @property {() => void} sheet
 * @property {() => boolean} leave closes the innermost thing; false: there was none
 */

export class Keys {
  #deeds;
  #singles;

  /**
   * @param {Deeds} deeds
   * @param {boolean} singles whether single characters act at all (WCAG 2.1.4)
   */
  constructor(deeds, singles) {
    this.#deeds = deeds;
    this.#singles = singles;
    document.addEventListener("keydown", (event) => this.#key(event));
  }

  #key(event) {
    if (event.defaultPrevented || event.isComposing || event.altKey) return;
    if (document.querySelector("dialog:modal")) return;
    const deed = event.ctrlKey || event.metaKey ? this.#chord(event) : this.#deed(event);
    if (!deed || deed() === false) return;
    event.preventDefault();
  }

  /** All shown rows, with the focus in one of them; elsewhere the browser's own "select all". */
  #chord({ key, target }) {
    if (key.toLowerCase() !== "a" || target.closest(FIELDS) || !this.#deeds.row()) return undefined;
    return this.#deeds.selectAll;
  }

  #deed({ key, shiftKey, repeat, target }) {
    if (key === "F6") return () => goRound(shiftKey ? -1 : 1);
    if (key === "Escape") return () => !document.querySelector(QUESTION) && this.#deeds.leave();
    if (target.closest(FIELDS) || document.querySelector(QUESTION)) return undefined;
    const row = this.#deeds.row();
    if (key === " " && row && !target.closest("button, input")) return () => this.#deeds.select(row);
    if (!this.#singles) return undefined;
    if (key === "/") return () => document.querySelector("#tools [name=q]").focus();
    if (key === "?") return this.#deeds.sheet;
    if (key === ".") return this.#deeds.sort;
    if (key.toLowerCase() === "h" && !repeat) return this.#deeds.come;
    const action = ACTIONS[key.toLowerCase()];
    return action && row && !repeat && (() => this.#deeds.act(row, action));
  }
}
