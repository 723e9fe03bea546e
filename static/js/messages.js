/** The page of messages: what the floor tells is written into it in place, and the time that each has left counts down. */

import { setText } from "./dom.js";
import { duration } from "./durations.js";
import { morphChildren } from "./morph.js";
import { writeMoments } from "./moments.js";
import { clock } from "./page_clock.js";
import { everySecond } from "./seconds.js";
import { word } from "./words.js";

const part = document.getElementById("active");

document.addEventListener("htmx:beforeSwap", (event) => {
  const { target, serverResponse, xhr } = event.detail;
  if (target !== part || xhr.status >= 400) return;
  event.detail.shouldSwap = false;
  write(new DOMParser().parseFromString(serverResponse, "text/html"));
});

/** @param {Document} page the part, or a page that holds it */
function write(page) {
  sayDone(page.getElementById("message-done"));
  const wanted = page.getElementById("active") ?? page.body;
  const hadFocus = part.contains(document.activeElement);
  for (const list of part.querySelectorAll("details[id]")) {
    const same = wanted.querySelector(`#${CSS.escape(list.id)}`);
    if (same) same.open = list.open;
  }
  writeMoments(wanted);
  morphChildren(part, wanted);
  window.htmx?.process(part);
  if (hadFocus && !part.contains(document.activeElement)) document.getElementById("active-title")?.focus();
}

document.addEventListener("htmx:sendError", ({ detail: { requestConfig } }) => {
  if (requestConfig.verb === "get" || !part?.contains(requestConfig.elt)) return;
  const line = document.createElement("p");
  line.className = "wrong";
  line.textContent = word("compose_none");
  document.getElementById("message-line")?.replaceChildren(line);
});

/** What came of a deed stands where that of the last one stood. @param {HTMLTemplateElement | null} done */
function sayDone(done) {
  if (!done) return;
  document.getElementById("message-line").replaceChildren(document.importNode(done.content, true));
  done.remove();
}

everySecond(clock, (now) => {
  let isOver = false;
  for (const time of part?.querySelectorAll("time[data-left]") ?? []) {
    const left = Date.parse(time.dataset.left) - now;
    setText(time, duration(left));
    isOver ||= left <= 0;
  }
  if (isOver) window.htmx?.trigger(part, "told"); // over by itself: nobody has to say so
});
