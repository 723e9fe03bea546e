"""Many browsers' sockets in one process: opens them, acknowledges and beats as docs/live.md asks, measures what comes.

`python -m tests.bench.load PORT COOKIES_FILE SECONDS SAMPLED [idle|silent]` prints `measuring`, `measured`, and one
JSON object. `idle`: acknowledges every second even where nothing came; `silent`: says nothing at all.
"""

import asyncio
import json
import resource
import sys
import time
from pathlib import Path

from tests.bench.sockets import Browser

SETTLING_SECONDS = 2.0
OPENING_SECONDS = 0.008  # between two: signing in is done one after the other, and daphne waits 5 s for it


async def acknowledge_and_beat(browsers: list[Browser], *, idle: bool) -> None:
    """Each second an acknowledgement, each fifth a heartbeat, spread evenly over the second."""
    loop, turn = asyncio.get_running_loop(), 0
    while True:
        began = loop.time()
        for n, browser in enumerate(browsers):
            browser.acknowledge(again=idle)
            if (turn + n) % 5 == 0:
                browser.send(f'{{"beat": {turn}}}')
            if n % 10 == 9:
                await asyncio.sleep(max(0.0, began + n / len(browsers) - loop.time()))
        await asyncio.sleep(max(0.0, began + 1 - loop.time()))
        turn += 1


async def open_all(port: int, cookies: list[str], sampled: int) -> list[Browser]:
    """Every socket, each with its whole floor."""
    loop, host = asyncio.get_running_loop(), f"127.0.0.1:{port}"
    browsers: list[Browser] = []
    every = max(1, len(cookies) // sampled)
    for n, cookie in enumerate(cookies):
        browser = Browser(host, cookie, sampled=n % every == 0)
        await loop.create_connection(lambda b=browser: b, "127.0.0.1", port)  # type: ignore[misc]
        browsers.append(browser)
        await asyncio.sleep(OPENING_SECONDS)
    async with asyncio.timeout(90):
        while not all(b.newest or b.closed for b in browsers):
            await asyncio.sleep(0.05)
    return browsers


async def run(port: int, cookies: list[str], seconds: float, sampled: int, mode: str) -> dict[str, object]:
    """Opens all sockets, waits until each has its floor, measures for `seconds`."""
    browsers = await open_all(port, cookies, sampled)
    beats = asyncio.create_task(_nothing() if mode == "silent" else acknowledge_and_beat(browsers, idle=mode == "idle"))
    await asyncio.sleep(SETTLING_SECONDS)
    print("measuring", flush=True)
    before, began = resource.getrusage(resource.RUSAGE_SELF), time.monotonic()
    for browser in browsers:
        browser.measuring = True
    await asyncio.sleep(seconds)
    for browser in browsers:
        browser.measuring = False
    took, after = time.monotonic() - began, resource.getrusage(resource.RUSAGE_SELF)
    print("measured", flush=True)
    beats.cancel()
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return measured(browsers, took) | {"load_cpu": round(cpu / took, 2)}


def measured(browsers: list[Browser], took: float) -> dict[str, object]:
    """What arrived. Rows are counted on the sampled sockets, and taken for the same on the others."""
    ages = sorted(age for b in browsers for age in b.ages)
    sampled = [b for b in browsers if b.sampled]
    rows = sum(b.rows for b in sampled) / len(sampled) * len(browsers)
    return {
        "sockets": len(browsers),
        "closed": sorted({b.closed for b in browsers if b.closed}),
        "seconds": round(took, 2),
        "p50_ms": _share(ages, 0.5),
        "p99_ms": _share(ages, 0.99),
        "max_ms": _share(ages, 1.0),
        "samples": len(ages),
        "frames_per_second": round(sum(b.frames for b in browsers) / took),
        "megabytes_per_second": round(sum(b.bytes for b in browsers) / took / 1e6, 1),
        "rows": round(rows),
        "rows_per_second": round(rows / took),
    }


def _share(ages: list[float], share: float) -> float | None:
    """The age, in milliseconds, that this share of all rows did not exceed."""
    return round(ages[min(len(ages) - 1, int(len(ages) * share))] * 1000, 1) if ages else None


async def _nothing() -> None:
    return None


def main() -> None:
    """Reads the command line, prints the measurement."""
    port, file, seconds, sampled = int(sys.argv[1]), sys.argv[2], float(sys.argv[3]), int(sys.argv[4])
    mode = sys.argv[5] if len(sys.argv) > 5 else ""
    cookies = Path(file).read_text().split()
    print(json.dumps(asyncio.run(run(port, cookies, seconds, sampled, mode))), flush=True)


if __name__ == "__main__":
    main()
