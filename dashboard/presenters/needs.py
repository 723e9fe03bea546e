"""Who needs the viewer: sources that are not live, queues whose callers wait too long, agents past a limit.

Ranked: alarms before warnings; in each sources, then queues, then agents; in those who is longest past it first.
Rows of a source that is not live stand still, and need nobody by themselves.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from dashboard.presenters import words
from dashboard.presenters.feeds import LEVELS, STANDING, Feed
from dashboard.presenters.limits import lasting, level, passed
from dashboard.presenters.order import Agent
from dashboard.presenters.strip import QueueCard
from dashboard.presenters.times import age, clock
from dashboard.presenters.views import View

SHOWN = 7
SHOWN_NARROW = 3  # static/css/side.css
_KINDS = ("source", "queue", "agent")
_LEVELS = ("alarm", "warn")


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """One who needs the viewer, as a template prints it."""

    kind: str = ""
    key: str = ""
    level: str = ""
    since: str = ""
    icon: str = "clock"
    name: str = ""
    why: str = ""
    time: str = ""
    url: str = ""

    @property
    def snooze(self) -> str:
        """The name of the button that puts it off."""
        return words.say("snooze", name=self.name) if self.name else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Needs:
    """The first few, how many there are, and the words for those left out, in a wide page and in a narrow one."""

    first: Sequence[Need]
    count: int
    more: str
    all_words: str


@dataclass(frozen=True, slots=True)
class Found:
    """One who needs the viewer, as far as ranking asks; `show` words it, for those few that are shown."""

    level: str
    kind: str
    key: str
    over: float  # by how many seconds
    show: Callable[[], Need]


def ranked(found: Iterable[Found]) -> Needs:
    """Who needs the viewer most, first."""
    order = sorted(found, key=lambda f: (_LEVELS.index(f.level), _KINDS.index(f.kind), -f.over, f.key))
    total, left_out = len(order), len(order) - SHOWN
    all_words = words.say("shown", shown=SHOWN, total=total) if left_out > 0 else words.say("all", number=total)
    return Needs(
        first=[one.show() for one in order[:SHOWN]],
        count=total,
        more=words.say("more", number=left_out) if left_out > 0 else "",
        all_words=all_words if total > SHOWN_NARROW else "",
    )


def of_source(feed: Feed, rows: int, now: datetime) -> Found | None:
    """A source that is silent, lost or failed; `rows` of the viewer's agents stand still."""
    if feed.state not in STANDING:
        return None
    need = Need(
        kind="source",
        key=feed.key,
        level=LEVELS[feed.state],
        since=feed.since,
        icon="warn",
        name=feed.key,
        why=words.counted("rows_stand", rows, state=feed.word),
        time=feed.age,
    )
    return Found(need.level, need.kind, need.key, age(feed.since, now), lambda: need)


def of_queue(card: QueueCard, now: datetime) -> Found | None:
    """A queue whose longest wait, or whose number of waiting callers, is past its limit."""
    if not card.level:
        return None
    seconds = age(card.longest, now) if card.longest else 0.0
    limit = card.limit if card.level == "alarm" else card.warn
    late = seconds >= limit
    need = Need(
        kind="queue",
        key=card.key,
        level=card.level,
        since=card.longest,
        icon="queue",
        name=card.name,
        why=words.say("waiting_over" if late else "waiting_many", number=card.waiting_text, limit=clock(limit)),
        time=card.wait,
    )
    return Found(need.level, need.kind, need.key, seconds - limit if late else 0.0, lambda: need)


def of_agent(agent: Agent, view: View, now: datetime) -> Found | None:
    """An agent past a limit. Only for one whose source is live."""
    values = agent.values
    if "limit" not in values:
        return None
    seconds = age(values["since"], now)
    found = level(seconds, values)
    if not found:
        return None
    limit = passed(found, values)
    return Found(found, "agent", agent.key, seconds - limit, lambda: _agent(agent, found, limit, seconds, view))


def _agent(agent: Agent, found: str, limit: int, seconds: float, view: View) -> Need:
    values = agent.values
    return Need(
        kind="agent",
        key=agent.key,
        level=found,
        since=values["since"],
        icon="pause" if values["state"] == "hold" else "clock",
        name=values["name"],
        why=_why(values, limit),
        time=lasting(seconds, values),
        url=view.url(agent=agent.key),
    )


def _why(values: Mapping[str, Any], limit: int) -> str:
    state, reason = values["state"], values.get("label", "")
    name = {"talking": "past_call", "hold": "past_hold"}.get(state, "past_reason" if reason else "past_state")
    return words.say(name, state=words.STATES[state], reason=reason, limit=clock(limit))
