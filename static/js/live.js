/** The page's line to the floor (docs/live.md): opens with a position, resumes, acknowledges, beats, and comes back. */

const BEAT_EVERY = 5_000;
const LOST_AFTER = 12_000;
const ACK_EVERY = 1_000;
const ACK_BYTES = 256 * 1024;
const LOOK_EVERY = 1_000;
const SLEPT = 5_000; // a look that comes this late was held up by the browser, not by the line
const SOONEST = 500;
const LATEST_FIRST = 3_000;
const LATEST_EVER = 15_000;

const SIGNED_OUT = 4401;
const NOT_ALLOWED = 4403;
const NOT_UNDERSTOOD = 4400;

/**
 * @typedef {Object} Opening
 * @property {Object<string, [string, number]>} open where the page stands: {stream: [epoch, revision]}
 * @property {{kinds: string[], keys: string[]}} [only] less than everything: rows of these kinds, or with these keys
 * @property {{kinds: string[], keys: string[]}} [anew] of which of these the page knows nothing, wherever it stands
 */

/**
 * @typedef {Object} Listener
 * @property {(frame: object) => void} frame a frame of rows, in the message handler
 * @property {(at: string) => void} time a server's time
 * @property {(open: boolean) => void} line the line was won or lost; told once each
 * @property {() => void} signedOut the page must be asked for again
 * @property {() => void} notAllowed this person has no floor; there is no way back
 * @property {(number: number) => void} [receipts] the receipts that were said with this number are kept
 */

/** The earlier of two positions; a stream of which they do not know the same is told whole. @returns {Opening["open"]} */
function earlier(one, other) {
  const known = Object.entries(one).filter(([stream, [epoch]]) => other[stream]?.[0] === epoch);
  return Object.fromEntries(known.map(([stream, [epoch, revision]]) => [stream, [epoch, Math.min(revision, other[stream][1])]]));
}

export class Line {
  #url;
  #listener;
  #position;
  #only;
  #anew;
  /** @type {WebSocket | null} */
  #socket = null;
  #isOpen = false;
  #ended = false;
  #failures = 0;
  #retry = 0;
  #heardAt = 0;
  #lookedAt = 0;
  #beat = 0;
  #beatAt = 0;
  #frame = 0;
  #acked = 0;
  #ackedAt = 0;
  #unackedBytes = 0;

  /**
   * @param {string} url
   * @param {Opening} opening
   * @param {Listener} listener
   */
  constructor(url, opening, listener) {
    this.#url = url;
    this.#take(opening);
    this.#listener = listener;
  }

  /** Opens, and from then on stays open as far as it can. */
  start() {
    setInterval(() => this.#look(), LOOK_EVERY);
    addEventListener("online", () => this.#hurry());
    document.addEventListener("visibilitychange", () => document.hidden || this.#hurry());
    this.#connect();
  }

  /**
   * Opens anew, to be told of something else; the line is not lost by that. It goes on from where both the page and the line stand.
   * @param {Opening} opening
   */
  reopen(opening) {
    this.#take({ ...opening, open: earlier(opening.open, this.#position) });
    if (this.#socket === null) return;
    const before = this.#socket;
    this.#connect();
    before.close();
  }

  /** Says something of the page's own. @returns {boolean} whether there is a line to say it on */
  say(message) {
    if (this.#isOpen) this.#send(message);
    return this.#isOpen;
  }

  #take({ open, only, anew }) {
    this.#position = { ...open };
    this.#only = only;
    this.#anew = anew;
  }

  #connect() {
    clearTimeout(this.#retry);
    this.#retry = 0;
    const socket = new WebSocket(this.#url);
    this.#socket = socket;
    this.#heardAt = performance.now();
    const mine = (deed) => (event) => this.#socket === socket && deed(event);
    socket.addEventListener("open", mine(() => this.#opened()));
    socket.addEventListener("message", mine((event) => this.#message(event.data)));
    socket.addEventListener("close", mine((event) => this.#closed(event.code)));
  }

  #opened() {
    this.#frame = this.#acked = this.#unackedBytes = 0;
    this.#ackedAt = this.#beatAt = performance.now();
    this.#send({ open: this.#position, only: this.#only, anew: this.#anew });
    this.#send({ beat: ++this.#beat });
  }

  /** Everything that the server waits for is answered here: timers of a hidden page may sleep for a minute. */
  #message(text) {
    this.#heardAt = performance.now();
    if (!this.#isOpen) this.#won();
    const message = JSON.parse(text);
    if (message.at) this.#listener.time(message.at);
    if (message.receipts) this.#listener.receipts?.(message.receipts);
    if (message.frame) {
      this.#frame = message.frame;
      this.#unackedBytes += text.length;
      this.#listener.frame(message);
      Object.assign(this.#position, message.position);
      this.#anew = undefined;
    }
    this.#answer();
  }

  #answer() {
    const now = performance.now();
    const due = document.hidden || this.#unackedBytes >= ACK_BYTES || now - this.#ackedAt >= ACK_EVERY;
    if (this.#frame > this.#acked && due) {
      this.#send({ ack: this.#frame });
      this.#acked = this.#frame;
      this.#ackedAt = now;
      this.#unackedBytes = 0;
    }
    if (now - this.#beatAt >= BEAT_EVERY) {
      this.#beatAt = now;
      this.#send({ beat: ++this.#beat });
    }
  }

  /** Once a second: what no message gave occasion to, and whether the line is still there. */
  #look() {
    const now = performance.now();
    const slept = now - this.#lookedAt > SLEPT;
    this.#lookedAt = now;
    if (this.#socket === null) return;
    if (slept) this.#heardAt = now;
    if (now - this.#heardAt >= LOST_AFTER) {
      this.#socket.close();
      this.#closed(0);
    } else if (this.#socket.readyState === WebSocket.OPEN) {
      this.#answer();
    }
  }

  #won() {
    this.#isOpen = true;
    this.#failures = 0;
    this.#listener.line(true);
  }

  #closed(code) {
    this.#socket = null;
    const first = this.#isOpen || this.#failures === 0;
    this.#isOpen = false;
    if (code === NOT_UNDERSTOOD) this.#position = {};
    if (code === SIGNED_OUT || code === NOT_ALLOWED) this.#ended = true;
    if (first) this.#listener.line(false);
    if (code === SIGNED_OUT) this.#listener.signedOut();
    else if (code === NOT_ALLOWED) this.#listener.notAllowed();
    else this.#comeBack();
  }

  /** Everybody lost their line at the same moment: they come back spread out, and ever more slowly while it fails. */
  #comeBack() {
    const latest = Math.min(LATEST_EVER, LATEST_FIRST * 2 ** this.#failures);
    this.#failures += 1;
    this.#retry = setTimeout(() => this.#connect(), SOONEST + Math.random() * (latest - SOONEST));
  }

  /** The person is back, or the network is: no reason to wait any longer. */
  #hurry() {
    if (!this.#ended && this.#retry) this.#connect();
  }

  #send(message) {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(message));
  }
}
