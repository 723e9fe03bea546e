"""The trail's lines folded into entries: all steps of a command are one, any other line is one by itself. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol
from uuid import UUID

from cti_bridge.connector import Action
from cti_bridge.floor.commands import Outcome

ENDED = "ended"  # somebody's listening, or the call that they barged into, is over
DENIED = "denied"  # tried without the right to
AFTER = "after"  # among the details: the command that this one followed from by itself
FINAL = frozenset({Outcome.CONFIRMED, Outcome.REFUSED, Outcome.TIMED_OUT, Outcome.LOST})
ON_THE_WAY = frozenset({Outcome.ASKED, Outcome.SENT, Outcome.DEFERRED})

# Some systems count agents, teams and queues alike: "xivo:9" may be any of them, and only the action says which.
OF_A_QUEUE = frozenset({Action.SEE_QUEUE_CALLS, "queue"})
OF_A_TEAM = frozenset({Action.CHANGE_GROUP, "team"})
OF_NO_AGENT = OF_A_QUEUE | OF_A_TEAM


class Line(Protocol):
    """A line as `dashboard.models.TrailLine` keeps it."""

    pk: int
    at: datetime
    command: UUID | None
    step: str
    action: str
    person: int | None
    role: str
    source: str
    subject: str
    team: str
    why: str
    details: Any


def agent_of(line: Line) -> str:
    """The id under which an agent is looked for, whom the line may be about; empty where it is about something else."""
    return "" if line.action in OF_NO_AGENT else line.subject


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing that somebody did, with all its lines, oldest first. The first says who, what, whom and why."""

    lines: tuple[Line, ...]

    @property
    def first(self) -> Line:
        """The line that began it: of a command the one that asked."""
        return self.lines[0]

    @property
    def key(self) -> str:
        """What its address ends in: the command's id, else the line's number."""
        return str(self.first.command or self.first.pk)

    @property
    def last_word(self) -> Line:
        """The line that says what came of it: the final outcome, else where it stands."""
        said = [line for line in self.lines if line.step in FINAL] or [
            line for line in self.lines if line.step in ON_THE_WAY
        ]
        return said[-1] if said else self.first

    @property
    def outcome(self) -> str:
        """What came of it (`Outcome`); of a line by itself its own step."""
        return self.last_word.step

    @property
    def settled_at(self) -> datetime | None:
        """When it came true or failed; None while it is open, and for what is no command."""
        word = self.last_word
        return word.at if self.first.command and word.step in FINAL else None

    @property
    def latency(self) -> timedelta | None:
        """From asking to the final outcome. Several machines' clocks may disagree: never less than nothing."""
        return max(self.settled_at - self.first.at, timedelta()) if self.settled_at else None

    @property
    def after(self) -> str:
        """The key of the entry that this one followed from by itself; empty: somebody asked for it."""
        return str(self.first.details.get(AFTER) or "")

    @property
    def ended(self) -> Line | None:
        """The line that says that a listening is over (dashboard.store.listened)."""
        is_listening = self.first.action == Action.LISTEN
        return next((line for line in self.lines if line.step == ENDED), None) if is_listening else None

    @property
    def heard_since(self) -> datetime | None:
        """Since when somebody listened: the call's own start where the end tells it; None where nobody did."""
        told = moment_of(self.ended.details, "since") if self.ended else None
        came_true = self.first.action == Action.LISTEN and self.outcome == Outcome.CONFIRMED
        return told or (self.settled_at if came_true else None)

    @property
    def heard_until(self) -> datetime | None:
        """When that was over; None while it lasts."""
        return self.ended.at if self.ended else None

    @property
    def barged(self) -> bool:
        """Whether the listener had barged in when it was over."""
        return bool(self.ended and self.ended.details.get("barged"))

    @property
    def heard_for(self) -> timedelta | None:
        """How long that was."""
        since, until = self.heard_since, self.heard_until
        return max(until - since, timedelta()) if since and until else None


def folded(lines: Iterable[Line]) -> list[Entry]:
    """Entries of lines in any order, the newest first."""
    by_key: dict[object, list[Line]] = {}
    for line in sorted(lines, key=lambda line: line.pk):
        by_key.setdefault(line.command or line.pk, []).append(line)
    entries = [Entry(lines=tuple(of_one)) for of_one in by_key.values()]
    return sorted(entries, key=lambda entry: (entry.first.at, entry.first.pk), reverse=True)


def moment_of(details: Mapping[str, Any], name: str) -> datetime | None:
    """A moment that a line's details name; None where they do not, or not as one can read."""
    try:
        at = datetime.fromisoformat(str(details.get(name) or ""))
    except ValueError:
        return None
    return at if at.tzinfo else None
