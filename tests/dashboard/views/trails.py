"""A trail to look at: lines as the store and the views write them, in the floor of floors.py."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from dashboard.models import Person, TrailLine

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def line(
    by: Person | int | None,
    action: str,
    step: str,
    *,
    at: datetime = NOON,
    command: UUID | None = None,
    subject: str = "cisco:1001",
    team: str = "cisco:5000",
    why: str = "",
    details: dict[str, object] | None = None,
) -> TrailLine:
    """One line."""
    return TrailLine.objects.create(
        at=at,
        command=command,
        step=step,
        action=action,
        person=by.pk if isinstance(by, Person) else by,
        role=by.role if isinstance(by, Person) and step == "asked" else "",
        source=subject.partition(":")[0],
        subject=subject,
        team=team,
        why=why,
        details=details or {},
    )


def command(
    by: Person | int,
    action: str = "ready",
    outcome: str = "confirmed",
    *,
    at: datetime = NOON,
    took: float = 0.4,
    subject: str = "cisco:1001",
    team: str = "cisco:5000",
    why: str = "",
    said: str = "",
    **seen: object,
) -> str:
    """All lines of a command that was asked, sent, and settled after `took` seconds; its id."""
    key = uuid4()
    line(by, action, "asked", at=at, command=key, subject=subject, team=team, why=why, details=seen)
    if outcome == "asked":
        return str(key)
    line(by, action, "sent", at=at + timedelta(seconds=0.05), command=key, subject=subject, team=team)
    told: dict[str, object] = {"said": said, "code": ""} if said else {}
    line(by, action, outcome, at=at + timedelta(seconds=took), command=key, subject=subject, team=team, details=told)
    return str(key)


def listening(
    by: Person,
    *,
    at: datetime = NOON,
    lasted: float = 178,
    barged: bool = False,
    subject: str = "cisco:1001",
    **seen: object,
) -> str:
    """A listening that came true after 0.4 s, and ended."""
    key = command(by, "listen", subject=subject, at=at, why="Quality", **seen)
    ended = at + timedelta(seconds=0.4 + lasted)
    line(by, "listen", "ended", at=ended, command=UUID(key), subject=subject, details={"why": "left", "barged": barged})
    return key
