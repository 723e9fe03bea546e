/** Receipts on their way to the server. What could not be told waits, in this browser, until it can: nothing is lost. */

import { isSignedOut, saySignedOut } from "./ending.js";
import { OUR_HEADERS } from "./posting.js";

const SOONEST = 2_000;
const LATEST = 30_000;
const AT_ONCE = 100; // receipts said together
const ANSWERED_WITHIN = 10_000; // else the line is not for receipts, and a form is posted
const KEPT = 204; // as the server answers a form
/** What a server answers that may take it later: all other refusals are final. */
const LATER = new Set([401, 403, 408, 425, 429]);

export class Outbox {
  #url;
  #prefix;
  /** @type {Set<string>} "step id" that wait */
  #waiting = new Set();
  /** @type {Set<string>} that the server has: it is not told again by this page */
  #told = new Set();
  #timer = 0;
  #isDue = false;
  #isBegun = false;
  #isTelling = false;
  #failures = 0;
  #number = 0;
  /** @type {(answer: number | undefined) => void} ends the waiting for the answer on the line */
  #answer = () => {};
  /** @type {import("./live.js").Line | undefined} the page's line: the quick way, while it answers */
  line;
  /** @type {(step: string, id: string) => void} the server has taken a receipt */
  taken = () => {};

  /** @param {string} url @param {string} person whose receipts these are: others may use the same browser */
  constructor(url, person) {
    this.#url = url;
    this.#prefix = `floorwalker.receipt.${person}.`;
    for (const name of kept(this.#prefix)) this.#waiting.add(name.slice(this.#prefix.length));
    addEventListener("online", () => this.tell());
    addEventListener("pagehide", () => this.#waiting.size && this.#post(this.#some()));
  }

  /** @param {"delivered" | "seen" | "confirmed"} step @param {string} id of a message */
  add(step, id) {
    const receipt = `${step} ${id}`;
    if (this.#told.has(receipt) || this.#waiting.has(receipt)) return;
    this.#waiting.add(receipt);
    keep(this.#prefix + receipt);
    this.tell();
  }

  /** Whether the last try came to nothing. */
  get isFailing() {
    return this.#failures > 0;
  }

  /** Whether the server may not have it yet. */
  isWaiting(step, id) {
    return this.#waiting.has(`${step} ${id}`);
  }

  /** The line was won or lost; until then nothing is told. */
  turn(isOpen) {
    this.#isBegun = true;
    if (!isOpen) this.#answer(undefined);
    this.tell();
  }

  /** What was said on the line with this number is kept. */
  kept(number) {
    if (number === this.#number) this.#answer(KEPT);
  }

  /** Tells what waits, once all that is added together is; never by a timer: those of a hidden page sleep. */
  tell() {
    if (!this.#isBegun || this.#isDue || !this.#waiting.size) return;
    this.#isDue = true;
    clearTimeout(this.#timer);
    queueMicrotask(() => {
      this.#isDue = false;
      this.#tell();
    });
  }

  async #tell() {
    if (this.#isTelling) return;
    this.#isTelling = true;
    const some = this.#some();
    const answer = await (this.#say(some) ?? this.#post(some));
    this.#isTelling = false;
    const isFinal = answer !== undefined && answer < 500 && !LATER.has(answer);
    this.#failures = isFinal ? 0 : this.#failures + 1;
    if (isFinal) for (const receipt of some) this.#end(receipt, answer < 400);
    else this.#timer = setTimeout(() => this.tell(), Math.min(LATEST, SOONEST * 2 ** (this.#failures - 1)));
    if (isFinal) this.tell();
  }

  #some() {
    return [...this.#waiting].slice(0, AT_ONCE);
  }

  /** On the line; what came to nothing there is posted. @returns {Promise<number | undefined> | null} null: there is no line */
  #say(receipts) {
    if (this.isFailing || !this.line?.say(saying(++this.#number, receipts))) return null;
    return new Promise((resolve) => {
      const late = setTimeout(() => resolve(undefined), ANSWERED_WITHIN);
      this.#answer = (answer) => {
        clearTimeout(late);
        resolve(answer);
      };
    });
  }

  /** @returns {Promise<number | undefined>} the status of the answer; undefined: there was none */
  async #post(receipts) {
    const body = new URLSearchParams(receipts.map((receipt) => receipt.split(" ")));
    const answer = await fetch(this.#url, { method: "POST", body, headers: OUR_HEADERS, keepalive: true }).catch(() => undefined);
    if (!answer || !isSignedOut(answer)) return answer?.status;
    saySignedOut();
    return undefined;
  }

  #end(receipt, isTaken) {
    this.#waiting.delete(receipt);
    this.#told.add(receipt);
    forget(this.#prefix + receipt);
    if (isTaken) this.taken(...receipt.split(" "));
  }
}

/** As docs/live.md has it. */
function saying(number, receipts) {
  const said = { receipts: number };
  for (const [step, id] of receipts.map((receipt) => receipt.split(" "))) (said[step] ??= []).push(id);
  return said;
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
