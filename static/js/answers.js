/** What a form of the settings is answered is shown, be it a page that says "not found" or that it failed: never nothing. */

document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (detail.target.id === "main" && detail.xhr.status >= 400) detail.shouldSwap = true;
});
