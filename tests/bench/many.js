// One deed for many, as its viewer sees it: how long the preview takes, and all the outcomes. With frames.js.
(() => {
  const OPEN = ["asked", "sent"];
  const rowOf = (agent) => document.querySelector(`#agents tr[data-agent="${agent}"]`);

  const select = (agents) => {
    for (const agent of agents) rowOf(agent).querySelector("input[name=agents]").click();
    return document.querySelectorAll("#agents tr[aria-selected=true]").length;
  };

  /** Milliseconds from a press until something is so, and painted. */
  const pressed = async (button, isSo, within) => {
    const began = performance.now();
    button.click();
    while (performance.now() - began < within) {
      const now = await bench.painted();
      if (isSo()) return now - began;
    }
    throw new Error(`not within ${within} ms`);
  };

  const preview = (action) => pressed(
    document.querySelector(`#selection [data-do=bulk][data-action="${action}"]`),
    () => document.querySelector("#bulk[open] form"),
    10_000,
  );

  /** Frames' and tasks' lengths while something goes on. Tasks under 50 ms are not told of by the browser. */
  const watched = async (deed) => {
    let frame = 0;
    let task = 0;
    let last = performance.now();
    let goesOn = true;
    const next = (now) => {
      frame = Math.max(frame, now - last);
      last = now;
      if (goesOn) requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
    const tasks = new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) task = Math.max(task, duration);
    });
    tasks.observe({ type: "longtask" });
    const took = await deed();
    goesOn = false;
    await new Promise((done) => { setTimeout(done, 200); });
    tasks.disconnect();
    return { took, frame, task };
  };

  /** From the press that confirms until so many rows have shown what came of it; what that was, by outcome. */
  const settle = async (count) => {
    const settled = new Map();
    const observer = new MutationObserver((changes) => {
      for (const { target } of changes) {
        const { outcome } = target.dataset;
        if (outcome && !OPEN.includes(outcome)) settled.set(target.closest("tr").dataset.agent, outcome);
      }
    });
    observer.observe(document.getElementById("agents"), { subtree: true, attributeFilter: ["data-outcome"] });
    const button = document.querySelector("#bulk [type=submit][form=bulk-do]");
    const seen = await watched(() => pressed(button, () => settled.size >= count, 30_000));
    observer.disconnect();
    const outcomes = {};
    for (const outcome of settled.values()) outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
    return { ...seen, outcomes, counts: document.querySelector("#selection [data-cell=batch-counts]").textContent };
  };

  globalThis.many = { select, preview, settle };
})();
