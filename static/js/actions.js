/** What the viewer presses: one listener for every row, card and panel, so that rows carry none of their own. */

/** @import { Asking } from "./asking.js" */
/** @import { Outcomes, Saying } from "./outcomes.js" */
/** @import { Table } from "./table.js" */
/** @import { Address } from "./view.js" */
import { word } from "./words.js";

const isPlain = ({ button, ctrlKey, metaKey, shiftKey, altKey }) =>
  button === 0 && !ctrlKey && !metaKey && !shiftKey && !altKey;

/** What these hold is acted on by their own modules. */
const ELSEWHERE = "#confirm, #listening, #selection, dialog, [data-sign-in]";

/** What a panel offers of the call that the viewer is on. */
const OF_OWN_CALL = ["stop-listening", "hold", "retrieve"];

export class Actions {
  #table;
  #address;
  #asking;
  #outcomes;
  #saying;
  #rights;
  #follows;
  #ofOwnCall;
  #compose;

  /**
   * @param {{table: Table, address: Address, asking: Asking, outcomes: Outcomes, saying: Saying,
   *   rights: import("./rights.js").Rights, follows: import("./follows.js").Follows,
   *   ofOwnCall: (action: string) => void, compose: import("./compose.js").Compose}} to
   *   `ofOwnCall`: as the button of the listening bar
   */
  constructor({ table, address, asking, outcomes, saying, rights, follows, ofOwnCall, compose }) {
    this.#table = table;
    this.#address = address;
    this.#asking = asking;
    this.#outcomes = outcomes;
    this.#saying = saying;
    this.#rights = rights;
    this.#follows = follows;
    this.#ofOwnCall = ofOwnCall;
    this.#compose = compose;
    document.addEventListener("click", (event) => isPlain(event) && this.#clicked(event));
  }

  /** An action was chosen for an agent: asked in place, or answered why not. */
  act(key, action, at) {
    const entry = this.#table.entries.get(key);
    if (!entry) return;
    if (action === "message") this.write([key], at);
    else if (OF_OWN_CALL.includes(action)) this.#ofOwnCall(action);
    else if (this.#outcomes.isOnItsWay(key, action)) this.#saying.show(key, at);
    else if (action === "follow" && this.#follows.isFollowed(key)) this.#asking.stopFollowing(key);
    else if (!this.#asking.open(entry.agent, action, at)) this.#saying.tell(this.#rights.refusal(entry.agent, action), at);
  }

  /** Writes to agents; a button that is locked says why. Who can be reached is for the server to say. @param {string[]} keys */
  write(keys, at) {
    const isLocked = at.getAttribute("aria-disabled") === "true";
    const why = document.body.dataset.mayAct === "true" ? isLocked && at.title : word("preflight.look");
    if (why) this.#saying.tell(why, at);
    else this.#compose.open(keys);
  }

  #clicked(event) {
    const { target } = event;
    const button = target.closest("[data-action]");
    const row = target.closest("tr[data-agent]");
    if (button && !button.closest(ELSEWHERE)) {
      event.preventDefault();
      const agent = row?.dataset.agent ?? button.dataset.of ?? this.#address.view.agent;
      if (button.dataset.outcome) this.#saying.show(agent, button);
      else this.act(agent, button.dataset.action, button);
      return;
    }
    if (row && target.closest("[data-cell=name]")) {
      event.preventDefault();
      this.#address.push({ agent: row.dataset.agent });
    }
    const head = target.closest("[data-do=collapse]")?.closest("tbody");
    if (head) this.#collapse(head.dataset.group);
    if (target.closest("[data-do=close-panel]")) {
      event.preventDefault();
      this.#address.push({ agent: "" });
    }
  }

  #collapse(group) {
    const { closed } = this.#address.view;
    this.#address.push({ closed: closed.includes(group) ? closed.filter((key) => key !== group) : [...closed, group] });
  }
}
