"""A raised hand on the desk, as docs/live.md words it: `hand` to the team's supervisors, `raised` to who raised it."""

from django.db.models import QuerySet

from dashboard.models import Person, RaisedHand
from dashboard.store.bodies import encode
from dashboard.store.desk import own_rows_of
from dashboard.store.places import places_of
from dashboard.store.streams import Put

HAND = "hand"
RAISED = "raised"


def of_agent(agent: str) -> "QuerySet[RaisedHand]":
    """The hands that are up as this agent, the first that went up first."""
    return RaisedHand.objects.filter(agent=agent).order_by("raised_at", "pk")


def rows_of(hand: RaisedHand) -> list[Put]:
    """The hand for the team's supervisors, and for the agent."""
    own = (RAISED, own_rows_of(hand.person), str(hand.person), encode(_told(hand)), False)
    return [row_of(hand.team, hand.agent), own]


def row_of(team: str, agent: str) -> Put:
    """What the team's supervisors see of an agent: the first of the hands that are up there, or that none is."""
    hand = of_agent(agent).filter(team=team).first()
    if hand is None:
        return (HAND, team, agent, "", True)
    place = places_of([agent]).get(agent)
    values = {"name": place.name if place else "", **_told(hand), "by_id": hand.claimed_by}
    return (HAND, team, agent, encode(values), False)


def own_gone(person: int) -> Put:
    """A person's own hand is down."""
    return (RAISED, own_rows_of(person), str(person), "", True)


def _told(hand: RaisedHand) -> dict[str, object]:
    by = Person.objects.filter(pk=hand.claimed_by).first() if hand.claimed_by else None
    return {"text": hand.text, "since": hand.raised_at, "claimed": hand.claimed_at, "by": str(by or "")}
