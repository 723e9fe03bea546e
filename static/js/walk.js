/** The rows that can be reached by keys: those that are shown, and the heads of their groups, in the order in which they stand. */

const isRow = (element) => element?.tagName === "TR";

/** Whether a row is shown at all. */
export function reachable(row) {
  const body = row.parentElement;
  return !row.hidden && !body.hidden && (row.classList.contains("grp") || body.dataset.closed !== "true");
}

function neighbour(row, [sibling, end]) {
  if (isRow(row[sibling])) return row[sibling];
  let body = row.parentElement[sibling];
  while (body && !isRow(body[end])) body = body[sibling];
  return body?.[end];
}

const DOWN = ["nextElementSibling", "firstElementChild"];
const UP = ["previousElementSibling", "lastElementChild"];

/**
 * The row so many steps below (or, if negative, above) another; the last one on the way when there are fewer.
 * @param {HTMLElement} row
 * @param {number} steps
 * @returns {HTMLElement | undefined} undefined: there is none at all on that way
 */
export function rowAt(row, steps) {
  const way = steps < 0 ? UP : DOWN;
  let [left, found] = [Math.abs(steps), undefined];
  for (let next = neighbour(row, way); next && left > 0; next = neighbour(next, way)) {
    if (!reachable(next)) continue;
    found = next;
    left -= 1;
  }
  return found;
}

/** The first row of the table's groups. */
export function firstRow(table) {
  return rowAt(table.tHead.lastElementChild, 1);
}

/** The last row of the table's groups. */
export function lastRow(table) {
  const end = table.lastElementChild.lastElementChild;
  return reachable(end) ? end : rowAt(end, -1);
}
