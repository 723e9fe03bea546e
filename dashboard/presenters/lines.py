"""Whom it signs out when an agent is signed in on a phone (xuc.md seed, Agent login: the line is taken over)."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from cti_bridge.floor.model import AgentState
from cti_bridge.floor.rows import AgentRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """Somebody is signed in on the phone, in words; `agent` is empty where the viewer does not see them.

    Nobody signs out the agents of others.
    """

    agent: str
    sentence: str


def taken(phone: str, whose: str, agents: Iterable[tuple[AgentRow, bool]]) -> Taken | None:
    """Who but `whose` is signed in on a phone, of a system's agents, each with whether the viewer sees them."""
    out = (AgentState.SIGNED_OUT, AgentState.UNKNOWN)
    for row, is_seen in agents:
        if phone and row.extension == phone and row.id != whose and row.state not in out:
            sentence = (
                _("{name} is signed in on {phone}: this signs {name} out.")
                if is_seen
                else _("Somebody of another team is signed in on {phone}: choose another phone.")
            )
            return Taken(agent=row.id if is_seen else "", sentence=sentence.format(name=row.name, phone=phone))
    return None
