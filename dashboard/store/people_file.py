"""People as a CSV file: read with each wrong line by its number, and written so that it reads as the same.

Several teams or agents in a cell are parted by `|`. A column that is left out leaves that part of people as it is; a
column that is there and empty empties it. Passwords have no place in it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

import msgspec
from django.utils.translation import gettext as _

from dashboard.presenters import cells
from dashboard.setup import schema
from dashboard.setup.errors import WrongSetup, wrong_value
from dashboard.store.roster import Wanted

COLUMNS = ("username", "name", "role", "teams", "agents", "language", "active")
NEEDED = ("username", "role")
LISTS = frozenset({"teams", "agents"})
PART = "|"
_ENTRY_OF = {"agents": "agent"}  # a column by another name than the setup file's key
_COLUMN_OF = {entry: column for column, entry in _ENTRY_OF.items()}
YES, NO = frozenset({"yes", "true", "1", ""}), frozenset({"no", "false", "0"})

EXAMPLE = (
    "username,name,role,teams,agents,language,active\r\n"
    "sam,Sam Supervisor,supervisor,cisco:5000|xivo:*,,de,yes\r\n"
    "ann,Ann Agent,agent,,cisco:1001|xivo:19,en,yes\r\n"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One person of a file, with the columns that it has."""

    number: int  # the first line of the file that it stands in
    values: Mapping[str, object]

    @property
    def username(self) -> str:
        """Whom it is about."""
        return str(self.values["username"])


@dataclass(frozen=True, slots=True, kw_only=True)
class WrongLine:
    """A line that cannot be taken, and what to mend, in the reader's language."""

    number: int
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A file that was read. Where a line is wrong, nothing of it may be loaded."""

    lines: Sequence[Line] = ()
    wrong: Sequence[WrongLine] = ()


def read(text: str) -> Sheet:
    """The people of a file."""
    if "\0" in text:
        return _unreadable(1 + text[: text.index("\0")].count("\n"), _("has a character that no text has."))
    rows = cells.read(text)
    try:
        number, header = next(rows, (1, []))
        columns = [cell.strip().casefold() for cell in header]
        if what := _wrong_header(columns):
            return _unreadable(number, what)
        return _sheet(columns, rows)
    except cells.NoCsv as no:
        return _unreadable(no.line, no.what)


def write(people: Iterable[Wanted]) -> str:
    """A file of these people."""
    return cells.written(COLUMNS, map(_cells, people))


def passwords(made: Iterable[tuple[str, str, str]]) -> str:
    """A file of user names, names and passwords, to be handed out."""
    return cells.written(("username", "name", "password"), made)


def _cells(person: Wanted) -> list[str]:
    teams, agents = PART.join(person.teams), PART.join(person.agents)
    return [
        person.username,
        person.name,
        person.role,
        teams,
        agents,
        person.language,
        "yes" if person.active else "no",
    ]


def _wrong_header(columns: Sequence[str]) -> str:
    for name in NEEDED:
        if name not in columns:
            return _("names the columns, and must have one called “{name}”.").format(name=name)
    for name in columns:
        if name not in COLUMNS:
            return _("names a column “{name}”, which is none of: {known}.").format(name=name, known=", ".join(COLUMNS))
        if columns.count(name) > 1:
            return _("names the column “{name}” twice.").format(name=name)
    return ""


def _sheet(columns: Sequence[str], rows: Iterable[tuple[int, list[str]]]) -> Sheet:
    lines: list[Line] = []
    wrong: list[WrongLine] = []
    seen: dict[str, int] = {}
    for number, row in rows:
        try:
            line = Line(number=number, values=_values(columns, row))
        except ValueError as error:
            wrong.append(WrongLine(number=number, what=str(error)))
            continue
        name = line.username.casefold()
        if name in seen:
            what = _("{username} stands in line {other} already.").format(username=line.username, other=seen[name])
            wrong.append(WrongLine(number=number, what=what))
        seen.setdefault(name, number)
        lines.append(line)
    return Sheet(lines=lines, wrong=wrong)


def _values(columns: Sequence[str], row: Sequence[str]) -> dict[str, object]:
    """A row's values. Raises ValueError with what to mend."""
    if len(row) != len(columns):
        sentence = _("has {there} cells, where the first line names {named} columns.")
        raise ValueError(sentence.format(there=len(row), named=len(columns)))
    values: dict[str, object] = {}
    for name, cell in zip(columns, (cell.strip() for cell in row), strict=True):
        if name in LISTS:
            values[name] = tuple(dict.fromkeys(part.strip() for part in cell.split(PART) if part.strip()))
        elif name == "active":
            values[name] = _yes_or_no(cell)
        else:
            values[name] = cell
    _check(values)
    return values


def _check(values: Mapping[str, object]) -> None:
    """As a setup file would (dashboard.setup.schema)."""
    entry = {_ENTRY_OF.get(name, name): value for name, value in values.items() if name != "active"}
    try:
        msgspec.convert(entry, schema.Person)
    except msgspec.ValidationError as error:
        raise ValueError(_in_words(wrong_value(error), values)) from None


def _in_words(wrong: WrongSetup, values: Mapping[str, object]) -> str:
    """The schema's complaint as somebody reads it who fills in a table."""
    key, _colon, what = str(wrong).partition(": ")
    field, _bracket, place = key.rstrip("]").partition("[")
    value = values.get(_COLUMN_OF.get(field, field))
    match field:
        case "role" | "language":
            allowed = ", ".join(filter(None, get_args(schema.Role if field == "role" else schema.Language)))
            return _("“{value}” is none of: {allowed}.").format(value=value, allowed=allowed)
        case "teams" | "agent" if isinstance(value, tuple) and place.isdecimal():
            sentence = _("“{id}” is no id: write it with its system before it, as in cisco:5000.")
            return sentence.format(id=value[int(place)])
        case "username" if not value:
            return _("has no user name.")
        case _:
            return f"{key}: {what}"


def _yes_or_no(cell: str) -> bool:
    said = cell.casefold()
    if said not in YES | NO:
        raise ValueError(_("active: “{said}” is neither yes nor no.").format(said=cell))
    return said in YES


def _unreadable(number: int, what: str) -> Sheet:
    return Sheet(wrong=[WrongLine(number=number, what=what)])
