"""Who a row is for: a team, whoever sees a queue or a source, or one person alone. `dashboard.access` decides."""

from collections.abc import Set
from dataclasses import dataclass
from typing import assert_never

from cti_bridge.floor.model import source_of
from cti_bridge.floor.rows import Kind
from dashboard.access import Scope
from dashboard.presenters import FOLLOW
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
    """For whoever has a team of this source: its reason codes."""

    source: str


@dataclass(frozen=True, slots=True)
class OfLight:
    """For whoever sees this source's light: an agent of it too."""

    source: str


@dataclass(frozen=True, slots=True)
class ForOne:
    """For one person: their own sign-in (`cisco:2001`), or what is said to them alone (`@7`).

    What every administrator sees is of this kind too (`@administrators`).
    """

    key: str


Audience = ForTeam | ForQueue | ForSource | OfLight | ForOne


def audience_of(stream: str, kind: str, team: str, key: str, policies: Policies) -> Audience:
    """Who a row is for. Equal audiences are one object, so that sets of them are quick (`Sight.among`)."""
    audience = _audience_of(stream, kind, team, key, policies)
    return _known.setdefault(audience, audience)


_known: dict[Audience, Audience] = {}


def _audience_of(stream: str, kind: str, team: str, key: str, policies: Policies) -> Audience:
    """What is of a team, and stands without one, is for administrators alone: never for its whole source."""
    if team.startswith("@"):
        return ForOne(team)
    if team.startswith("#"):  # what a queue's viewers see: its callers, its callbacks
        return ForQueue(team[1:], policies.queues.get(team[1:], NO_QUEUE_RULE).teams)
    if kind == FOLLOW:
        return ForOne(f"@{key.partition(':')[0]}")
    if kind == Kind.SIGN_IN:
        return ForOne(key)
    if kind == Kind.QUEUE:
        return ForQueue(key, policies.queues.get(key, NO_QUEUE_RULE).teams)
    if kind == Kind.SOURCE:
        return OfLight(stream)
    if kind in (Kind.REASON, Kind.CALLBACK_PERIOD):
        return ForSource(stream)
    return ForTeam(team or key if kind == Kind.TEAM else team)


def sees(scope: Scope, audience: Audience) -> bool:
    """Whether a scope includes an audience, what is personal included."""
    match audience:
        case ForTeam():
            return scope.sees_team(audience.team)
        case ForQueue():
            return scope.sees_queue(audience.queue, audience.teams)
        case ForSource():
            return scope.sees_source(audience.source)
        case OfLight():
            return scope.sees_light(audience.source)
        case ForOne():
            return scope.sees_personal(audience.key)
        case _:
            assert_never(audience)


class Sight:
    """One scope's answers, each asked once: there are thousands of rows, and a few dozen audiences."""

    def __init__(self, scope: Scope) -> None:
        self._scope = scope
        self._asked: set[Audience] = set()
        self._seen: set[Audience] = set()
        self._streams: dict[str, bool] = {}

    def sees(self, audience: Audience) -> bool:
        """Whether the scope includes this audience."""
        if isinstance(audience, ForOne):  # as many as there are people: not worth remembering
            return self._scope.sees_personal(audience.key)
        if audience not in self._asked:
            self._asked.add(audience)
            if sees(self._scope, audience):
                self._seen.add(audience)
        return audience in self._seen

    def among(self, audiences: Set[Audience]) -> Set[Audience]:
        """Those of these audiences that the scope includes."""
        for audience in audiences - self._asked:
            self.sees(audience)
        return audiences & self._seen

    def sees_stream(self, stream: str) -> bool:
        """Whether a stream's position is told to the scope."""
        known = self._streams.get(stream)
        if known is None:
            known = self._streams[stream] = sees_stream(self._scope, stream)
        return known


def sees_stream(scope: Scope, stream: str) -> bool:
    """Whether a stream's position is told to a scope: a source's to who sees its light, the desk's to all."""
    return stream == DESK or scope.sees_light(source_of(stream))
