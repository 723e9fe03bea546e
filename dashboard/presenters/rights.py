"""What a viewer may ask of an agent now, and in which words not. The server decides again when it is asked."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from cti_bridge.connector import Action, Capabilities, Capability
from cti_bridge.floor.model import AgentState, Recording
from dashboard.presenters import preflight, words
from dashboard.presenters.known import in_words
from dashboard.presenters.listening import NoListen
from dashboard.presenters.policies import Policies
from dashboard.store.orders import WANTED

FORCED = (Action.READY, Action.NOT_READY, Action.SIGN_OUT)
RECORDED = (Action.PAUSE_RECORDING, Action.RESUME_RECORDING)
OF_ITS_AGENT = (*FORCED, *RECORDED, Action.SIGN_IN)  # needs no phone of the viewer's
ASKED = (*OF_ITS_AGENT, *preflight.OF_AN_AGENT, *preflight.OF_ONES_OWN_CALL)

# What fits a state, in the row's slot. None of what stands in the way of these passes by itself, or by a deed of the
# viewer's: a lock would stand there for ever, on every row of a team. Such a slot stays empty; the panel says why.
FITTING: Mapping[str, Action] = {
    "not_ready": Action.READY,
    "wrap_up": Action.READY,
    "talking": Action.LISTEN,
    "hold": Action.LISTEN,
}
_NEVER_OFFERED = (NoListen.OFF, NoListen.EXCLUDED)

_CANNOT = Capability(works=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rights:
    """What one viewer may ask: by what they are, what each source can do and whether its word is fresh.

    `own` are the viewer's sign-ins, by source and key (docs/live.md, `sign_in`).
    """

    may_act: bool
    capabilities: Mapping[str, Capabilities]  # by source
    fresh: Mapping[str, bool]  # by source
    policies: Policies
    own: Mapping[str, Mapping[str, preflight.Values]] = field(default_factory=dict)

    def capability(self, source: str, action: Action) -> Capability:
        """What a source can do."""
        return self.capabilities.get(source, {}).get(action, _CANNOT)

    def fitting(self, key: str, agent: Mapping[str, Any]) -> Action | None:
        """The one action that fits an agent, locked or not; None where there is none for this viewer."""
        action = FITTING.get(agent["state"])
        if action is None or not self.may_act:
            return None
        if action is not Action.LISTEN:
            return action
        never = agent.get("no_listen") in _NEVER_OFFERED
        return None if never or not self.capability(_source(key), action).works else action

    def refusal(self, action: Action, key: str, agent: Mapping[str, Any]) -> str:
        """Why this cannot be asked for an agent (docs/live.md, `agent`) now, in words; empty when it can."""
        return _in_words(self.why_not(action, key, agent))

    def why_not(self, action: Action, key: str, agent: Mapping[str, Any]) -> preflight.Refusal | None:
        """The first thing in the way of asking this for an agent; None: it can be asked."""
        if action in OF_ITS_AGENT:
            return self._why_not_its_agent(action, key, agent)
        subject = preflight.Subject(
            key=key,
            values=agent,
            capability=self.capability(_source(key), action),
            is_live=self.fresh.get(_source(key), False),
        )
        return preflight.why_not(action, subject, self.viewer(_source(key)))

    def own_refusal(self, action: Action, sign_in: str, values: preflight.Values) -> str:
        """Why this cannot be asked now of the call of one's own sign-in, in words; empty when it can."""
        source = _source(sign_in)
        return _in_words(
            preflight.why_not_own(
                action,
                sign_in,
                values,
                self.capability(source, action),
                is_live=self.fresh.get(source, False),
            )
        )

    def viewer(self, source: str) -> preflight.Viewer:
        """The viewer, as a source knows them."""
        return preflight.Viewer(may_act=self.may_act, own=self.own.get(source, {}))

    def _why_not_its_agent(self, action: Action, key: str, agent: Mapping[str, Any]) -> preflight.Refusal | None:
        source = _source(key)
        if not self.may_act:
            return preflight.Refusal(code="look")
        capability = self.capability(source, action)
        if not capability.works:
            return preflight.Refusal(code="cannot", note=capability.note)
        if not self.fresh.get(source):
            return preflight.Refusal(code="locked", places={"source": source})
        if action in FORCED:
            return _why_not_out_of(action, capability, agent)
        name = {"name": str(agent["name"])}
        if action is Action.SIGN_IN:
            return None if agent["state"] == AgentState.SIGNED_OUT else preflight.Refusal(code="is_in", places=name)
        return _why_not_recorded(action, agent, name)

    def for_the_browser(self) -> dict[str, dict[str, dict[str, object]]]:
        """By source and action whether it works, and if not why; for the slots of rows that change."""
        return {source: {a.value: self._said(source, a) for a in ASKED} for source in self.fresh}

    def _said(self, source: str, action: Action) -> dict[str, object]:
        capability = self.capability(source, action)
        said: dict[str, object] = {"works": capability.works and (self.may_act or action not in OF_ITS_AGENT)}
        if not capability.works:
            said["why"] = in_words(capability.note) or words.preflight("cannot")
        elif action in OF_ITS_AGENT and not self.may_act:
            said["why"] = words.preflight("look")
        if capability.takes_reason:
            said["takes_reason"] = True
        if capability.agent_may_be_told:
            said["told"] = True
        if capability.from_states is not None:
            said["from"] = sorted(state.value for state in capability.from_states)
        return said


def _why_not_out_of(action: Action, capability: Capability, agent: Mapping[str, Any]) -> preflight.Refusal | None:
    """What the agent's own state says against forcing another one."""
    name, state = {"name": str(agent["name"])}, agent["state"]
    another_reason = action is Action.NOT_READY and capability.takes_reason
    if WANTED[action] == state and not another_reason:
        return preflight.Refusal(code="already", places=name | {"state": state})
    if capability.from_states is not None and state not in capability.from_states:
        return preflight.Refusal(code="state", places={"state": state})
    if agent.get("protected"):
        return preflight.Refusal(code="protected", places=name | {"reason": agent.get("label", "")})
    return None


def _why_not_recorded(action: Action, agent: Mapping[str, Any], name: Mapping[str, str]) -> preflight.Refusal | None:
    """Pausing needs a call that is recorded, resuming one whose recording is paused."""
    recorded = {call.get("recording") for call in agent.get("calls", ())}
    if action is Action.PAUSE_RECORDING:
        return None if Recording.ON in recorded else preflight.Refusal(code="not_recorded", places=name)
    return None if Recording.PAUSED in recorded else preflight.Refusal(code="not_paused", places=name)


def _source(key: str) -> str:
    return key.partition(":")[0]


def _in_words(refusal: preflight.Refusal | None) -> str:
    return words.preflight(refusal.code, refusal.places, refusal.note) if refusal else ""
