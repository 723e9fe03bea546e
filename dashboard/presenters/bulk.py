"""One deed for many agents: who will be done at once, who when their call ends, and who cannot, by reason. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from cti_bridge.connector import Action
from cti_bridge.floor.commands import Outcome
from cti_bridge.floor.model import ON_A_CALL, AgentState, CallState
from dashboard.presenters import words
from dashboard.presenters.preflight import Refusal
from dashboard.presenters.rights import Rights
from dashboard.store.orders import WANTED

ACTIONS = (Action.NOT_READY, Action.SIGN_OUT)  # ready is never done in bulk
ASKS_WHY_ABOVE = 20
UNDONE_WITHIN = timedelta(seconds=30)
_TALKED_ON = (CallState.ACTIVE, CallState.HELD)
_CLOCKS_DIFFER = timedelta(seconds=2)  # by so much the measured skew of a source's clock may be off

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True, eq=False)
class Agent:
    """An agent's key and values (docs/live.md, `agent`), as they are at one moment."""

    key: str
    values: Values

    @property
    def name(self) -> str:
        """As pages name the agent."""
        return str(self.values["name"])


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """Agents who are left out for the same reason."""

    why: str
    names: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """All that templates/bulk/_preview.html prints, and the dialog says before anything is sent."""

    action: str
    title: str
    selected: str
    at_once: Sequence[Agent]
    later: Sequence[Agent]
    cannot: Sequence[LeftOut]
    cannot_count: int
    asks_why: bool
    destroys: bool

    @property
    def done(self) -> list[Agent]:
        """Those for whom it will be asked."""
        return [*self.at_once, *self.later]


@dataclass(frozen=True, slots=True, kw_only=True)
class Forced:
    """What was asked of one agent of a batch: out of which state, what came of it, and when."""

    action: Action
    was: str
    outcome: Outcome
    settled_at: datetime | None


def preview(action: Action, agents: Sequence[Agent], rights: Rights, gone: Sequence[str] = ()) -> Preview:
    """What would come of asking this for all of them now; `gone` names those who were selected and have left."""
    refusals = [(agent, rights.why_not(action, agent.key, agent.values)) for agent in agents]
    possible = [agent for agent, refusal in refusals if refusal is None]
    refused = [(agent.name, _nameless(refusal)) for agent, refusal in refusals if refusal]
    refused += [(name, gone_why()) for name in gone]
    return Preview(
        action=action.value,
        title=words.counted(f"bulk_{action.value}", len(possible)),
        selected=words.counted("bulk_of", len(agents) + len(gone)),
        at_once=[agent for agent in possible if not _is_on_a_call(agent.values)],
        later=[agent for agent in possible if _is_on_a_call(agent.values)],
        cannot=left_out(refused),
        cannot_count=len(refused),
        asks_why=len(possible) > ASKS_WHY_ABOVE,
        destroys=action is Action.SIGN_OUT,
    )


def gone_why() -> str:
    """Why nothing is asked of somebody who has left; what they are now is not told."""
    return _("is no longer among your agents")


def left_out(agents: Iterable[tuple[str, str]]) -> list[LeftOut]:
    """Names and why, gathered by why; the most common first."""
    by_why: dict[str, list[str]] = {}
    for name, why in agents:
        by_why.setdefault(why, []).append(name)
    return [LeftOut(why=why, names=names) for why, names in sorted(by_why.items(), key=lambda item: -len(item[1]))]


def can_be_undone(action: Action, agents: Iterable[Agent], rights: Rights) -> bool:
    """Whether there is a way back at all: nobody is signed in by somebody else, and only who was ready is made so."""
    return action is Action.NOT_READY and any(
        agent.values["state"] == AgentState.READY and rights.capability(agent.key.partition(":")[0], Action.READY).works
        for agent in agents
    )


def why_not_undone(forced: Forced, agent: Agent, rights: Rights, *, since: datetime | None) -> str:
    """Why an agent is not made ready again; empty when they are. `since`: of their state, by our clock, if known."""
    if forced.was != AgentState.READY:
        return _("was not in “ready” before")
    if forced.outcome is not Outcome.CONFIRMED or forced.settled_at is None:
        return _("it has not been confirmed")
    changed_since = since is not None and since > forced.settled_at + _CLOCKS_DIFFER
    if agent.values["state"] != WANTED[forced.action] or changed_since:
        return _("has changed state since")
    return _nameless(rights.why_not(Action.READY, agent.key, agent.values))


def _is_on_a_call(values: Values) -> bool:
    talked_on = any(call["state"] in _TALKED_ON for call in values.get("calls", []))
    return talked_on or values["state"] in ON_A_CALL


def _nameless(refusal: Refusal | None) -> str:
    return words.nameless(refusal.code, refusal.places, refusal.note) if refusal else ""
