"""Who a row is for: a team, whoever sees a queue or a source, or one person alone. `dashboard.access` decides."""

from dataclasses import dataclass
from typing import assert_never

from cti_bridge.floor.model import source_of
from cti_bridge.floor.rows import Kind
from dashboard.access import Scope
from dashboard.presenters.policies import NO_QUEUE_RULE, Policies
from dashboard.store.hints import DESK


@dataclass(frozen=True, slots=True)
class ForTeam:
    """For whoever sees this team: its agents, the team itself, what came of what was asked of them."""

    team: str


@dataclass(frozen=True, slots=True)
class ForQueue:
    """For whoever sees one of its teams, or, without any, a team of its source."""

    queue: str
    teams: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ForSource:
    """For whoever has a team of this source: its light and its reason codes."""

    source: str


@dataclass(frozen=True, slots=True)
class ForOne:
    """For one person: their own sign-in (`cisco:2001`), or what is said to them alone (`@7`)."""

    key: str


Audience = ForTeam | ForQueue | ForSource | ForOne


def audience_of(stream: str, kind: str, team: str, key: str, policies: Policies) -> Audience:
    """Who a row is for. A row of no team that we know nothing about is for its source."""
    if team.startswith("@"):
        return ForOne(team)
    if kind == Kind.SIGN_IN:
        return ForOne(key)
    if kind == Kind.QUEUE:
        return ForQueue(key, policies.queues.get(key, NO_QUEUE_RULE).teams)
    if kind == Kind.TEAM:
        return ForTeam(team or key)
    return ForTeam(team) if team else ForSource(stream)


def sees(scope: Scope, audience: Audience) -> bool:
    """Whether a scope includes an audience, what is personal included."""
    match audience:
        case ForTeam():
            return scope.sees_team(audience.team)
        case ForQueue():
            return scope.sees_queue(audience.queue, audience.teams)
        case ForSource():
            return scope.sees_source(audience.source)
        case ForOne():
            return scope.sees_personal(audience.key)
        case _:
            assert_never(audience)


class Sight:
    """One scope's answers, each asked once: there are thousands of rows, and a few dozen audiences."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self._known: dict[Audience, bool] = {}

    def sees(self, audience: Audience) -> bool:
        """Whether the scope includes this audience."""
        known = self._known.get(audience)
        if known is None:
            known = self._known[audience] = sees(self.scope, audience)
        return known


def sees_stream(scope: Scope, stream: str) -> bool:
    """Whether a stream's position is told to a scope: a source's to who has a team of it, the desk's to all."""
    return stream == DESK or scope.sees_source(source_of(stream))
