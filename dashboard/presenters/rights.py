"""What a viewer may ask of an agent now, and in which words not. The server decides again when it is asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from cti_bridge.connector import Action, Capabilities, Capability
from dashboard.presenters import words
from dashboard.presenters.known import in_words
from dashboard.presenters.policies import Policies
from dashboard.store.orders import WANTED

FORCED = (Action.READY, Action.NOT_READY, Action.SIGN_OUT)
_CANNOT = Capability(works=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rights:
    """What one viewer may ask: by what they are, what each source can do and whether its word is fresh."""

    may_act: bool
    capabilities: Mapping[str, Capabilities]  # by source
    fresh: Mapping[str, bool]  # by source
    policies: Policies

    def capability(self, source: str, action: Action) -> Capability:
        """What a source can do."""
        return self.capabilities.get(source, {}).get(action, _CANNOT)

    def refusal(self, action: Action, source: str, agent: Mapping[str, Any]) -> str:
        """Why this cannot be asked for an agent (docs/live.md, `agent`) now; empty when it can."""
        if not self.may_act:
            return _("You may look at the floor, and not act on it.")
        capability = self.capability(source, action)
        if not capability.works:
            return in_words(capability.note) or _("This system cannot do it.")
        if not self.fresh.get(source):
            return words.say("locked", source=source)
        return self._state_refusal(action, capability, source, agent)

    def _state_refusal(self, action: Action, capability: Capability, source: str, agent: Mapping[str, Any]) -> str:
        state = agent["state"]
        another_reason = action is Action.NOT_READY and capability.takes_reason
        if WANTED[action] == state and not another_reason:
            return _("{name} is {state} already.").format(name=agent["name"], state=str(words.STATES[state]).lower())
        if capability.from_states is not None and state not in capability.from_states:
            return _("Not possible in the state “{state}”.").format(state=words.STATES[state])
        if reason := agent.get("reason"):
            rule = self.policies.reason(source, state, reason)
            if rule.protected:
                return _("{name} is in a protected break ({reason}): nobody is forced out of it.").format(
                    name=agent["name"], reason=agent.get("label", reason)
                )
        return ""

    def for_the_browser(self) -> dict[str, dict[str, dict[str, object]]]:
        """By source and action whether it works, and if not why; for the slots of rows that change."""
        return {source: {a.value: self._said(source, a) for a in FORCED} for source in self.fresh}

    def _said(self, source: str, action: Action) -> dict[str, object]:
        capability = self.capability(source, action)
        said: dict[str, object] = {"works": self.may_act and capability.works}
        if not self.may_act:
            said["why"] = _("You may look at the floor, and not act on it.")
        elif not capability.works:
            said["why"] = in_words(capability.note) or _("This system cannot do it.")
        if capability.takes_reason:
            said["takes_reason"] = True
        if capability.from_states is not None:
            said["from"] = sorted(state.value for state in capability.from_states)
        return said
