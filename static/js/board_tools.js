/** What of the board is shown: a team, names, who differs from their default. In place, and in the address. */

import { say } from "./board_words.js";
import { cell, setText } from "./dom.js";

export class BoardTools {
  #form = document.getElementById("board-tools");
  #floor;

  /** @param {import("./board_floor.js").BoardFloor} floor @param {() => void} changed others are shown than before */
  constructor(floor, changed) {
    this.#floor = floor;
    floor.show(this.#filter());
    this.#form.addEventListener("input", ({ target }) => {
      if (target.name === "queue") return; // other columns are another page
      floor.show(this.#filter());
      changed();
      const fields = new URLSearchParams([...new FormData(this.#form)].filter(([, value]) => value));
      history.replaceState(null, "", fields.size ? `?${fields}` : location.pathname);
    });
  }

  /** The one team that is shown; "": more, or not the whole of it, so that it cannot be moved as one. */
  get team() {
    const { q, team, differs } = this.#filter();
    return q || differs ? "" : team;
  }

  get teamName() {
    return this.team && this.#form.elements.team.selectedOptions[0].textContent;
  }

  /** How many are shown, and how many differ. */
  write() {
    setText(cell(this.#form, "shown"), say("agents", { shown: this.#floor.shown.length, total: this.#floor.total }));
    setText(cell(this.#form, "differing"), String(this.#floor.differing));
  }

  #filter() {
    const { q = "", team = "", differs = "" } = Object.fromEntries(new FormData(this.#form));
    return { q: q.trim(), team, differs: differs === "1" };
  }
}
