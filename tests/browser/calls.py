"""Scripted calls: what the floor tells of an agent's call, and of the sign-in of one who listens to it."""

from typing import Any

from tests.browser.floors import agent, ago, source
from tests.browser.page import PERSON
from tests.browser.peer import Peer, ToldFloor, Values

SAM = "cisco:2001"
ADA = "cisco:1001"
TEAM = "cisco:5000"


def call(*, since: float = 60, **more: Any) -> Values:
    """A call from a queue, talked on."""
    return {"id": "cisco:16777", "type": "queue", "state": "active", "queue": "Sales", "since": ago(since)} | more


def talking(name: str = "Ada Novak", *, since: float = 60, **more: Any) -> Values:
    """An agent in a call that may be listened to."""
    return agent(name, "talking", since=since) | {"calls": [call(since=since)]} | more


def phone(state: str = "not_ready", **more: Any) -> Values:
    """Sam's own sign-in, with a phone."""
    return {"state": state, "since": ago(300), "ext": "4711"} | more


def hearing(*, since: float = 84, **more: Any) -> Values:
    """Sam's sign-in while Sam listens to Ada."""
    heard = {"id": "cisco:m", "type": "monitor", "state": "active", "since": ago(since), "queue": "Sales"}
    return phone("talking", calls=[heard | {"agent": ADA, "name": "Ada Novak"} | more])


def heard(**more: Any) -> Values:
    """Sam's sign-in once Sam has barged in."""
    return hearing(type="conference", barged=True, **more)


def listening_floor(floor: ToldFloor, own: Values | None = None, **team: Any) -> None:
    """Ada talks to a customer of a queue; Ben is ready; Sam's phone is there, and the team is listened to."""
    floor.put("source", "cisco", source())
    floor.put("team", TEAM, {"name": "Sales North", "listening": "queue_calls"} | team)
    floor.put("agent", ADA, talking())
    floor.put("agent", "cisco:1002", agent("Ben Ito", "ready"))
    floor.put("sign_in", SAM, phone() if own is None else own)


def command(action: str, outcome: str, *, subject: str = ADA, **more: Any) -> Values:
    """What the desk says of something that Sam asked."""
    plain = {"action": action, "subject": subject, "outcome": outcome, "by_id": PERSON, "by": "Sam", "asked": ago(1)}
    return plain | more


def answer(peer: Peer, path: str, action: str, outcome: str = "asked", *, command: str = "c1") -> None:
    """What the server answers to a POST."""
    line = f'<p class="line" data-command="{command}" data-outcome="{outcome}" data-action="{action}">Asked.</p>'
    peer.answers[path] = (200, line)
