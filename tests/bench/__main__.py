"""`python -m tests.bench [a] [b] …`: runs all measurements, or these, prints one table, writes var/bench.json."""

import os
import signal
import sys
import time
from types import FrameType

from tests.bench.measures import MEASURES
from tests.bench.processes import ROOT
from tests.bench.report import Figure, keep, table


def main(letters: list[str]) -> int:
    """0 when every goal was met."""
    signal.signal(signal.SIGTERM, _end)
    figures: list[Figure] = []
    began = time.monotonic()
    for letter in letters or MEASURES:
        say(f"({letter}) … {MEASURES[letter].__doc__}  load {os.getloadavg()[0]:.1f}")
        figures += MEASURES[letter]()
    keep(figures, ROOT / "var" / "bench.json")
    print(table(figures))
    say(f"{time.monotonic() - began:.0f} s, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}: var/bench.json")
    return int(any(figure.holds is False for figure in figures))


def say(words: str) -> None:
    """Beside the table, for whoever waits."""
    print(words, file=sys.stderr, flush=True)


def _end(number: int, frame: FrameType | None) -> None:
    sys.exit(128 + number)  # so that every process is ended by whoever started it


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
