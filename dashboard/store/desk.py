"""The desk: the stream of what people change. Commands and their outcomes stand there, in the words of docs/live.md."""

from collections.abc import Iterable, Mapping, Sequence

from cti_bridge.connector import Action
from dashboard.models import AskedCommand, Person
from dashboard.store.bodies import encode
from dashboard.store.hints import DESK
from dashboard.store.orders import WANTED
from dashboard.store.streams import lock_stream, next_shared_revision, put_rows

COMMAND = "command"  # the kinds of its rows
FOLLOW = "follow"
CHECK = "check"


def hold_the_desk() -> None:
    """Waits for all others who change commands, and keeps them waiting until the transaction ends."""
    lock_stream(DESK)


def own_rows_of(person: int) -> str:
    """The team of rows that one person alone sees."""
    return f"@{person}"


def show(commands: Sequence[AskedCommand]) -> None:
    """Puts commands on the desk as they now stand. Part of the caller's transaction."""
    if not commands:
        return
    names = _names({c.person for c in commands})
    revision = next_shared_revision(DESK)
    put_rows(DESK, revision, [(COMMAND, c.team, str(c.pk), encode(_values(c, names)), False) for c in commands])


def _values(asked: AskedCommand, names: Mapping[int, str]) -> dict[str, object]:
    return {
        "action": asked.action,
        "subject": asked.subject,
        "outcome": str(asked.outcome),
        "said": asked.said,
        "by": names.get(asked.person, ""),
        "by_id": asked.person,
        "asked": asked.asked_at,
        "settled": asked.settled_at,
        "wanted": WANTED.get(Action(asked.action), ""),
        "batch": str(asked.batch or ""),
    }


def _names(people: Iterable[int]) -> dict[int, str]:
    return {p.pk: str(p) for p in Person.objects.filter(pk__in=people).only("username", "name")}
