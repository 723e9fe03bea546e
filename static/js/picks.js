/** A search among many boxes to tick: what does not match is hidden, what is ticked stays in sight. */

document.addEventListener("input", ({ target }) => {
  if (target instanceof HTMLInputElement && target.closest(".sieve-picks")) sieve(target);
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.target.closest?.(".sieve-picks")) event.preventDefault(); // it would send the form
});
document.addEventListener("htmx:afterSwap", reveal);
reveal();

/** Without a script there is no search: it is shown by the script that carries it out. */
function reveal() {
  for (const place of document.querySelectorAll(".sieve-picks[hidden]")) place.hidden = false;
}

function sieve(search) {
  const picks = search.closest("[data-picks]");
  const words = search.value.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  let shown = 0;
  for (const item of picks.querySelectorAll("li")) {
    const text = item.textContent.toLocaleLowerCase();
    item.hidden = !item.querySelector(":checked") && !words.every((word) => text.includes(word));
    shown += item.hidden ? 0 : 1;
  }
  for (const group of picks.querySelectorAll(".pick-group")) group.hidden = !group.querySelector("li:not([hidden])");
  search.nextElementSibling.textContent = words.length ? String(shown) : "";
}
