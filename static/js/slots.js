/** The row's last cell, the viewer's own: the one action that fits the agent's state, open or locked with the reason. */

/** @import { Entry } from "./groups.js" */
import { cloned, setAttribute, setHidden, setText } from "./dom.js";
import { word } from "./words.js";

const ICONS = { ready: "check", listen: "ear" };

/** The address of an icon, in the file that the page uses. */
export function setIcon(within, name) {
  const use = within.querySelector("use");
  const href = use.getAttribute("href");
  setAttribute(use, "href", href.slice(0, href.indexOf("#") + 1) + name);
}

/** The slot's own cell of a row. */
export const slotOf = (row) => row.lastElementChild;

/**
 * The slot's button, made when there is none yet.
 * @param {Entry} entry
 */
export function buttonOf({ row }) {
  let button = slotOf(row).firstElementChild;
  if (!button) {
    button = cloned("slot");
    slotOf(row).append(button);
  }
  setHidden(button, false);
  return button;
}

/** The slot's words: what it does or what became of it, and, for those who do not see the row, to whom. */
export function nameButton(button, said, agent) {
  const [visible, hidden] = button.querySelectorAll("span");
  setText(visible, said);
  setText(hidden, ` ${agent.name}`);
}

/** The id of the page's one sentence that says why slots are locked, made when there is none yet. */
function whyId(refusal) {
  const whys = document.getElementById("row-whys");
  let why = [...whys.children].find(({ textContent }) => textContent === refusal);
  if (!why) {
    why = document.createElement("li");
    why.id = `row-why-${whys.childElementCount}`;
    why.textContent = refusal;
    whys.append(why);
  }
  return why.id;
}

/**
 * Puts the fitting action into a slot.
 * @param {Entry} entry
 * @param {Rights} rights
 */
export function fit(entry, rights) {
  const { row, agent } = entry;
  const action = rights.fitting(agent);
  if (!action) return empty(row);
  offer(buttonOf(entry), agent, action, rights.refusal(agent, action));
}

/** Makes a button offer an action for an agent, open or locked with the reason; `said` instead of the action's own word. */
export function offer(button, agent, action, refusal, said = word(`action.${action}`)) {
  setAttribute(button, "data-action", action);
  setAttribute(button, "data-command", "");
  setAttribute(button, "data-outcome", "");
  setAttribute(button, "aria-disabled", refusal && "true");
  setAttribute(button, "title", refusal);
  setAttribute(button, "aria-describedby", refusal && whyId(refusal));
  setIcon(button, refusal ? "lock" : ICONS[action]);
  nameButton(button, said, agent);
}

/** Nothing fits: the button waits, hidden, for the next state. Whoever stood on it stays in the row. */
function empty(row) {
  const button = slotOf(row).firstElementChild;
  if (!button || button.hidden) return;
  if (button === document.activeElement) row.querySelector("[data-cell=name]").focus();
  button.hidden = true;
}
