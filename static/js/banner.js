/** The banner's one line: which sources are not live, or that our own line is lost, and what that means for the rows. */

/** @import { Sources } from "./sources.js" */
import { cell, setAttribute, setText } from "./dom.js";
import { momentOf } from "./moments.js";
import { LEVELS } from "./sources.js";
import { word } from "./words.js";

/**
 * Writes the line and its level.
 * @param {Sources} sources
 * @param {(source: string) => number} rows how many rows a source has on this page
 */
export function writeBanner(sources, rows) {
  const banner = document.getElementById("banner");
  const levels = sources.troubled.map(({ state }) => LEVELS[state]);
  if (sources.lineLostAt !== undefined) levels.push("alarm");
  setAttribute(banner, "data-level", ["alarm", "warn"].find((level) => levels.includes(level)));
  setText(cell(banner, "banner"), said(sources, rows));
}

function said({ all, troubled, lineLostAt }, rows) {
  if (lineLostAt !== undefined) return word("banner_own_line", { time: momentOf(lineLostAt) });
  if (!all.size) return word("no_sources");
  if (!troubled.length) return word("all_live");
  const sentences = troubled.map(({ key, state, since, note }) =>
    word(`banner_${state}`, { source: key, time: momentOf(Date.parse(since)), note }),
  );
  const count = troubled.filter(({ state }) => state in LEVELS).reduce((sum, { key }) => sum + rows(key), 0);
  return [...sentences, count && word("banner_stand", { count })].filter(Boolean).join(" ");
}
