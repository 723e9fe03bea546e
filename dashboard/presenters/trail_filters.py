"""The activity page's filters, as its address has them: the form's fields, a link's parameters, an export's line."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, time, timedelta, tzinfo
from urllib.parse import urlencode

LONGEST = 200  # characters of a field that are looked at


@dataclass(frozen=True, slots=True, kw_only=True)
class TrailFilters:
    """What was asked for; empty: does not matter. `after` and `until` are dates, both included."""

    person: str = ""  # a name, a username, or a person's number
    agent: str = ""  # a name, or an id with or without its source
    team: str = ""
    source: str = ""
    action: str = ""
    outcome: str = ""
    after: str = ""
    until: str = ""
    text: str = ""
    before: int = 0  # the page: entries before this line

    def query(self, **changes: object) -> str:
        """The address's parameters, with changes: only what is not empty, under the names that the form has."""
        said = asdict(replace(self, **changes))  # type: ignore[arg-type]
        return urlencode({_NAMES.get(name, name): value for name, value in said.items() if value})

    def older(self, before: int) -> str:
        """The address's parameters of the page before a line."""
        return self.query(before=before)

    @property
    def of_any_page(self) -> str:
        """The address's parameters without the page: for the newest one, and for the export."""
        return self.query(before=0)

    @property
    def named(self) -> dict[str, str]:
        """What is filtered by, for a line of the trail."""
        said = asdict(self)
        return {_NAMES.get(name, name): str(value) for name, value in said.items() if value and name != "before"}

    def since(self, zone: tzinfo) -> datetime | None:
        """The first moment that counts."""
        return _midnight(self.after, zone)

    def end(self, zone: tzinfo) -> datetime | None:
        """The first moment that counts no more."""
        return _midnight(self.until, zone, days=1)


_NAMES = {"after": "from", "until": "to", "text": "q"}


def filters_of(query: Mapping[str, str]) -> TrailFilters:
    """The filters of an address; what is not a date or a number is left out."""

    def text(name: str) -> str:
        return query.get(name, "").replace("\0", "").strip()[:LONGEST]

    before = text("before")
    return TrailFilters(
        person=text("person"),
        agent=text("agent"),
        team=text("team"),
        source=text("source"),
        action=text("action"),
        outcome=text("outcome"),
        after=_date(text("from")),
        until=_date(text("to")),
        text=text("q"),
        before=int(before) if before.isascii() and before.isdigit() and len(before) <= 18 else 0,
    )


def _date(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return ""


def _midnight(day: str, zone: tzinfo, days: int = 0) -> datetime | None:
    """When a day began in a zone. The calendar's last days have no next one: then there is no limit."""
    if not day:
        return None
    try:
        return datetime.combine(date.fromisoformat(day) + timedelta(days=days), time(), zone)
    except OverflowError:
        return None
