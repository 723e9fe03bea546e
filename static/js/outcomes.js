/** What came of the viewer's own actions, each on the button that asked: from the press to the system's own word. */

/** @import { Table } from "./table.js" */
import { cell, setAttribute, setHidden, setText } from "./dom.js";
import { known } from "./known.js";
import { buttonOf, fit, nameButton, offer, setIcon, slotOf } from "./slots.js";
import { word } from "./words.js";

const CONFIRMED_STANDS = 4_000;
const ON_THE_WAY = ["asked", "sent"];
const OPEN = [...ON_THE_WAY, "deferred"];
const ICONS = { asked: "clock", sent: "clock", deferred: "clock", confirmed: "check" };
const IN_THE_BAR = ["listen", "barge-in", "intercept", "drop", "hold", "retrieve", "stop-listening"];
const FAILED_ICON = "x";
const DISMISSED = "floorwalker.dismissed";

/**
 * @typedef {Object} Command
 * @property {string} id "" until the server has named it
 * @property {string} action @property {string} outcome @property {string} said the system's words, or ""
 * @property {string} asked RFC 3339 @property {string} [batch] asked together with others
 */

/** @returns {Command} what the server wrote into a slot */
function written({ dataset: { command, action, outcome, asked }, title }) {
  return { id: command, action, outcome, said: title, asked };
}

export class Outcomes {
  /** @type {Map<string, Command>} the newest of the viewer's own, by agent */
  #commands = new Map();
  #dismissed = new Set(JSON.parse(sessionStorage.getItem(DISMISSED) ?? "[]"));
  #table;
  #rights;
  #announcer;
  #person;

