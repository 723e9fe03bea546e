"""The button on a card of "Needs you": as the agent's slot in the table has it, with the same rights and outcomes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from cti_bridge.connector import Action
from dashboard.presenters import outcomes, words
from dashboard.presenters.known import in_words
from dashboard.presenters.rights import Rights
from dashboard.presenters.slots import ICONS
from dashboard.presenters.views import View


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """A button about an agent. `why` it is locked; with `outcome`, it is what came of the viewer's own last action."""

    agent: str
    name: str
    action: str
    word: str
    icon: str
    why: str = ""
    command: str = ""
    outcome: str = ""
    asked: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Looking:
    """Who looks at the floor, how and when: what the wording of a card hangs on."""

    view: View
    rights: Rights
    person: int
    now: datetime
    own: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)  # own newest command, by agent (asked.py)

    def act(self, key: str, values: Mapping[str, Any], action: Action | None = None) -> Act | None:
        """What came of the viewer's last action for an agent, else this action, else the one that fits; None: nothing.

        `values` are the agent's (docs/live.md).
        """
        if command := self.own.get(key):
            return _outcome(key, values["name"], command)
        fitting = (action if self.rights.may_act else None) if action else self.rights.fitting(key, values)
        if fitting is None:
            return None
        why = self.rights.refusal(fitting, key, values)
        word = str(words.ACTIONS[fitting])
        return Act(
            agent=key,
            name=values["name"],
            action=fitting.value,
            word=words.say("deed_for", action=word, name=values["name"]) if action else word,
            icon="lock" if why else ICONS[fitting],
            why=why,
            title=why,
        )


def _outcome(key: str, name: str, command: Mapping[str, Any]) -> Act:
    action, outcome = command["action"], command["outcome"]
    return Act(
        agent=key,
        name=name,
        action=action,
        word=str(words.OUTCOMES[outcome]),
        icon=outcomes.ICONS[outcome],
        command=command["id"],
        outcome=outcome,
        asked=command["asked"],
        title=in_words(command.get("said", "")) or outcomes.sentence(action, outcome),
    )
