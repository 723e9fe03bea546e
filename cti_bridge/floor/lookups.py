"""What a system keeps, and tells when it is asked: questions, and their answers."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from cti_bridge.floor.model import QueueId


class CallFate(StrEnum):
    """What became of a call to a queue, or of a person's own (xuc.md seed, Call History)."""

    ANSWERED = "answered"
    ABANDONED = "abandoned"
    TIMED_OUT = "timeout"
    QUEUE_FULL = "full"
    QUEUE_CLOSED = "closed"
    NOBODY_THERE = "joinempty"
    EVERYBODY_LEFT = "leaveempty"
    DIVERTED_BY_RATIO = "divert_ca_ratio"
    DIVERTED_BY_WAIT = "divert_waittime"
    EMITTED = "emitted"
    MISSED = "missed"
    ONGOING = "ongoing"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueCalls:
    """The last calls of a queue, at most `size` of them."""

    queue: QueueId
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PastCall:
    """A call that was: `began` aware, `seconds` its length, None where the system does not say."""

    began: datetime | None
    seconds: int | None
    fate: CallFate
    caller: str = field(default="", repr=False)
    called: str = field(default="", repr=False)
    said: str = ""  # the system's own word for its fate, where it is none that we know
