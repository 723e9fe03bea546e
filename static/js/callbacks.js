/** The callbacks page: what is pressed shows at once as asked, what came of it stands above the list, and lists keep up. */

import { setAttribute, setHidden, setText } from "./dom.js";
import { sources } from "./lights.js";
import { clock } from "./page_clock.js";
import { takeRows } from "./page_rows.js";
import { post } from "./posting.js";
import { everySecond } from "./seconds.js";
import { word } from "./words.js";

const AGAIN = 5_000; // what was confirmed, or failed, is on the desk by then

const part = () => document.getElementById("callbacks");
const askAnew = () => part() && window.htmx?.trigger(part(), "told");

document.addEventListener("submit", (event) => {
  const form = event.target.closest("form[data-deed]");
  if (!form) return;
  event.preventDefault();
  const button = event.submitter ?? form.querySelector("button");
  if (sources.lineLostAt !== undefined) return say("refused", word("locked_line"));
  if (button.getAttribute("aria-disabled") === "true") return say("refused", whyNot(button));
  if (!button.dataset.outcome) ask(form, button);
});

let hasAsked = false; // from this page, and with success

/** @param {HTMLFormElement} form @param {HTMLElement} button */
async function ask(form, button) {
  const body = new FormData(form);
  wrong(form, "");
  const before = button.textContent;
  setAttribute(button, "data-outcome", "asked");
  setText(button, word("outcome.asked"));
  const { outcome, said, command } = await post(form.action, body);
  if (outcome === "refused" && !command) {
    setAttribute(button, "data-outcome", "");
    setText(button, before);
    if (form.classList.contains("fills")) wrong(form, said);
    else say("refused", said);
    return;
  }
  if (outcome === "lost") say("lost", word("said.lost"));
  hasAsked = true;
  if (form.matches(":popover-open")) form.hidePopover();
  form.reset();
  askAnew();
  setTimeout(askAnew, AGAIN);
}

/** Why a form was not taken stands in it. */
function wrong(form, sentence) {
  const place = form.querySelector("[data-cell=wrong]");
  if (place) setText(place, sentence);
}

/** What was not even asked stands where what was asked does. */
function say(outcome, sentence) {
  const line = document.createElement("p");
  line.className = "line";
  line.dataset.outcome = outcome;
  line.textContent = sentence;
  document.getElementById("callback-line")?.replaceChildren(line);
}

function whyNot(button) {
  return button.title || document.getElementById(button.getAttribute("aria-describedby"))?.textContent || "";
}

/** Which requests the floor has told of. The first so many were there when the page came. */
const known = new Set();
const others = new Set();
let untold = Number(part()?.dataset.all ?? 0);
/** @type {Map<string, string>} each system's light: what can be asked of it hangs on that */
const lights = new Map();

takeRows({
  *known() {
    for (const key of known) yield ["callback", key];
  },
  apply(pending) {
    pending.get("callback")?.forEach(hear);
    pending.get("source")?.forEach(see);
  },
  line() {},
});

/** A row of kind `callback` (docs/live.md); null: it is no more. */
function hear(values, key) {
  if (values === null) {
    known.delete(key);
    others.delete(key);
  } else if (!known.has(key)) {
    known.add(key);
    if (untold > 0) untold -= 1;
    else others.add(key);
  }
}

/** A row of kind `source`: it comes every second, and matters when the light turns. */
function see(values, key) {
  const [before, now] = [lights.get(key), values?.state ?? ""];
  lights.set(key, now);
  if (before !== undefined && before !== now) askAnew();
}

/** Where the focus is, while the lists are written anew: what it stood on may be another button then, or be gone. */
let stood = null;
document.addEventListener("htmx:beforeSwap", ({ target }) => {
  const row = target.id === "callbacks" ? document.activeElement?.closest("[data-callback]") : null;
  stood = row && { row, next: row.nextElementSibling ?? row.previousElementSibling };
});
document.addEventListener("htmx:afterSettle", () => {
  if (stood && document.activeElement === document.body) refocus(stood);
  stood = null;
  count();
});

/** The next step of the same request; else the next request; else the tiles. */
function refocus({ row, next }) {
  const place = [row, next].find((each) => each?.isConnected && each.matches("[data-callback]"));
  const button = place?.querySelector(".deeds button, .all-deeds button");
  (button ?? place?.querySelector("a") ?? document.querySelector("#callback-dues a"))?.focus();
}

/** Those that came in since, and stand on another page, or do not match what is filtered. */
function count() {
  const news = document.querySelector("[data-do=show-news]");
  if (!news) return;
  for (const key of others) if (document.querySelector(`[data-callback="${CSS.escape(key)}"]`)) others.delete(key);
  setHidden(news, !others.size);
  const { one, other } = news.dataset;
  if (others.size) setText(news, (others.size === 1 ? one : other).replace("{count}", String(others.size)));
}

/** The page of a request that is no more: who has just closed it finds what came of it above the lists. */
document.addEventListener("htmx:responseError", ({ detail: { xhr, target } }) => {
  if (xhr.status !== 404 || target?.id !== "callbacks") return;
  if (hasAsked) return location.assign(document.querySelector("[data-do=back-to-lists]").href);
  const gone = document.getElementById("request-gone");
  if (gone) document.getElementById("request-deeds")?.replaceChildren(document.importNode(gone.content, true));
});

/** Something is due otherwise by itself: nobody has to say so. */
let turned = "";
everySecond(clock, (now) => {
  const { turns = "" } = part()?.dataset ?? {};
  if (!turns || turns === turned || Date.parse(turns) > now) return;
  turned = turns;
  askAnew();
});
