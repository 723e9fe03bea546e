"""The pre-flight of what is asked of a call: the first thing in the way, as a code with its places, or nothing.

Pure. The words for the codes stand in words.py (`PREFLIGHT`); `static/js/preflight.js` decides the same from the same
values, and the server decides again when it is asked. Both are held to tests/dashboard/presenters/preflight.json.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from cti_bridge.connector import Action, Capability
from cti_bridge.floor.model import AgentState, CallState, CallType

Values = Mapping[str, Any]

OF_AN_AGENT = (Action.LISTEN, Action.BARGE_IN, Action.INTERCEPT, Action.DROP, Action.FOLLOW)
OF_ONES_OWN_CALL = (Action.STOP_LISTENING, Action.HOLD, Action.RETRIEVE)

_OUT = (AgentState.SIGNED_OUT, AgentState.UNKNOWN)
_TALKED_ON = (CallState.ACTIVE, CallState.HELD)
# While one listens the agent may turn to a colleague: nobody barges into that, nor where listening has been ended.
NO_BARGING = frozenset({"off", "excluded", "private", "consult"})
_NO_FOLLOWING = frozenset({"off", "excluded"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """The agent of whom something is asked, and what their system says: `values` as in docs/live.md, `agent`."""

    key: str
    values: Values
    capability: Capability
    is_live: bool

    @property
    def source(self) -> str:
        """The agent's system."""
        return self.key.partition(":")[0]

    @property
    def name(self) -> str:
        """As the page names the agent."""
        return str(self.values.get("name", ""))

    @property
    def is_in_a_fitting_state(self) -> bool:
        """Whether the system can do it out of the agent's state."""
        allowed = self.capability.from_states
        return allowed is None or self.values["state"] in allowed


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewer:
    """Who asks. `own` are their sign-ins on the agent's system: `source:login` to values (docs/live.md, `sign_in`)."""

    may_act: bool
    own: Mapping[str, Values] = field(default_factory=dict)

    @property
    def phone(self) -> str:
        """The sign-in that is used: one with a call, else one that is in, else the first; "" without any."""
        return max(self.own, key=lambda key: (bool(_calls(self.own[key])), is_in(self.own[key])), default="")

    def call_with(self, agent: str) -> Values | None:
        """The viewer's own call with an agent: listened to, or barged into; None without one."""
        calls = (call for values in self.own.values() for call in _calls(values))
        return next((call for call in calls if call.get("agent") == agent and call["state"] in _TALKED_ON), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Why something cannot be asked now. `note` is the system's own sentence, where it has one."""

    code: str
    places: Mapping[str, str] = field(default_factory=dict)
    note: str = ""


def why_not(action: Action, subject: Subject, viewer: Viewer) -> Refusal | None:
    """What is in the way of asking this of an agent's call; None: it can be asked. `action` is one of OF_AN_AGENT."""
    found = _in_general(subject, viewer)
    if found:
        return found
    match action:
        case Action.LISTEN:
            return _of_the_phone(subject, viewer) or _of_listening(subject, viewer)
        case Action.FOLLOW:
            return _of_the_phone(subject, viewer) or _of_following(subject)
        case Action.BARGE_IN | Action.INTERCEPT:
            return _of_barging(subject, viewer)
        case Action.DROP:
            return _of_dropping(subject, viewer)
        case _:
            raise ValueError(f"{action} is not asked of an agent's call")


def why_not_own(action: Action, key: str, values: Values, capability: Capability, *, is_live: bool) -> Refusal | None:
    """What is in the way of asking this of the call of one's own sign-in; None: it can be asked.

    Neither one's role nor the agent's team counts: whoever listens can always stop.
    """
    if not capability.works:
        return Refusal(code="cannot", note=capability.note)
    if not is_live:
        return Refusal(code="locked", places={"source": key.partition(":")[0]})
    call = own_call(values)
    if call is None:
        return Refusal(code="not_on_a_call")
    if action is Action.HOLD and call["state"] == CallState.HELD:
        return Refusal(code="held")
    if action is Action.RETRIEVE and call["state"] != CallState.HELD:
        return Refusal(code="not_held")
    return None


def own_call(values: Values) -> Values | None:
    """Of the calls of one's own sign-in the one that is listened to, or was barged into; None without one."""
    return next((call for call in _calls(values) if is_of_an_agent(call)), None)


def is_of_an_agent(call: Values) -> bool:
    """Whether one's own call is there because of an agent's: listened to, or barged into."""
    return call["type"] == CallType.MONITOR or bool(call.get("barged"))


def is_in(values: Values) -> bool:
    """Whether a sign-in is in."""
    return values["state"] not in _OUT


def _calls(values: Values) -> list[Values]:
    calls: list[Values] = values.get("calls", [])
    return calls


def _in_general(subject: Subject, viewer: Viewer) -> Refusal | None:
    if not viewer.may_act:
        return Refusal(code="look")
    if not subject.capability.works:
        return Refusal(code="cannot", note=subject.capability.note)
    if not subject.is_live:
        return Refusal(code="locked", places={"source": subject.source})
    return None


def _of_the_phone(subject: Subject, viewer: Viewer) -> Refusal | None:
    where = {"source": subject.source}
    if not viewer.own:
        return Refusal(code="no_sign_in", places=where)
    values = viewer.own[viewer.phone]
    if not is_in(values):
        return Refusal(code="not_signed_in", places=where)
    return None if values.get("ext") else Refusal(code="no_phone", places=where)


def _of_listening(subject: Subject, viewer: Viewer) -> Refusal | None:
    """One's own calls come before one's own state: who listens on CCE is shown as talking (finesse.md 3.4)."""
    name = {"name": subject.name}
    if busy := _of_own_calls(subject, viewer):
        return busy
    own = viewer.own[viewer.phone]
    if own["state"] != AgentState.NOT_READY:
        return Refusal(code="not_not_ready", places={"source": subject.source, "state": own["state"]})
    if not subject.is_in_a_fitting_state:
        return Refusal(code="not_talking", places=name)
    if code := subject.values.get("no_listen"):
        return Refusal(code=code, places=name)
    return Refusal(code="taken", places=name) if subject.values.get("ear") else None


def _of_own_calls(subject: Subject, viewer: Viewer) -> Refusal | None:
    for call in _calls(viewer.own[viewer.phone]):
        if not is_of_an_agent(call):
            return Refusal(code="on_a_call")
        if call.get("agent") == subject.key:
            return Refusal(code="listening_here", places={"name": subject.name})
        return Refusal(code="listening_elsewhere", places={"name": call.get("name") or "–"})
    return None


def _of_following(subject: Subject) -> Refusal | None:
    name = {"name": subject.name}
    if (code := subject.values.get("no_listen")) in _NO_FOLLOWING:
        return Refusal(code=str(code), places=name)
    if subject.values["state"] in _OUT:
        return Refusal(code="away", places=name)
    fits = subject.is_in_a_fitting_state
    return None if fits else Refusal(code="not_in_state", places=name | {"state": subject.values["state"]})


def _of_barging(subject: Subject, viewer: Viewer) -> Refusal | None:
    name = {"name": subject.name}
    call = viewer.call_with(subject.key)
    if call is None:
        return Refusal(code="not_listening", places=name)
    if call.get("doubtful"):
        return Refusal(code="doubtful")
    if call.get("barged"):
        return Refusal(code="barged_already", places=name)
    if not subject.is_in_a_fitting_state:
        return Refusal(code="not_talking", places=name)
    code = subject.values.get("no_listen", "")
    return Refusal(code=code, places=name) if code in NO_BARGING else None


def _of_dropping(subject: Subject, viewer: Viewer) -> Refusal | None:
    call = viewer.call_with(subject.key)
    if call is None or not call.get("barged"):
        return Refusal(code="not_barged", places={"name": subject.name})
    return Refusal(code="doubtful") if call.get("doubtful") else None
