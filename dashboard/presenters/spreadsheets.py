"""The trail's entries as rows of a spreadsheet. Its words are for machines: English names that stay, codes, ISO 8601.

A spreadsheet program takes a cell that begins with one of a few characters for a formula, and carries it out: such a
cell gets an apostrophe before it. Where lists are parted by semicolons (German, French, Spanish settings) a cell also
begins at each semicolon in our text. Names, reasons and ids are what people and systems typed.
"""

import csv
import json
import re
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta, tzinfo

from dashboard.presenters.activity import Names
from dashboard.presenters.entries import Entry, agent_of

BOM = "\ufeff"  # without it spreadsheet programs take UTF-8 for the machine's own code page
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # the wide ones: in East Asian settings
_BEGINS_A_CELL = re.compile(r"(;[\s\"]*)(?=[=+\-@＝＋－＠])")
COLUMNS = (
    "id",
    "asked_at",
    "settled_at",
    "latency_seconds",
    "person_id",
    "person",
    "role",
    "action",
    "agent_id",
    "agent",
    "team_id",
    "source",
    "reason",
    "outcome",
    "said",
    "code",
    "listened_from",
    "listened_until",
    "listened_seconds",
    "barged_in",
    "seen",
)


class _Line:
    """What `csv` writes to: it keeps the last line."""

    text = ""

    def write(self, text: str) -> None:
        self.text = text


def sheet(entries: Iterable[Entry], names: Names, zone: tzinfo) -> Iterator[str]:
    """The lines of a CSV file (RFC 4180), the byte order mark and the header first, times in `zone`."""
    line = _Line()
    writer = csv.writer(line)
    writer.writerow(COLUMNS)
    yield BOM + line.text
    for entry in entries:
        writer.writerow([safe(cell) for cell in row(entry, names, zone)])
        yield line.text


def row(entry: Entry, names: Names, zone: tzinfo) -> list[str]:
    """An entry's cells, in the order of COLUMNS."""
    first, word = entry.first, entry.last_word
    return [
        entry.key,
        _moment(first.at, zone),
        _moment(entry.settled_at, zone),
        _seconds(entry.latency),
        str(first.person or ""),
        names.people.get(first.person or 0, ""),
        first.role,
        first.action,
        first.subject,
        names.agents.get(agent_of(first), ""),
        first.team,
        first.source,
        first.why,
        word.step,
        str(word.details.get("said") or ""),
        str(word.details.get("code") or ""),
        _moment(entry.heard_since, zone),
        _moment(entry.heard_until, zone),
        _seconds(entry.heard_for),
        "yes" if entry.barged else "",
        json.dumps(first.details, ensure_ascii=False, sort_keys=True) if first.details else "",
    ]


def safe(cell: str) -> str:
    """A cell that no spreadsheet program takes for a formula."""
    cell = _BEGINS_A_CELL.sub(r"\1'", cell.replace("\0", ""))
    return f"'{cell}" if cell.lstrip(" \u00a0").startswith(FORMULA) else cell


def _moment(at: datetime | None, zone: tzinfo) -> str:
    return at.astimezone(zone).isoformat(timespec="milliseconds") if at else ""


def _seconds(lasted: timedelta | None) -> str:
    return f"{lasted.total_seconds():.3f}" if lasted is not None else ""
