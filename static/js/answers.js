/** What a form of the settings is answered is shown, also that it failed: never nothing, and nothing that was typed is lost. */

import { saySignedOut } from "./ending.js";

const TO_BE_MENDED = 422; // the same form again, with what was typed

document.addEventListener("htmx:beforeOnLoad", (event) => {
  const { xhr, requestConfig } = event.detail;
  const form = requestConfig.elt.closest("form.sheet");
  if (!form) return;
  const isSignedOut = Boolean(xhr.getResponseHeader("HX-Redirect"));
  if (!isSignedOut && (xhr.status < 400 || xhr.status === TO_BE_MENDED)) return;
  event.preventDefault(); // the form stays as it is
  if (isSignedOut) leadBackInElsewhere();
  else sayAbove(form, new DOMParser().parseFromString(xhr.responseText, "text/html"));
});

document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (detail.target.id === "main" && detail.xhr.status >= 400) detail.shouldSwap = true;
});

document.addEventListener("htmx:sendError", ({ detail: { requestConfig } }) => {
  if (requestConfig.verb !== "get") sayAbove(requestConfig.elt.closest("form"));
});

/** The way to the sign-in opens a tab of its own: what was typed stays in this one, to be sent again. */
function leadBackInElsewhere() {
  const link = document.querySelector("#signed-out a");
  link.target = "_blank";
  link.addEventListener("click", () => link.closest("dialog").close(), { once: true });
  saySignedOut();
}

/** Says above a form what came in place of an answer; sent again, it goes with the token of whoever is signed in now. */
function sayAbove(form, answer) {
  const line = document.importNode(document.getElementById("unanswered").content, true).firstElementChild;
  const said = answer?.querySelector("main h1");
  if (said) line.querySelector("[data-said]").textContent = said.textContent;
  if (said) line.querySelector("[data-why]").textContent = answer.querySelector("main h1 + p")?.textContent ?? "";
  line.querySelector("[data-incident]").textContent = answer?.querySelector("main .sub")?.textContent ?? "";
  for (const old of form.querySelectorAll(":scope > [role=alert]")) old.remove();
  form.prepend(line);
  line.focus();
  const headers = answer?.body.getAttribute("hx-headers");
  if (!headers) return;
  document.body.setAttribute("hx-headers", headers);
  form.elements.csrfmiddlewaretoken.value = JSON.parse(headers)["X-CSRFToken"];
}
