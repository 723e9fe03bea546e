/** The keys of every page that shows no floor: F6 goes round its regions, ? opens its sheet of keys where it has one. */

import { FIELDS, goRound } from "./regions.js";

const sheet = document.getElementById("key-sheet");

document.addEventListener("keydown", (event) => {
  const { key, shiftKey, altKey, ctrlKey, metaKey, isComposing, defaultPrevented, target } = event;
  if (defaultPrevented || isComposing || altKey || ctrlKey || metaKey || document.querySelector("dialog:modal")) return;
  if (key === "F6") goRound(shiftKey ? -1 : 1);
  else if (key === "?" && sheet && document.body.dataset.singleKeys === "true" && !target.closest(FIELDS)) sheet.showModal();
  else return;
  event.preventDefault();
});
document.querySelector("[data-do=keys]")?.addEventListener("click", () => sheet.showModal());
