/** On pages that show no floor: what leads to the form of a message opens it in place. */

import { Compose } from "./compose.js";
import { fitForm } from "./compose_form.js";

const WAYS = "a[data-compose], button[data-action=message]:not([aria-disabled=true])";

export function writeInPlace() {
  fitForm(document); // where the form is the page
  if (!document.querySelector(WAYS)) return;
  const compose = new Compose(({ line }) => {
    const said = document.importNode(line, true);
    const place = document.getElementById("message-line");
    if (place) place.replaceChildren(said);
    else document.getElementById("outcomes")?.prepend(said);
  });
  document.addEventListener("click", (event) => {
    const way = event.target.closest(WAYS);
    if (!way || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    compose.open(new FormData(way.form ?? undefined).getAll("agents"));
  });
}
