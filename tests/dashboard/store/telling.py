"""Messages as store tests send them: Ada, Ben and Cleo are agents of a floor, and people who sign in here."""

from collections.abc import Callable, Collection
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from dashboard.models import Message, Person, Receipt, TrailLine
from dashboard.store import messages, receipts
from dashboard.store.messages import Draft
from dashboard.store.receipts import Report, Step
from tests.dashboard.store.asking import TEAM, Hints
from tests.dashboard.store.floors import CISCO, NINE, agent, holder, load, shown

OTHER = "cisco:5001"
LASTS = timedelta(hours=4)
DORA = "cisco:1004"  # on the floor, and nobody who signs in here


def open_floor() -> None:
    """Ada and Ben in one team with Dora, Cleo in another."""
    holder(CISCO).write(
        [
            load(
                CISCO,
                agent("cisco:1001"),
                agent("cisco:1002", name="Ben Ito"),
                agent("cisco:1003", OTHER, name="Cleo Sand"),
                agent(DORA, name="Dora Ünal"),
            )
        ]
    )


def person(username: str, *agents: str) -> Person:
    """Somebody who is these agents."""
    return Person.objects.create(username=username, name=username.title(), role="agent", agents=list(agents))


def people() -> dict[str, Person]:
    """Ada, Ben and Cleo."""
    named = {"ada": "cisco:1001", "ben": "cisco:1002", "cleo": "cisco:1003"}
    return {username: person(username, key) for username, key in named.items()}


def sends(
    by: Person,
    hints: Hints,
    *,
    teams: Collection[str] = (TEAM,),
    agents: Collection[str] = (),
    lasts: timedelta = LASTS,
    at: datetime = NINE,
    must_confirm: bool = True,
    content: str = "Please finish your calls by five.",
) -> Message:
    """A message of Sam's."""
    draft = Draft(content=content, until=at + lasts, teams=list(teams), agents=list(agents), must_confirm=must_confirm)
    return messages.send(draft, by=by, publish=hints, now=clock(at))


def clock(at: datetime) -> Callable[[], datetime]:
    """A clock that stands."""
    return lambda: at


def desk(kind: str) -> dict[str, dict[str, Any]]:
    """The desk's rows of a kind, by key."""
    return {key: values for (of, key), values in shown("desk").items() if of == kind}


def receipt(message: Message, of: Person) -> Receipt:
    """What became of it for one."""
    return Receipt.objects.get(message=message, person=of.pk)


def steps_of(message: Message, of: Person) -> list[str]:
    """How far it is with one: the steps that have their time."""
    found = receipt(message, of)
    return [step for step in ("delivered", "seen", "confirmed") if getattr(found, f"{step}_at")]


def lines() -> list[tuple[str, dict[str, Any]]]:
    """What the trail says of messages."""
    return [(line.step, line.details) for line in TrailLine.objects.filter(action="message").order_by("pk")]


def says(step: Step) -> Callable[..., int]:
    """How a page of somebody's says that messages came so far; of how many that is new."""

    def note(of: Person, ids: Collection[UUID], *, publish: Hints, now: Callable[[], datetime]) -> int:
        return receipts.note(Report.each(of.pk, step, ids), publish=publish, now=now)

    return note


delivered, seen, confirmed = says(Step.DELIVERED), says(Step.SEEN), says(Step.CONFIRMED)