  /**
   * @param {Table} table
   * @param {string} person the viewer's id: the desk tells of everybody's actions
   */
  constructor(table, rights, announcer, person) {
    this.#table = table;
    this.#rights = rights;
    this.#announcer = announcer;
    this.#person = person;
    for (const { row, agent } of table.entries.values()) {
      const button = slotOf(row).querySelector("[data-command]");
      if (!button) continue;
      if (this.#dismissed.has(button.dataset.command)) fit({ row, agent }, rights);
      else this.#commands.set(agent.key, written(button));
    }
  }

  /** An action was asked for here, just now: it shows before the server has answered. */
  ask(agent, action) {
    this.#set(agent, { id: "", action, outcome: "asked", said: "", asked: "" });
  }

  /** The server took it, and names it; or did not, and says why. */
  answered(agent, action, id, outcome, said) {
    const command = this.#commands.get(agent);
    if (command?.action === action && !command.id) this.#set(agent, { ...command, id, outcome, said });
  }

  /** A row of the desk: what a command has come to (docs/live.md, kind `command`). */
  put(id, values) {
    if (values === null || String(values.by_id) !== this.#person || this.#dismissed.has(id)) return;
    const { subject, action, outcome, said = "", asked = "", batch = "" } = values;
    if (action === "change-group") return; // of a team, whose id may be an agent's too
    const known = this.#commands.get(subject);
    if (known?.id && known.id !== id && known.asked > asked) return;
    if (known?.id === id && known.outcome === outcome) return;
    this.#set(subject, { id, action, outcome, said, asked, batch });
  }

  /** Whether this is on its way already: it is not asked a second time. */
  isOnItsWay(agent, action) {
    const command = this.#commands.get(agent);
    return command?.action === action && ON_THE_WAY.includes(command.outcome);
  }

  /** What an agent's slot must show instead of its action; undefined: nothing. */
  of(agent) {
    return this.#commands.get(agent);
  }

  /** The sentence that explains an outcome. */
  sentence({ action, outcome, said }) {
    if (said) return known(said);
    return outcome === "deferred" ? word(`deferred.${action}`) : word(`said.${outcome}`);
  }

  /** The viewer has seen it: the slot is the action's again. An open command stays. */
  dismiss(agent) {
    const command = this.#commands.get(agent);
    if (!command || OPEN.includes(command.outcome)) return;
    this.#dismissed.add(command.id);
    sessionStorage.setItem(DISMISSED, JSON.stringify([...this.#dismissed]));
    this.#forget(agent, command);
  }

  /** Writes an agent's slot: what came of the last action, else the one that fits. */
  write(entry) {
    const command = this.#commands.get(entry.agent.key);
    if (command) this.#tell(buttonOf(entry), entry.agent, command);
    else fit(entry, this.#rights);
  }

  /**
   * Makes a button elsewhere say of an agent what the slot would; with `action`, that one in place of the one that fits.
   * @param {import("./agents.js").Agent} agent
   */
  dress(button, agent, action) {
    const command = this.#commands.get(agent.key);
    const offered = action ? this.#rights.mayAct && action : this.#rights.fitting(agent);
    const said = action && word("deed_for", { action: word(`action.${action}`), name: agent.name });
    if (command) this.#tell(button, agent, command);
    else if (offered) offer(button, agent, offered, this.#rights.refusal(agent, offered), said || undefined);
    setHidden(button, !command && !offered);
  }

  #tell(button, agent, command) {
    setAttribute(button, "data-action", command.action);
    setAttribute(button, "data-command", command.id);
    setAttribute(button, "data-outcome", command.outcome);
    setAttribute(button, "aria-disabled", "");
    setAttribute(button, "aria-describedby", "");
    setAttribute(button, "title", this.sentence(command));
    setIcon(button, ICONS[command.outcome] ?? FAILED_ICON);
    nameButton(button, word(`outcome.${command.outcome}`), agent);
  }

  #set(agent, command) {
    this.#commands.set(agent, command);
    if (command.outcome === "confirmed") setTimeout(() => this.#forget(agent, command), CONFIRMED_STANDS);
    const entry = this.#table.entries.get(agent);
    if (entry) this.write(entry);
    if (!ON_THE_WAY.includes(command.outcome) && !command.batch) this.#say(agent, command, entry); // a batch is told of as one (bulk.js)
  }

  /** What worked is one line, and none where the bar says so itself (listening.js). */
  #say(agent, command, entry) {
    const worked = command.outcome === "confirmed" && !command.said;
    if (worked && IN_THE_BAR.includes(command.action)) return;
    const what = `${word(`action.${command.action}`)} ${entry?.agent.name ?? agent}`;
    const line = word("outcome_line", { action: what, outcome: word(`outcome.${command.outcome}`).toLocaleLowerCase() });
    this.#announcer.say(`outcome ${agent}`, worked ? line : `${line} ${this.sentence(command)}`);
  }

  #forget(agent, command) {
    if (this.#commands.get(agent) !== command) return;
    this.#commands.delete(agent);
    const entry = this.#table.entries.get(agent);
    if (entry) this.write(entry);
  }
}

/** A sentence in a popover at the button that it is about: what an outcome means, or why an action is not possible. */
export class Saying {
  #popover = document.getElementById("said");
  #outcomes;
  #agent = "";

  /** @param {Outcomes} outcomes */
  constructor(outcomes) {
    this.#outcomes = outcomes;
    this.#popover.addEventListener("click", ({ target }) => {
      if (!target.closest("[data-do=dismiss]")) return;
      this.#popover.hidePopover();
      if (this.#agent) outcomes.dismiss(this.#agent);
    });
  }

  /** Explains the outcome that an agent's button shows; dismissing it gives the action back. */
  show(agent, button) {
    const command = this.#outcomes.of(agent);
    if (command) this.#open(this.#outcomes.sentence(command), agent, button);
  }

  /** Says why an action is not possible. */
  tell(sentence, at) {
    if (sentence) this.#open(sentence, "", at);
  }

  #open(sentence, agent, at) {
    this.#agent = agent;
    const place = cell(this.#popover, "said");
    setText(place, "");
    this.#popover.showPopover({ source: at });
    setText(place, sentence); // what comes into a shown region is said by screen readers
  }
}
