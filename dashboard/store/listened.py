"""The last line of a listening in the trail: whom, by whom, how long, why it is over. Written with the rows."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from cti_bridge.connector import Action
from cti_bridge.floor.commands import Outcome
from cti_bridge.floor.rows import Kind
from cti_bridge.ports import Listened
from dashboard.models import AskedCommand, CtiSignIn, FloorRow, TrailLine
from dashboard.store.standing import fits

STEP = "ended"


def write_ends(source: str, ends: Sequence[Listened]) -> None:
    """Adds a line for each listening that is over. Part of the writer's transaction."""
    TrailLine.objects.bulk_create([_line(source, end) for end in ends if fits(end.agent) and fits(end.sign_in)])


def _line(source: str, end: Listened) -> TrailLine:
    person = _owner(source, end)
    return TrailLine(
        at=end.ended_at,
        command=_asked_by(person, end) if person is not None else None,
        step=STEP,
        action=Action.LISTEN,
        person=person,
        source=source,
        subject=end.agent,
        team=_team_of(source, end.agent),
        details={
            "call": end.call,
            "since": _said(end.since),
            "ended": _said(end.ended_at),
            "seconds": max(0, round((end.ended_at - end.since).total_seconds())) if end.since else None,
            "barged": end.barged,
            "why": str(end.why),
        },
    )


def _owner(source: str, end: Listened) -> int | None:
    login = end.sign_in.partition(":")[2]
    return CtiSignIn.objects.filter(integration=source, login=login).values_list("person", flat=True).first()


def _asked_by(person: int, end: Listened) -> UUID | None:
    """The command by which it began, as far as can be told: the person's latest that came true for this agent."""
    came_true = AskedCommand.objects.filter(
        person=person,
        action=Action.LISTEN,
        subject=end.agent,
        outcome=Outcome.CONFIRMED,
        asked_at__lte=end.ended_at,
    )
    return came_true.order_by("-asked_at").values_list("pk", flat=True).first()


def _team_of(source: str, agent: str) -> str:
    """The agent's team now; of one who left the floor, the team that they left."""
    stood = FloorRow.objects.filter(stream=source, kind=Kind.AGENT, key=agent).order_by("gone", "-revision")
    return stood.values_list("team", flat=True).first() or ""


def _said(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
