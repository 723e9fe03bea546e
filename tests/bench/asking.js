// What a viewer sees of their own actions, and when: moments by the machine's clock, in milliseconds. With frames.js.
(() => {
  const at = (here) => performance.timeOrigin + here;
  const rowOf = (agent) => document.querySelector(`#agents tr[data-agent="${agent}"]`);
  const outcomeIn = (row) => row.lastElementChild.querySelector("[data-outcome]")?.dataset.outcome ?? "";

  let pressed = 0;
  document.addEventListener("keydown", (event) => { if (event.key === "Enter") pressed = at(event.timeStamp); }, true);

  /** Moments at which an agent's slot first showed each outcome, painted, until one that is final. */
  const watch = (agent) => new Promise((done) => {
    const row = rowOf(agent);
    const seen = {};
    const observer = new MutationObserver(async () => {
      const outcome = outcomeIn(row);
      if (!outcome || outcome in seen) return;
      seen[outcome] = 0;
      seen[outcome] = at(await bench.painted());
      if (outcome === "asked" || outcome === "sent" || outcome === "deferred") return;
      observer.disconnect();
      done(seen);
    });
    observer.observe(row.lastElementChild, { subtree: true, childList: true, attributeFilter: ["data-outcome"] });
  });

  const watched = new Map();
  const expect = (agent) => { watched.set(agent, watch(agent)); };

  /** Milliseconds from the last Enter until "Asked" was painted, and from the system's event until what it came to. */
  const took = async (agent) => {
    const { asked, sent, ...settled } = await watched.get(agent);
    const [[outcome, shown]] = Object.entries(settled);
    const stamp = rowOf(agent).querySelector("[data-cell=ext]");
    while (!stamp.textContent) await bench.painted(); // the row may come a frame after what settled the command
    const said = Number(stamp.textContent) / 1000;
    return { outcome, asked: Math.min(asked ?? Infinity, sent ?? Infinity) - pressed, settled: shown - said };
  };

  globalThis.asking = { expect, took };
})();
