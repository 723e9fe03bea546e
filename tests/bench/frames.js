// What a page does between frames, as its viewer would notice it. Evaluated in the page by tests/bench/browser.py.
(() => {
  const painted = () => new Promise((done) => {
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => done(performance.now());
      channel.port2.postMessage(null);
    });
  });

  /** Frames for so many milliseconds: how far apart they are. */
  const frames = (milliseconds) => new Promise((done) => {
    const gaps = [];
    const began = performance.now();
    let last = began;
    const next = (now) => {
      if (gaps.length || now - began > 100) gaps.push(now - last);
      last = now;
      if (now - began < milliseconds) requestAnimationFrame(next);
      else done(gaps.slice(1));
    };
    requestAnimationFrame(next);
  });

  /** Milliseconds from a deed until what it changes is painted: `seen` gives another value then. */
  const answered = async (deed, seen) => {
    const before = seen();
    const began = performance.now();
    deed();
    for (let turn = 0; turn < 200; turn += 1) {
      const now = await painted();
      if (seen() !== before) return now - began;
    }
    throw new Error("nothing changed");
  };

  const rows = () => document.querySelectorAll("#agents tr[data-agent]");
  const first = () => [...rows()].find((row) => !row.hidden)?.dataset.agent;

  const key = (text) => answered(() => {
    const search = document.querySelector("#tools [name=q]");
    search.focus();
    search.value = text;
    search.dispatchEvent(new InputEvent("input", { bubbles: true }));
  }, () => document.getElementById("count").textContent);

  const sort = (by) => answered(
    () => document.querySelector(`#agents [data-sort="${by}"]`).click(),
    () => document.querySelector(`#agents [data-sort="${by}"]`).closest("th").getAttribute("aria-sort") + first(),
  );

  const firstPaint = () => performance.getEntriesByName("first-contentful-paint")[0]?.startTime;

  let changes = 0;
  const countChanges = () => {
    const observer = new MutationObserver((seen) => { changes += seen.length; });
    observer.observe(document.getElementById("agents"), { subtree: true, attributeFilter: ["data-since"] });
  };

  globalThis.bench = {
    countChanges, changes: () => changes, frames, key, sort, firstPaint, painted, rows: () => rows().length,
  };
})();
