/** When a message counts as seen: at least half of it was in view in a visible tab, for a second; at once with the focus. */

const LOOKED_FOR = 1_000;
const PARTS = [0, 0.25, 0.5, 0.75, 1];

export class Seen {
  /** @type {Set<HTMLElement>} those in view now */
  #inView = new Set();
  /** @type {Map<HTMLElement, number>} timers */
  #timers = new Map();
  #saw;
  #observer = new IntersectionObserver((all) => all.forEach((each) => this.#moved(each)), { threshold: PARTS });

  /** @param {(element: HTMLElement) => void} saw told once for each element */
  constructor(saw) {
    this.#saw = saw;
    document.addEventListener("visibilitychange", () => this.#again());
    addEventListener("focus", () => this.#again());
  }

  watch(element) {
    this.#observer.observe(element);
  }

  unwatch(element) {
    this.#observer.unobserve(element);
    this.#inView.delete(element);
    this.#stop(element);
  }

  /** What is taller than the window is never half in view: half a window of it is as good. */
  #moved({ target, intersectionRatio, intersectionRect }) {
    const isInView = intersectionRatio >= 0.5 || intersectionRect.height >= innerHeight / 2;
    if (isInView) this.#inView.add(target);
    else this.#inView.delete(target);
    this.#look(target);
  }

  #again() {
    for (const element of this.#inView) this.#look(element);
  }

  #look(element) {
    this.#stop(element);
    if (document.hidden || !this.#inView.has(element)) return;
    const done = () => {
      this.unwatch(element);
      this.#saw(element);
    };
    if (document.hasFocus()) done();
    else this.#timers.set(element, setTimeout(done, LOOKED_FOR));
  }

  #stop(element) {
    clearTimeout(this.#timers.get(element));
    this.#timers.delete(element);
  }
}
