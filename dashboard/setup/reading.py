"""Reads a setup file's text: TOML, then its schema, then what must fit together within it. Knows no database."""

import tomllib
from collections.abc import Hashable, Iterable
from zoneinfo import available_timezones

import msgspec

from dashboard.setup.errors import WrongSetup, wrong_value
from dashboard.setup.schema import Setup

BYTE_ORDER_MARK = "\ufeff"  # some editors put it first
RESERVED = "desk"  # the stream of what people change (architecture.md, How truth travels, 1)


def read(text: str) -> Setup:
    """The file's content. Raises WrongSetup, naming the key or the line."""
    try:
        tables = tomllib.loads(text.removeprefix(BYTE_ORDER_MARK))
    except tomllib.TOMLDecodeError as error:
        what, _, where = str(error).rpartition(" (at ")
        raise WrongSetup(where.rstrip(")") or "the file", f"is no TOML: {what}.") from None
    except RecursionError:
        raise WrongSetup("the file", "is nested too deeply to be a setup file.") from None
    except ValueError:  # Python's own limit on the digits of a number
        raise WrongSetup("the file", "has a number that is too long.") from None
    try:
        setup = msgspec.convert(tables, Setup)
    except msgspec.ValidationError as error:
        raise wrong_value(error) from None
    _refuse_twins(setup)
    _refuse_contradictions(setup)
    return setup


def _refuse_twins(setup: Setup) -> None:
    _once("integration", "name", (i.name for i in setup.integration))
    _once("person", "username", (p.username for p in setup.person))
    _once("team", "id", (t.id for t in setup.team))
    _once("queue", "id", (q.id for q in setup.queue))
    _once("reason_code", "code", ((r.source, r.category, r.code) for r in setup.reason_code))
    _once("integration_setting", "identifier", ((s.source, s.identifier) for s in setup.integration_setting))


def _once(table: str, key: str, values: Iterable[Hashable]) -> None:
    seen = set()
    for place, value in enumerate(values):
        if value in seen:
            raise WrongSetup(f"{table}[{place}].{key}", "stands in the file twice.")
        seen.add(value)


def _refuse_contradictions(setup: Setup) -> None:
    for place, integration in enumerate(setup.integration):
        if integration.name == RESERVED:
            raise WrongSetup(f"integration[{place}].name", f'"{RESERVED}" is our own: choose another.')
    for place, person in enumerate(setup.person):
        _once(f"person[{place}].lent", "team", (loan.team for loan in person.lent))
    for place, team in enumerate(setup.team):
        if team.listening != "off" and not team.purpose.strip():
            raise WrongSetup(f"team[{place}].purpose", "is needed where calls may be listened to.")
        _zone(f"team[{place}].time_zone", team.time_zone)
    _zone("site.time_zone", setup.site.time_zone if setup.site else "")


def _zone(key: str, name: str) -> None:
    if name and name not in available_timezones():
        raise WrongSetup(key, f"{name!r} is not known: use a name such as Europe/Berlin.")
