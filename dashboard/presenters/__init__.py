"""Turns the floor's rows into what a template prints and a push tells: pure, and one for both.

A value that is empty, unknown or false is left out (docs/live.md).
"""

from collections.abc import Callable, Mapping
from typing import Any

from cti_bridge.floor.rows import Kind
from dashboard.presenters.agents import agent_values, desk_values, sign_in_values
from dashboard.presenters.callbacks import callback_list_values, callback_period_values, callback_values
from dashboard.presenters.policies import Policies
from dashboard.presenters.queues import queue_values
from dashboard.presenters.serving import callers_values, membership_values
from dashboard.presenters.sources import reason_values, source_values, team_values

COMMAND = "command"  # a row of the desk: what came of an asked action
FOLLOW = "follow"  # a row of the desk: one person waits for an agent's next call
SELF = "self"  # an agent's row, as that agent may know it: made of the row's values (presenters.agents)
MESSAGE = "message"  # a message, to one team's supervisors
TOLD = "told"  # a message, to one of its recipients
HAND = "hand"  # an agent's raised hand, to the team's supervisors
RAISED = "raised"  # the same, to the agent
SNOOZE = "snooze"  # a need that one person put off
CHECK = "check"  # a connection test, to administrators

_BY_KIND: Mapping[str, Callable[[Any, Policies], dict[str, object]]] = {
    Kind.AGENT: agent_values,
    Kind.QUEUE: queue_values,
    Kind.SOURCE: source_values,
    Kind.TEAM: team_values,
    Kind.REASON: reason_values,
    Kind.SIGN_IN: sign_in_values,
    Kind.MEMBERSHIP: membership_values,
    Kind.CALLERS: callers_values,
    Kind.CALLBACK_LIST: callback_list_values,
    Kind.CALLBACK_PERIOD: callback_period_values,
    Kind.CALLBACK: callback_values,
    **dict.fromkeys((COMMAND, FOLLOW, MESSAGE, TOLD, HAND, RAISED, SNOOZE, CHECK), desk_values),
}


def values(kind: str, body: object, policies: Policies) -> dict[str, object]:
    """What a row of this kind says. `body` is that of `cti_bridge.floor.rows.BODY_OF`, a command's a mapping."""
    return _BY_KIND[kind](body, policies)
