"""An agent's panel: what its template prints, from the agent's row, its source, its day and the viewer's own asking."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cti_bridge.floor.model import Source
from cti_bridge.floor.rows import AgentRow
from dashboard.presenters import words
from dashboard.presenters.agents import agent_values
from dashboard.presenters.choices import About, Choice, Reasons, choices, whys
from dashboard.presenters.days import counted
from dashboard.presenters.dropping import Droppable
from dashboard.presenters.feeds import Feed, feed
from dashboard.presenters.ids import agent_url
from dashboard.presenters.limits import lasting, level, passed
from dashboard.presenters.listening import OFF
from dashboard.presenters.outcomes import OutcomeLine
from dashboard.presenters.policies import NO_TEAM_RULE
from dashboard.presenters.raised_hands import Hand
from dashboard.presenters.rights import Rights
from dashboard.presenters.sources import source_values
from dashboard.presenters.spoken import People, Spoken, listeners_shown, spoken
from dashboard.presenters.timeline import Timeline
from dashboard.presenters.times import age, clock, moment, stamp


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
    hand: Hand | None
    calls: Sequence[Spoken]
    listeners: Sequence[str]
    purpose: str  # why this team is listened to; empty where it is not
    choices: Sequence[Choice]
    whys: Sequence[tuple[str, str]]  # the actions' words, and why they are not possible
    outcomes: Sequence[OutcomeLine]
    timeline: Timeline | None
    counted: Sequence[tuple[str, str]]  # the day, as the system itself counts it: name and time
    counted_at: str  # when it said so


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What a panel shows beside the agent's row: who else is on the viewer's call, and what only the database knows."""

    people: People
    parties: Sequence[Droppable]
    followed: bool
    hand: Hand | None
    reached: bool  # whether the agent is somebody who signs in here
    outcomes: Sequence[OutcomeLine]
    day: Timeline | None


def panel(row: AgentRow, source: Source, rights: Rights, reasons: Reasons, beside: Beside, now: datetime) -> Panel:
    """The panel of an agent as it stands."""
    values, policies = agent_values(row, rights.policies), rights.policies
    seconds = age(stamp(row.since), now)
    light = feed(source.id, source_values(source, policies), now)
    fresh = rights.fresh.get(source.id, False)
    found = level(seconds, values) if fresh else ""
    about = About(
        key=row.id,
        values=values,
        rights=rights,
        reasons=reasons,
        followed=beside.followed,
        reached=beside.reached,
        parties=beside.parties,
    )
    offered = list(choices(about))
    team = policies.teams.get(row.team, NO_TEAM_RULE)
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
        hand=beside.hand,
        calls=[spoken(call, beside.people, policies, now) for call in row.calls],
        listeners=listeners_shown(row.listeners, beside.people, policies),
        purpose=team.purpose if team.listening != OFF else "",
        choices=offered,
        whys=whys(offered),
        outcomes=beside.outcomes,
        timeline=beside.day,
        counted=counted(row.day, row.state),
        counted_at=moment(row.day.at, to="minutes") if row.day else "",
    )
