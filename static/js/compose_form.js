/** The form of a message, wherever it stands: how many characters are left, a template's words, a time of the viewer's own day. */

import { cell, setAttribute, setHidden, setText } from "./dom.js";

const HOUR = 3_600_000;

/** @param {ParentNode} within where the form was brought to */
export function fitForm(within) {
  const form = within.querySelector("#message-form");
  if (!form) return;
  const { content, until } = form.elements;
  const count = () => writeCount(cell(form, "count"), content);
  content.removeAttribute("maxlength"); // a browser counts an emoji as two, and would stop too early
  count();
  content.addEventListener("input", () => setAttribute(content, "aria-invalid", count() && "true"));
  fitTemplates(form, content);
  setHidden(cell(form, "zone"), true); // a time of day is the viewer's own
  until.addEventListener("input", () => choose(form, "until"));
  for (const name of ["hours", "minutes"]) form.elements[name].addEventListener("change", () => choose(form, "for"));
  form.addEventListener("submit", (event) => submitted(form, event), { capture: true });
}

/** How many characters are left, or are too many. @returns {boolean} whether there are too many */
function writeCount(place, { value }) {
  const { longest, one, other, overOne, overOther } = place.dataset;
  const left = Number(longest) - lengthOf(value);
  const [single, several] = left < 0 ? [overOne, overOther] : [one, other];
  setText(place, (Math.abs(left) === 1 ? single : several).replace("{count}", String(Math.abs(left))));
  setAttribute(place, "data-over", left < 0 && "true");
  return left < 0;
}

/** In characters as people count them, and the server: an emoji is one, and so is a letter with its accent. @param {string} text */
const lengthOf = (text) => [...text.normalize("NFC")].length;

/** Choosing a template puts its words in the place of what was written. */
function fitTemplates(form, content) {
  const choice = form.querySelector("[data-do=template]");
  if (!choice) return;
  setHidden(choice.closest("label"), false);
  choice.addEventListener("change", () => {
    if (choice.value) content.value = choice.value;
    content.dispatchEvent(new Event("input", { bubbles: true }));
    content.focus();
  });
}

/** Who gives a time chooses it. */
function choose(form, lasts) {
  for (const radio of form.querySelectorAll("[name=lasts]")) radio.checked = radio.value === lasts;
}

/** What cannot be sent says why; a time of day goes as the moment that it is, in the viewer's own zone. */
function submitted(form, event) {
  if (event.submitter?.getAttribute("aria-disabled") === "true") {
    event.preventDefault();
    event.stopPropagation();
    const reach = form.querySelector("#message-reach");
    reach.setAttribute("tabindex", "-1");
    return reach.focus();
  }
  const { lasts, until, until_at: at } = form.elements;
  at.value = lasts.value === "until" && until.value ? nextTime(until.value, new Date()).toISOString() : "";
}

/** The next moment at which it is this time of day here. @param {string} time `16:30` @param {Date} now */
export function nextTime(time, now) {
  const [hours, minutes] = time.split(":").map(Number);
  const at = new Date(now);
  at.setHours(hours, minutes, 0, 0);
  const again = new Date(at.getTime() + HOUR); // where clocks go back this night, it is so twice
  if (at <= now && again > now && again.getHours() === hours) return again;
  if (at <= now) at.setDate(at.getDate() + 1);
  return at;
}

/** The form is being sent, or is not any more. */
export function setBusy(form, isBusy) {
  setAttribute(form, "aria-busy", isBusy && "true");
}
