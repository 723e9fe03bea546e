"""One queue: who waits in it, and which of the viewer's agents serve it, by penalty."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cti_bridge.connector import Capability
from dashboard.presenters import words
from dashboard.presenters.explanation import Explained
from dashboard.presenters.feeds import Light
from dashboard.presenters.ids import agent_url
from dashboard.presenters.known import in_words
from dashboard.presenters.limits import lasting, level
from dashboard.presenters.order import fold
from dashboard.presenters.times import age, clock

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class CallerShown:
    """Somebody who waits. The number is masked already where the site masks."""

    position: int
    name: str
    number: str
    since: str
    time: str  # how long, by now; `–` where the system does not say
    level: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """Who waits, in order. `why`: the system does not tell who."""

    callers: Sequence[CallerShown] = ()
    unnamed: str = ""  # how many wait of whom the system has said nothing yet
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """An agent who serves the queue, with the present state."""

    key: str
    url: str
    name: str
    team: str
    state: str
    word: str
    label: str
    since: str
    time: str
    unsure: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Members:
    """The viewer's agents who serve the queue, by penalty: 0 is asked first. `why`: the system does not tell."""

    by_penalty: Sequence[tuple[int, Sequence[Member]]] = ()
    keys: Sequence[str] = ()
    why: str = ""


LEADING = ("waiting", "longest", "level", "answered", "abandoned", "ready", "talking")


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """The queue's figures, each explained: those that say how it is, and what else there is."""

    leading: Sequence[Explained]
    others: Sequence[Explained]


def figures(explained: Sequence[Explained]) -> Figures:
    """The leading ones in their own order, whoever gives them; the others as they come."""
    by_key = {figure.key: figure for figure in explained}
    others = [figure for figure in explained if figure.key not in LEADING]
    return Figures(leading=[by_key[key] for key in LEADING], others=others)


def waiting(queue: Values, callers: Values | None, light: Light, can: Capability) -> Waiting:
    """Who waits; `callers` as docs/live.md tells them, None where there is no such row."""
    if callers is None and not can.works:
        return Waiting(why=in_words(can.note) or _("This system does not tell who waits."))
    told = callers["callers"] if callers else ()
    missing = max(0, queue.get("waiting", 0) - len(told))
    return Waiting(
        callers=[_caller(each, queue, light) for each in told],
        unnamed=ngettext(
            "{count} waits of whom the system has not said anything yet.",
            "{count} wait of whom the system has not said anything yet.",
            missing,
        ).format(count=missing)
        if missing
        else "",
    )


def members(
    queue: str, memberships: Mapping[str, Values], agents: Mapping[str, Values], light: Light, can: Capability
) -> Members:
    """Of the agents that the viewer sees, those who serve the queue. `can`: whether the system tells of it at all."""
    serving = [(values["queues"][queue], key) for key, values in memberships.items() if queue in values["queues"]]
    if not serving and not memberships and not can.works:
        return Members(why=in_words(can.note) or _("This system does not tell who serves a queue."))
    found = [(penalty, _member(key, agents[key], light)) for penalty, key in serving if key in agents]
    found.sort(key=lambda each: (each[0], fold(each[1].name), each[1].key))
    by_penalty = [(penalty, [member for _, member in each]) for penalty, each in groupby(found, key=lambda one: one[0])]
    return Members(by_penalty=by_penalty, keys=[member.key for _, member in found])


def wait_level(queue: Values, light: Light) -> str:
    """How far past its limits the longest wait is: "", "warn" or "alarm"."""
    return level(age(queue["longest"], light.at), queue) if light.fresh and "longest" in queue else ""


def no_calls(can: Capability) -> str:
    """Why the system cannot be asked for past calls; empty where it can."""
    return "" if can.works else in_words(can.note) or words.preflight("cannot")


def _caller(caller: Values, queue: Values, light: Light) -> CallerShown:
    since: str = caller.get("since", "")
    seconds = age(since, light.at) if since else 0
    return CallerShown(
        position=caller["position"],
        name=caller.get("name", ""),
        number=caller.get("number", ""),
        since=since,
        time=clock(seconds) if since else "–",
        level=level(seconds, queue) if since and light.fresh else "",
    )


def _member(key: str, agent: Values, light: Light) -> Member:
    return Member(
        key=key,
        url=agent_url(key),
        name=agent["name"],
        team=agent["team_name"],
        state=agent["state"],
        word=str(words.STATES[agent["state"]]),
        label=agent.get("label", ""),
        since=agent["since"],
        time=lasting(age(agent["since"], light.at), agent),
        unsure="unsure" in agent,
    )
