// The membership board as its viewer sees it: how soon it is there, and how evenly it moves. With frames.js.
(() => {
  /** Milliseconds since the address was asked for: the server's answer, the first frame, the chips painted. */
  const opened = async () => {
    const chips = await bench.painted();
    const [{ responseStart, requestStart }] = performance.getEntriesByType("navigation");
    return { get: responseStart - requestStart, frame: bench.firstPaint(), chips };
  };

  /** While agents move: how far apart the frames are, the longest task, and how many chips came or went. */
  const watch = async (milliseconds) => {
    let task = 0;
    let moves = 0;
    const tasks = new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) task = Math.max(task, duration);
    });
    tasks.observe({ type: "longtask" });
    const seen = new MutationObserver((changes) => {
      for (const { addedNodes } of changes) moves += addedNodes.length;
    });
    seen.observe(document.getElementById("board"), { subtree: true, childList: true });
    const gaps = await bench.frames(milliseconds);
    seen.disconnect();
    tasks.disconnect();
    return { gaps, task, moves };
  };

  globalThis.board = { opened, watch };
})();
