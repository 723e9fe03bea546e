"""Whose next call a person waits for: ten minutes at the longest, on that person's own desk, each way in the trail."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Set
from datetime import datetime, timedelta
from enum import StrEnum

from django.db import transaction
from django.utils import timezone

from cti_bridge.connector import Action
from cti_bridge.floor.model import AgentId, source_of
from cti_bridge.floor.rows import Kind
from dashboard.models import Follow, Person, TrailLine
from dashboard.store import rows
from dashboard.store.bodies import encode
from dashboard.store.desk import FOLLOW, hold_the_desk, own_rows_of
from dashboard.store.hints import DESK, Publish
from dashboard.store.streams import Put, next_shared_revision, put_rows

LASTS = timedelta(minutes=10)


class Why(StrEnum):
    """Why nobody waits any more."""

    STOPPED = "stopped"  # the person does not want it any more
    ASKED = "asked"  # the call came, and the person was asked
    EXPIRED = "expired"
    UNSEEN = "unseen"  # the agent is none of the person's any more


def ask(
    person: Person, agent: AgentId, *, team: str, publish: Publish, now: Callable[[], datetime] = timezone.now
) -> Follow:
    """A person waits for an agent's next call; who asks again meanwhile gets what stands. `team` is the agent's."""
    at = now()
    with transaction.atomic():
        hold_the_desk()
        standing = Follow.objects.filter(person=person.pk, agent=agent).first()
        if standing is not None:
            if standing.until > at:
                return standing
            _end([standing], Why.EXPIRED, at)
        follow = Follow.objects.create(person=person.pk, agent=agent, team=team, asked_at=at, until=at + LASTS)
        _write_line(follow, "asked", at, role=person.role, details={"until": follow.until.isoformat()})
        put_rows(DESK, next_shared_revision(DESK), [_row(follow)])
        transaction.on_commit(lambda: publish({DESK}))
    return follow


def end(
    person: Person,
    agent: AgentId,
    *,
    publish: Publish,
    why: Why = Why.STOPPED,
    now: Callable[[], datetime] = timezone.now,
) -> str:
    """A person waits no more, whoever has the agent by now; the agent as named at first, "" when they did not wait."""
    with transaction.atomic():
        hold_the_desk()
        # Compared here: an address may hold what PostgreSQL takes in no query (NUL).
        ended = [follow for follow in Follow.objects.filter(person=person.pk) if follow.agent == agent]
        names = [_name_shown(follow) for follow in ended]
        _end(ended, why, now())
        if ended:
            transaction.on_commit(lambda: publish({DESK}))
    return "".join(names)


def standing_of(person: Person, *, now: Callable[[], datetime] = timezone.now) -> list[Follow]:
    """Whom a person waits for now, the newest last."""
    return list(Follow.objects.filter(person=person.pk, until__gt=now()).order_by("asked_at", "pk"))


def end_expired(now: datetime) -> int:
    """Ends what has lasted long enough; how many. Safe from many processes at once, and cheap: asked every second."""
    if not Follow.objects.filter(until__lte=now).exists():
        return 0
    with transaction.atomic():
        hold_the_desk()
        ended = list(Follow.objects.filter(until__lte=now).order_by("until", "pk"))
        _end(ended, Why.EXPIRED, now)
    return len(ended)


def end_unseen(now: datetime, *, sees: Callable[[int, Collection[str]], Set[str]]) -> int:
    """Ends those whose agent the person sees no more; how many. As safe as above; asked of each person once.

    `sees`: those of these agents whom a person, by number, may ask anything of.
    """
    standing = list(Follow.objects.all())
    agents: dict[int, set[str]] = defaultdict(set)
    for follow in standing:
        agents[follow.person].add(follow.agent)
    seen = {person: sees(person, followed) for person, followed in agents.items()}
    unseen = [follow.pk for follow in standing if follow.agent not in seen[follow.person]]
    if not unseen:
        return 0
    with transaction.atomic():
        hold_the_desk()
        ended = list(Follow.objects.filter(pk__in=unseen).order_by("pk"))
        _end(ended, Why.UNSEEN, now)
    return len(ended)


def _end(follows: Iterable[Follow], why: Why, at: datetime) -> None:
    gone: list[Put] = []
    for follow in follows:
        _write_line(follow, "ended", at, details={"why": why})
        gone.append((FOLLOW, own_rows_of(follow.person), _key(follow), "", True))
        follow.delete()
    if gone:
        put_rows(DESK, next_shared_revision(DESK), gone)


def _key(follow: Follow) -> str:
    return f"{follow.person}:{follow.agent}"


def _name_shown(follow: Follow) -> str:
    found = rows.find(DESK, FOLLOW, _key(follow))
    return str(found.body.get("name") or follow.agent) if found else follow.agent


def _row(follow: Follow) -> Put:
    """In the words of docs/live.md."""
    found = rows.find(source_of(follow.agent), Kind.AGENT, follow.agent)
    values = {"agent": follow.agent, "name": found.body.name if found else "", "until": follow.until}
    return (FOLLOW, own_rows_of(follow.person), _key(follow), encode(values), False)


def _write_line(follow: Follow, step: str, at: datetime, *, role: str = "", details: dict[str, object]) -> None:
    TrailLine.objects.create(
        at=at,
        step=step,
        action=Action.FOLLOW,
        person=follow.person,
        role=role,
        source=source_of(follow.agent),
        subject=follow.agent,
        team=follow.team,
        details=details,
    )
