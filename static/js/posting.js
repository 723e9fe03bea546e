/** Asks the server for a deed, with the page's token, and reads what it answers: a line that says where it stands. */

import { isSignedOut, saySignedOut } from "./ending.js";

/** What every request of ours carries: the page's token among it. */
export const OUR_HEADERS = { "HX-Request": "true", ...JSON.parse(document.body.getAttribute("hx-headers") ?? "{}") };

/**
 * @typedef {Object} Answer
 * @property {string} command its id; "" where nothing was asked of anybody
 * @property {string} outcome as docs/live.md has them; "lost": nobody knows whether the server took it
 * @property {string} said the server's own words where it refused; else ""
 * @property {ParentNode} [page] all that it answered
 */

/**
 * @param {string} url
 * @param {URLSearchParams | FormData} [body]
 * @returns {Promise<Answer>}
 */
export async function post(url, body = new URLSearchParams()) {
  try {
    const answer = await fetch(url, { method: "POST", body, headers: OUR_HEADERS });
    if (isSignedOut(answer)) return { command: "", outcome: "refused", said: saySignedOut() };
    return read(answer.ok, new DOMParser().parseFromString(await answer.text(), "text/html"));
  } catch {
    // No answer came: nobody knows whether the server took it. If it did, the desk's row will say so.
    return { command: "", outcome: "lost", said: "" };
  }
}

/**
 * A part of a page, as the server gives it now.
 * @returns {Promise<Document | null>} null where there is none, or no line
 */
export async function get(url) {
  const answer = await fetch(url, { headers: OUR_HEADERS }).catch(() => null);
  if (!answer) return null;
  if (isSignedOut(answer)) return void saySignedOut() ?? null;
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

/** @returns {Answer} */
function read(isTaken, page) {
  const { command = "", outcome = "" } = page.querySelector("[data-command], [data-outcome]")?.dataset ?? {};
  const line = page.querySelector("[data-outcome]");
  const said = (line?.querySelector("[data-cell=outcome-said]") ?? line ?? page.querySelector("main") ?? page.body).textContent.trim();
  if (isTaken) return { command, outcome: outcome || "asked", said: command ? "" : said, page };
  return { command, outcome: outcome || "refused", said, page };
}
