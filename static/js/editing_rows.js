/** A row that is edited in place: Escape cancels it, as its "Cancel" does. */

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !(event.target instanceof Element)) return;
  const cancel = event.target.closest("tr.editing")?.querySelector("[data-do=cancel]");
  if (!(cancel instanceof HTMLElement)) return;
  event.preventDefault();
  cancel.click();
});
