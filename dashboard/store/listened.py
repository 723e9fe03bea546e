"""The last line of a listening in the trail: whom, by whom, how long, why it is over. Written with the rows."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Exists, OuterRef, Q

from cti_bridge.connector import Action
from cti_bridge.floor.commands import Outcome
from cti_bridge.floor.rows import Kind
from cti_bridge.ports import Listened
from dashboard.models import AskedCommand, CtiSignIn, FloorRow, TrailLine
from dashboard.store.standing import LONGEST_KEY, cut, fits

STEP = "ended"
_MAY_HAVE_BEGUN_IT = Q(outcome=Outcome.CONFIRMED) | (
    # its outcome may be written after the end, and what is over time or lost may have come true all the same
    Q(outcome__in=(Outcome.SENT, Outcome.TIMED_OUT, Outcome.LOST)) & ~Q(holder="")
)


def write_ends(source: str, ends: Sequence[Listened]) -> None:
    """Adds a line for each listening that is over. Part of the writer's transaction.

    A commit that failed may have arrived, and its ends come again then: each stands once.
    """
    for end in ends:
        if fits(end.agent) and fits(end.sign_in) and not _stands(source, end):
            _line(source, end).save(force_insert=True)


def _stands(source: str, end: Listened) -> bool:
    lines = TrailLine.objects.filter(subject=end.agent, at=end.ended_at, step=STEP, source=source)
    return lines.filter(details__call=cut(end.call, LONGEST_KEY), details__sign_in=end.sign_in).exists()


def _line(source: str, end: Listened) -> TrailLine:
    asked = _asked_by(source, end)
    return TrailLine(
        at=end.ended_at,
        command=asked.pk if asked else None,
        step=STEP,
        action=Action.LISTEN,
        person=asked.person if asked else _owner(source, end),
        source=source,
        subject=end.agent,
        team=_team_of(source, end.agent),
        details={
            "call": cut(end.call, LONGEST_KEY),
            "sign_in": end.sign_in,
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


def _asked_by(source: str, end: Listened) -> AskedCommand | None:
    """The command by which it began, as far as can be told: the sign-in's latest for this agent that has no end yet."""
    asked = AskedCommand.objects.filter(
        _MAY_HAVE_BEGUN_IT,
        source=source,
        action=Action.LISTEN,
        subject=end.agent,
        parameters__sign_in=end.sign_in,
        asked_at__lte=end.ended_at,
    )
    ended = TrailLine.objects.filter(command=OuterRef("pk"), step=STEP)
    return asked.filter(~Exists(ended)).order_by("-asked_at").first()


def _team_of(source: str, agent: str) -> str:
    """The agent's team now; of one who left the floor, the team that they left."""
    stood = FloorRow.objects.filter(stream=source, kind=Kind.AGENT, key=agent).order_by("gone", "-revision")
    return stood.values_list("team", flat=True).first() or ""


def _said(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
