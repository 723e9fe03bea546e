"""What happened in the pretend XiVO; `telling.py` says who hears of it, and in which frame."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class StateChanged:
    """An agent's state, line or recording is another. `passing` names a state that was there for a moment only."""

    agent: int
    passing: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentConfigured:
    """An agent is in another group."""

    agent: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberChanged:
    """An agent serves a queue with this penalty; -1: no longer."""

    agent: int
    queue: int
    penalty: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DefaultChanged:
    """A user's default membership is another."""

    user: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CallersChanged:
    """Other people wait in a queue, or in another order."""

    queue: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PhoneChanged:
    """The phone of a user rings, dials, talks or is hung up."""

    login: str
    event: str
    phone: str
    number: str = field(repr=False)
    linked_id: str
    unique_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Listened:
    """Somebody begins, or ends, to listen to an agent, by this phone."""

    agent: int
    phone: str
    started: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CallbackTaken:
    """An agent took a callback."""

    uuid: str
    agent: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CallbackReleased:
    """A callback is free again."""

    uuid: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CallbackClosed:
    """A callback is done with."""

    uuid: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CallbackMoved:
    """A callback has another date or period."""

    uuid: str


CallbackHappening = CallbackTaken | CallbackReleased | CallbackClosed | CallbackMoved
Happening = (
    StateChanged
    | AgentConfigured
    | MemberChanged
    | DefaultChanged
    | CallersChanged
    | PhoneChanged
    | Listened
    | CallbackHappening
)
