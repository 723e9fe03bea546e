"""An agent's own state, told to that agent alone: of the row that is the team's supervisors', what the agent may know.

Nothing is kept for it, and nothing made before an agent's page asks: of thousands of agents a few have one open.
"""

import msgspec

from dashboard.live.stream import Slot
from dashboard.presenters import SELF
from dashboard.presenters.agents import self_values

_encode = msgspec.json.Encoder().encode


def self_text(agent: Slot) -> str:
    """What is told of an agent's row to that agent: the JSON of [kind, key, values], null where the agent is gone."""
    values = self_values(agent.entry.values) if agent.entry else None
    return _encode((SELF, agent.key, values)).decode()
