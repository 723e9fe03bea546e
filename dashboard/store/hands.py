"""Hands that agents raise: one each, on the desks of the agent's team and on the agent's own page.

Who claims one is on the way, and nobody takes it over. Either side lowers it. Each step is a line of the trail, without
the agent's words: whatever they typed goes when the hand does.

Two people may be one agent, for a second after an administrator gave an identity to somebody else. The team then sees
the hand that went up first, and the other when that is down.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from enum import StrEnum

from django.db import transaction
from django.utils import timezone

from cti_bridge.floor.model import source_of
from dashboard.models import Person, RaisedHand, TrailLine
from dashboard.store.desk import hold_the_desk
from dashboard.store.hand_rows import of_agent, own_gone, row_of, rows_of
from dashboard.store.hints import DESK, Publish
from dashboard.store.places import Place, best_of, places_of
from dashboard.store.streams import Put, next_shared_revision, put_rows

LONGEST_TEXT = 100  # as dashboard.models.RaisedHand has it
MOST_RAISED, WITHIN = 5, timedelta(minutes=1)  # a person's: each is a line of the trail, and is announced to the team

RAISE, CLAIM, LOWER = "hand-raise", "hand-claim", "hand-lower"  # deeds of the trail


class RaisedTooOften(Exception):
    """The person has raised a hand MOST_RAISED times WITHIN so long: they have to wait."""


class Why(StrEnum):
    """Why a hand is no longer up."""

    AGENT = "agent"  # who raised it has lowered it
    SUPERVISOR = "supervisor"
    SIGNED_OUT = "signed_out"  # of every system
    GONE = "gone"  # the person may not sign in any more, or is another agent now


def raise_hand(
    person: Person, text: str, *, publish: Publish, now: Callable[[], datetime] = timezone.now
) -> RaisedHand | None:
    """Raises a person's hand where they are signed in, else at the first of their agent identities.

    Who raises it twice gets what stands. None: the person is on no floor, so that nobody would see it. RaisedTooOften.
    """
    at = now()
    with transaction.atomic():
        hold_the_desk()
        if standing := standing_of(person):
            return standing
        place = best_of(places_of(person.agents), person.agents)
        if place is None:
            return None
        if _raised_since(person, at - WITHIN) >= MOST_RAISED:
            raise RaisedTooOften
        hand = RaisedHand.objects.create(
            person=person.pk, agent=place.agent, team=place.team, text=text[:LONGEST_TEXT], raised_at=at
        )
        _write_line(RAISE, "raised", hand, hand.raised_at, by=person)
        _put(rows_of(hand), publish)
    return hand


def claim(agent: str, *, by: Person, publish: Publish, now: Callable[[], datetime] = timezone.now) -> RaisedHand | None:
    """The hand of an agent, claimed: by this person, where nobody had claimed it before. None: it is not up."""
    with transaction.atomic():
        hold_the_desk()
        hand = of_agent(agent).first()
        if hand is None or hand.claimed_by is not None:
            return hand
        hand.claimed_by, hand.claimed_at = by.pk, now()
        hand.save(update_fields=["claimed_by", "claimed_at"])
        _write_line(CLAIM, "claimed", hand, hand.claimed_at, by=by)
        _put(rows_of(hand), publish)
    return hand


def lower(of: Person | str, *, by: Person, publish: Publish, now: Callable[[], datetime] = timezone.now) -> bool:
    """Lowers the hand of a person, or of an agent; False when it was not up."""
    with transaction.atomic():
        hold_the_desk()
        hands = RaisedHand.objects.filter(person=of.pk) if isinstance(of, Person) else of_agent(of)
        why = Why.AGENT if isinstance(of, Person) else Why.SUPERVISOR
        gone = list(hands)
        _put([row for hand in gone for row in _lowered(hand, why, now(), by=by)], publish)
    return bool(gone)


def standing_of(person: Person) -> RaisedHand | None:
    """A person's hand, while it is up."""
    return RaisedHand.objects.filter(person=person.pk).first()


def tend(now: datetime) -> int:
    """Lowers the hands of those who have gone, and moves those of agents who changed their team; how many.

    Safe from many processes at once, and cheap: asked every second.
    """
    if not _astray():
        return 0
    with transaction.atomic():
        hold_the_desk()
        astray = _astray()
        _put([row for hand, place in astray for row in _tended(hand, place, now)])
    return len(astray)


def _raised_since(person: Person, since: datetime) -> int:
    lines = TrailLine.objects.filter(subject__in=person.agents, at__gt=since)
    return lines.filter(action=RAISE, person=person.pk).count()


def _astray() -> Sequence[tuple[RaisedHand, Place | Why]]:
    """The hands that cannot stay as they are: where each belongs, or why it is to be lowered."""
    hands = list(RaisedHand.objects.order_by("pk"))
    people = Person.objects.filter(pk__in=[hand.person for hand in hands], is_active=True).in_bulk()
    places = places_of([agent for person in people.values() for agent in person.agents]) if people else {}
    found = [(hand, _belongs(hand, people.get(hand.person), places)) for hand in hands]
    return [(hand, place) for hand, place in found if isinstance(place, Why) or place[:2] != (hand.agent, hand.team)]


def _belongs(hand: RaisedHand, person: Person | None, places: dict[str, Place]) -> Place | Why:
    """Who raised it while signed out everywhere is not lowered for that: only a sign-out since then counts."""
    if person is None or hand.agent not in person.agents:
        return Why.GONE
    place = best_of(places, person.agents, hand.agent)
    if place is None:
        return Why.SIGNED_OUT
    own = [places[agent] for agent in person.agents if agent in places]
    went = not place.is_in and any(each.changed_at > hand.raised_at for each in own)
    return Why.SIGNED_OUT if went else place


def _tended(hand: RaisedHand, place: Place | Why, now: datetime) -> Iterable[Put]:
    if isinstance(place, Why):
        return _lowered(hand, place, now)
    team, agent = hand.team, hand.agent
    hand.agent, hand.team = place.agent, place.team
    hand.save(update_fields=["agent", "team"])
    return [row_of(team, agent), *rows_of(hand)]


def _lowered(hand: RaisedHand, why: Why, at: datetime, by: Person | None = None) -> list[Put]:
    _write_line(LOWER, "lowered", hand, at, by=by, why=why)
    team, agent, person = hand.team, hand.agent, hand.person
    hand.delete()
    return [row_of(team, agent), own_gone(person)]


def _put(rows: Sequence[Put], publish: Publish | None = None) -> None:
    if not rows:
        return
    put_rows(DESK, next_shared_revision(DESK), rows)
    if publish is not None:
        transaction.on_commit(lambda: publish({DESK}))


def _write_line(
    action: str, step: str, hand: RaisedHand, at: datetime, *, by: Person | None, why: Why | None = None
) -> None:
    TrailLine.objects.create(
        at=at,
        step=step,
        action=action,
        person=by.pk if by else None,
        role=by.role if by else "",
        source=source_of(hand.agent),
        subject=hand.agent,
        team=hand.team,
        details={"why": why} if why else {},
    )
