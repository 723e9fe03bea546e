"""The file of the trail: what every spreadsheet program reads as cells, and none as a formula."""

import csv
import io
import json
from collections.abc import Sequence
from datetime import UTC
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from dashboard.presenters.activity import Names
from dashboard.presenters.entries import Entry, folded
from dashboard.presenters.spreadsheets import COLUMNS, FORMULA, safe, sheet
from tests.dashboard.presenters.test_entries import ALine, told

anything = st.text(alphabet=st.one_of(st.sampled_from("=+-@\t\r\n ,\"';|'＝＋0aé\0"), st.characters(codec="utf-8")))


def read(entries: Sequence[Entry], names: Names | None = None) -> list[dict[str, str]]:
    """What a spreadsheet program makes of the file."""
    text = "".join(sheet(entries, names or Names(), ZoneInfo("Europe/Berlin")))
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


@given(anything)
def test_no_cell_ever_begins_a_formula(text: str) -> None:
    assert not safe(text).startswith(FORMULA)
    assert not safe(text).strip(" \u00a0").startswith(FORMULA)


@given(anything)
def test_nor_where_a_program_begins_cells_at_semicolons(text: str) -> None:
    assert not [
        part for part in safe(text).split(";") if part.lstrip(' \u00a0\t"').startswith(("=", "+", "-", "@", "＝"))
    ]


@given(anything, anything, anything, anything, anything)
def test_whatever_people_and_systems_typed_no_cell_of_the_file_begins_a_formula(
    why: str, subject: str, said: str, name: str, seen: str
) -> None:
    line = ALine(
        1, "refused", subject=subject, why=why, action=subject, details={"said": said, "code": seen, why: seen}
    )
    names = Names(people={7: name}, agents={subject: name})

    (row,) = read(folded([line]), names)

    assert list(row) == list(COLUMNS)
    assert not [cell for cell in row.values() if cell.startswith(FORMULA)]


@given(anything)
def test_nothing_of_a_reason_is_lost_but_what_no_cell_can_hold(why: str) -> None:
    (row,) = read(folded([ALine(1, "opened", why=why)]))

    assert row["reason"].replace("'", "") == why.replace("\0", "").replace("'", "")


def test_it_begins_with_the_mark_by_which_utf_8_is_known_and_ends_its_lines_as_rfc_4180_wants() -> None:
    text = "".join(sheet(folded(told("asked")), Names(), UTC))

    assert text.startswith("\ufeffid,asked_at,")
    assert text.count("\r\n") == 2


def test_times_carry_their_offset_and_spans_are_seconds() -> None:
    (row,) = read(folded(told("asked", "sent", "confirmed", "ended")))

    assert row["asked_at"] == "2026-11-20T13:00:00.000+01:00"
    assert row["settled_at"] == "2026-11-20T13:00:02.000+01:00"
    assert row["latency_seconds"] == "2.000"
    assert (row["listened_until"], row["listened_seconds"]) == ("2026-11-20T13:00:03.000+01:00", "1.000")


def test_codes_stay_codes_in_every_language_and_what_was_seen_is_json() -> None:
    lines = told("asked")
    lines[0].details = {"state": "talking", "name": "Zoë"}

    (row,) = read(folded(lines))

    assert (row["action"], row["outcome"]) == ("listen", "asked")
    assert json.loads(row["seen"]) == {"state": "talking", "name": "Zoë"}
    assert "Zoë" in row["seen"]


def test_a_file_is_made_line_by_line() -> None:
    asked: list[int] = []

    def entries() -> object:
        for number in range(3):
            asked.append(number)
            yield folded([ALine(number, "opened")])[0]

    lines = sheet(entries(), Names(), UTC)  # type: ignore[arg-type]
    next(lines)
    next(lines)

    assert asked == [0]
