"""The last hour of a queue as a line: how many waited at most, minute by minute. static/js/sparks.js draws the same."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.presenters.queue_words import say

WIDTH, HEIGHT, MARGIN = 88, 20, 2
MINUTES = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Spark:
    """A line for a box of 88 by 20, and what it says in words. `minutes`: the numbers, `-` where nobody knows."""

    minutes: str = ""
    path: str = ""
    most: str = ""
    words: str = ""


def spark(minutes: Sequence[int | None]) -> Spark:
    """Where nothing is known, or of a single minute, there is no line."""
    known = [number for number in minutes if number is not None]
    if len(known) < 2:
        return Spark()
    most = max(known)
    return Spark(
        minutes=" ".join("-" if number is None else str(number) for number in minutes),
        path=path_of(minutes),
        most=say("most", most=most),
        words=say("hour_most", most=most),
    )


def path_of(minutes: Sequence[int | None]) -> str:
    """The line as an SVG path; it breaks where nobody knows. One who waits is no mountain: four fill the height."""
    top = max([4, *(number for number in minutes if number is not None)])
    step, rise = WIDTH / max(1, len(minutes) - 1), (HEIGHT - 2 * MARGIN) / top
    parts, pen = [], "M"
    for place, number in enumerate(minutes):
        if number is None:
            pen = "M"
            continue
        parts.append(f"{pen}{place * step:.1f} {HEIGHT - MARGIN - number * rise:.1f}")
        pen = "L"
    return "".join(parts)
