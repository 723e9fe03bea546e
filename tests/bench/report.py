"""What the benchmarks found, as one table of figures beside their goals, and as JSON."""

import json
import os
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from operator import ge, le
from pathlib import Path
from typing import Literal

_HOLDS = {"≤": le, "≥": ge}


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One measured figure. Without a goal it is there to be read beside one that has one."""

    part: str  # as tests.bench.measures letters them
    what: str
    found: float
    unit: str
    goal: float | None = None
    sense: Literal["≤", "≥"] = "≤"
    note: str = ""

    @property
    def holds(self) -> bool | None:
        """Whether the goal is met; None without one."""
        return None if self.goal is None else _HOLDS[self.sense](self.found, self.goal)


def table(figures: Sequence[Figure]) -> str:
    """The figures, a line each."""
    lines = [(f"({f.part}) {f.what}", _number(f.found, f.unit), _goal(f), _VERDICT[f.holds], f.note) for f in figures]
    heads = ("", "found", "goal", "", "")
    widths = [max(len(line[n]) for line in [*lines, heads]) for n in range(4)]
    return "\n".join(
        f"{what:<{widths[0]}}  {found:>{widths[1]}}  {goal:>{widths[2]}}  {verdict:<{widths[3]}}  {note}".rstrip()
        for what, found, goal, verdict, note in [heads, *lines]
    )


def keep(figures: Sequence[Figure], file: Path) -> None:
    """Writes the figures as JSON, with when, and on how busy a machine, they were found."""
    file.parent.mkdir(parents=True, exist_ok=True)
    found = [asdict(figure) | {"holds": figure.holds} for figure in figures]
    machine = {"cores": os.cpu_count(), "load": os.getloadavg()}
    at = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
    file.write_text(json.dumps({"at": at, "machine": machine, "figures": found}, indent=1, ensure_ascii=False) + "\n")


_VERDICT = {True: "met", False: "MISSED", None: ""}


def _goal(figure: Figure) -> str:
    return "" if figure.goal is None else f"{figure.sense} {_number(figure.goal, figure.unit)}"


def _number(value: float, unit: str) -> str:
    return f"{value:,.0f} {unit}" if value >= 100 else f"{value:,.1f} {unit}"
