/** A page's regions, in the order in which Tab goes through them; F6 goes round those that are there. */

export const FIELDS = "input:not([type=checkbox]), select, textarea, [contenteditable]";
const FLOOR = ["#tiles", "#queues", "#tools", "#selection", "#table", "#side"];
const OTHERS = [".sieve", "#queue-tools", "#queue-part", "#queue-live", "#queue-calls", "#board-tools", "#board", "#moving", "#callbacks"];
const REGIONS = [".top", ...FLOOR, ...OTHERS, "#follow-prompt", "#listening"];

/** To the next region of the page, or the one before, and round again. */
export function goRound(step) {
  const regions = REGIONS.map((each) => document.querySelector(each)).filter((each) => each?.checkVisibility());
  const now = regions.findIndex((region) => region.contains(document.activeElement));
  const start = now < 0 && step < 0 ? 0 : now;
  for (let tried = 1; tried <= regions.length; tried++) {
    const region = regions.at((start + step * tried + regions.length * tried) % regions.length);
    const inside = [...region.querySelectorAll("a[href], button, input, select, summary, [tabindex='0']")];
    const goal = inside.find((each) => each.tabIndex >= 0 && each.checkVisibility()) ?? region;
    goal.focus();
    if (region.contains(document.activeElement)) return;
  }
}
