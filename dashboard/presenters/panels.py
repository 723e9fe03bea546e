"""An agent's panel: what its template prints, from the agent's row, its source, its day and the viewer's own asking."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

from cti_bridge.connector import Action
from cti_bridge.floor.model import Source
from cti_bridge.floor.rows import AgentRow, CallOnRow
from dashboard.presenters import words
from dashboard.presenters.agents import agent_values, call_text, party_name
from dashboard.presenters.calls import with_whom
from dashboard.presenters.feeds import Feed, feed
from dashboard.presenters.ids import agent_url
from dashboard.presenters.limits import lasting, level, passed
from dashboard.presenters.outcomes import OutcomeLine
from dashboard.presenters.policies import Policies
from dashboard.presenters.rights import FORCED, Rights
from dashboard.presenters.slots import ICONS
from dashboard.presenters.sources import source_values
from dashboard.presenters.timeline import Timeline
from dashboard.presenters.times import age, clock, moment, stamp

KEYS = {  # in the panel's order
    Action.READY: "R",
    Action.NOT_READY: "N",
    Action.SIGN_OUT: "O",
    Action.LISTEN: "L",
    Action.BARGE_IN: "B",
    Action.DROP: "D",
    Action.MESSAGE: "M",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """An action of the panel. `why` it is not possible; `reasons` (code, words) that may go with it."""

    action: str
    word: str
    icon: str
    key: str
    why: str
    note: str
    ask: str
    deed: str
    url: str
    reasons: Sequence[tuple[str, str]]
    takes_reason: bool
    destroys: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CallShown:
    """A call of the panel."""

    heading: str
    queue: str
    whom: str
    state: str
    since: str
    since_time: str
    age: str
    parties: Sequence[tuple[str, str]]
    variables: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """All that templates/agents/_panel.html prints."""

    key: str
    url: str
    name: str
    team: str
    state: str
    word: str
    label: str
    pending: str
    since: str
    time: str
    level: str
    past: str
    ext: str
    source: Feed
    fresh: bool
    values: dict[str, Any]
    calls: Sequence[CallShown]
    choices: Sequence[Choice]
    whys: Sequence[tuple[str, str]]  # the actions' words, and why they are not possible
    outcomes: Sequence[OutcomeLine]
    timeline: Timeline | None


class Reasons(Protocol):
    """Gives the reason codes that may go with an action, in their order."""

    def __call__(self, action: Action) -> Sequence[tuple[str, str]]: ...


def panel(
    row: AgentRow,
    source: Source,
    rights: Rights,
    reasons: Reasons,
    outcomes: Sequence[OutcomeLine],
    day: Timeline | None,
    now: datetime,
) -> Panel:
    """The panel of an agent as it stands."""
    values = agent_values(row, rights.policies)
    seconds = age(stamp(row.since), now)
    light = feed(source.id, source_values(source, rights.policies), now)
    fresh = rights.fresh.get(source.id, False)
    found = level(seconds, values) if fresh else ""
    choices = list(_choices(row, values, source.id, rights, reasons))
    return Panel(
        key=row.id,
        url=agent_url(row.id),
        name=row.name,
        team=str(values["team_name"]),
        state=row.state.value,
        word=str(words.STATES[row.state]),
        label=str(values.get("label", "")),
        pending=words.say("pending", state=words.STATES[row.pending]) if row.pending else "",
        since=stamp(row.since),
        time=lasting(seconds, values),
        level=found,
        past=words.say("past", limit=clock(passed(found, values))) if found else "",
        ext=row.extension,
        source=light,
        fresh=fresh,
        values=values,
        calls=[_call(call, rights.policies, now) for call in row.calls],
        choices=choices,
        whys=_whys(choices),
        outcomes=outcomes,
        timeline=day,
    )


def _choices(
    row: AgentRow, values: dict[str, object], source: str, rights: Rights, reasons: Reasons
) -> Iterable[Choice]:
    """What can be forced, and what this system says that it cannot do."""
    known = rights.capabilities.get(source, {})
    for action in KEYS:
        if action not in FORCED and (action not in known or known[action].works):
            continue
        why = rights.refusal(action, row.id, values)
        takes_reason = rights.capability(source, action).takes_reason
        yield Choice(
            action=action.value,
            word=str(words.ACTIONS[action]),
            icon=ICONS.get(action, "lock"),
            key=KEYS[action],
            why=why,
            note=str(words.DEFERRED[action]) if row.calls and action in words.DEFERRED else "",
            ask=str(words.ASKS.get(action, "")).format(name=row.name),
            deed=str(words.DEEDS.get(action, "")),
            url=f"{agent_url(row.id)}{action.value}/",
            reasons=reasons(action) if takes_reason and not why else (),
            takes_reason=takes_reason,
            destroys=action is Action.SIGN_OUT,
        )


def _whys(choices: Iterable[Choice]) -> list[tuple[str, str]]:
    """Why actions are not possible; those with the same reason together."""
    by_why: dict[str, list[str]] = {}
    for choice in choices:
        if choice.why:
            by_why.setdefault(choice.why, []).append(choice.word)
    return [(", ".join(named), why) for why, named in by_why.items()]


def _call(call: CallOnRow, policies: Policies, now: datetime) -> CallShown:
    queue = policies.queues.get(call.queue_id)
    named = [(party_name(party, policies) or "–", str(words.CALL_STATES[party.state])) for party in call.parties]
    said = {"state": call.state.value, "with": ", ".join(name for name, _ in named)}
    return CallShown(
        heading=str(words.MEDIA.get(call.media, call.media)),
        queue=(queue.name if queue else "") or call_text(call.queue, policies),
        whom=with_whom(said),
        state=str(words.CALL_STATES[call.state]),
        since=stamp(call.since) if call.since else "",
        since_time=moment(call.since) if call.since else "",
        age=clock((now - call.since) / timedelta(seconds=1)) if call.since else "–",
        parties=named if len(named) > 1 else (),
        variables=[(call_text(name, policies), call_text(value, policies)) for name, value in call.variables],
    )
