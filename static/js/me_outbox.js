/** Receipts on their way to the server. What could not be posted waits, in this browser, until it can: nothing is lost. */

import { isSignedOut, saySignedOut } from "./ending.js";
import { OUR_HEADERS } from "./posting.js";

const SOONEST = 2_000;
const LATEST = 30_000;
const AT_ONCE = 100; // receipts in one form
/** What a server answers that may take it later: all other refusals are final. */
const LATER = new Set([401, 403, 408, 425, 429]);

export class Outbox {
  #url;
  #prefix;
  /** @type {Set<string>} "step id" that wait */
  #waiting = new Set();
  /** @type {Set<string>} that the server has: it is not told again by this page */
  #posted = new Set();
  #timer = 0;
  #isDue = false;
  #isPosting = false;
  #failures = 0;
  /** @type {(step: string, id: string) => void} the server has taken a receipt */
  taken = () => {};

  /** @param {string} url @param {string} person whose receipts these are: others may use the same browser */
  constructor(url, person) {
    this.#url = url;
    this.#prefix = `floorwalker.receipt.${person}.`;
    for (const name of kept(this.#prefix)) this.#waiting.add(name.slice(this.#prefix.length));
    addEventListener("online", () => this.post());
    this.post();
  }

  /** @param {"delivered" | "seen" | "confirmed"} step @param {string} id of a message */
  add(step, id) {
    const receipt = `${step} ${id}`;
    if (this.#posted.has(receipt) || this.#waiting.has(receipt)) return;
    this.#waiting.add(receipt);
    keep(this.#prefix + receipt);
    this.post();
  }

  /** Whether the last try came to nothing. */
  get isFailing() {
    return this.#failures > 0;
  }

  /** Whether the server may not have it yet. */
  isWaiting(step, id) {
    return this.#waiting.has(`${step} ${id}`);
  }

  /** Posts what waits, once all that is added together is; never by a timer: those of a hidden page sleep. */
  post() {
    if (this.#isDue || !this.#waiting.size) return;
    this.#isDue = true;
    clearTimeout(this.#timer);
    queueMicrotask(() => {
      this.#isDue = false;
      this.#post();
    });
  }

  async #post() {
    if (this.#isPosting) return;
    this.#isPosting = true;
    const some = [...this.#waiting].slice(0, AT_ONCE);
    const answer = await this.#answered(some);
    this.#isPosting = false;
    const isFinal = answer !== undefined && answer < 500 && !LATER.has(answer);
    this.#failures = isFinal ? 0 : this.#failures + 1;
    if (isFinal) for (const receipt of some) this.#end(receipt, answer < 400);
    else this.#timer = setTimeout(() => this.post(), Math.min(LATEST, SOONEST * 2 ** (this.#failures - 1)));
    if (isFinal) this.post();
  }

  /** @returns {Promise<number | undefined>} the status of the answer; undefined: there was none */
  async #answered(receipts) {
    const body = new URLSearchParams(receipts.map((receipt) => receipt.split(" ")));
    const answer = await fetch(this.#url, { method: "POST", body, headers: OUR_HEADERS, keepalive: true }).catch(() => undefined);
    if (!answer || !isSignedOut(answer)) return answer?.status;
    saySignedOut();
    return undefined;
  }

  #end(receipt, isTaken) {
    this.#waiting.delete(receipt);
    this.#posted.add(receipt);
    forget(this.#prefix + receipt);
    if (isTaken) this.taken(...receipt.split(" "));
  }
}

/** A browser may refuse to keep anything: then it waits as long as the page is open. */
function attempt(deed, otherwise) {
  try {
    return deed();
  } catch {
    return otherwise;
  }
}

const kept = (prefix) => attempt(() => Object.keys(localStorage).filter((name) => name.startsWith(prefix)), []);
const keep = (name) => attempt(() => localStorage.setItem(name, "1"));
const forget = (name) => attempt(() => localStorage.removeItem(name));
