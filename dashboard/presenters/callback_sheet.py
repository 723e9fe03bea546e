"""Callbacks as a file for spreadsheets: what the page shows of each request, masked as there, in safe cells."""

import csv
import io
from collections.abc import Iterable

from dashboard.presenters.callback_request import Worded
from dashboard.presenters.callback_words import hours
from dashboard.presenters.spreadsheets import BOM, safe

COLUMNS = (
    "id",
    "source",
    "list",
    "queue",
    "name",
    "company",
    "phone",
    "mobile",
    "description",
    "due_day",
    "period",
    "hours",
    "time_zone",
    "due",
    "taken",
    "taken_by",
    "started",
)


def sheet(keys: Iterable[str], worded: Worded) -> str:
    """A CSV file (RFC 4180) with these requests, the byte order mark and the header first."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for key in keys:
        writer.writerow([safe(cell) for cell in row(key, worded)])
    return BOM + text.getvalue()


def row(key: str, worded: Worded) -> list[str]:
    """A request's cells, in the order of COLUMNS."""
    lists, values = worded.lists, worded.lists.callbacks[key]
    source, named = lists.source_of(key), lists.list_of(key)
    shown = {part: str(values.get(part, "")) for part in ("name", "company", "phone", "mobile", "description", "due")}
    return [
        key,
        source,
        lists.name_of(named),
        lists.queue_name_of(named),
        shown["name"],
        shown["company"],
        shown["phone"],
        shown["mobile"],
        shown["description"],
        shown["due"],
        str(values.get("period_name", "")),
        hours(values),
        worded.zone(source).key,
        worded.due(key).value,
        "yes" if values.get("agent") else "",
        lists.taker_of(key),
        "yes" if values.get("started") else "",
    ]
