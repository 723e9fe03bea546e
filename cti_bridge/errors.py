"""What can go wrong between us and a CTI system, by what must be done about it.

    CtiError
    ├── Retryable        the line or the far end is not there now: wait, then connect again
    │   └── StoreAway    our own store is not there now: it has said so in the log, and says when it is back
    ├── Fatal            waiting will not mend it (wrong password, no such vendor): stop this source, tell a person
    ├── BadMessage       one frame cannot be understood: count it, log it once with its reason, skip it
    └── CommandRefused   the system, or we, will not do it: the reason goes to the supervisor, in words

Raised early, handled once: `Retryable` and `Fatal` by the bridge, `BadMessage` by a connector's session,
`CommandRefused` by the bridge's command worker.
"""


class CtiError(Exception):
    """Something between us and a CTI system; `str()` of it is one sentence that a person can read."""


class Retryable(CtiError):
    """Not there now. The bridge waits (backoff with jitter, 30 s at most) and follows the source again."""


class StoreAway(Retryable):
    """Our own store is not there now, and has said so in the log: whoever waits for it need not say it again."""


class Fatal(CtiError):
    """Not without a person. The source is shown as failed, with this sentence as what to mend."""


class BadMessage(CtiError):
    """A frame that breaks its protocol. `kind` groups equal reasons so that each is logged once."""

    def __init__(self, reason: str, *, kind: str = "malformed") -> None:
        super().__init__(reason)
        self.kind = kind


class CommandRefused(CtiError):
    """Will not be done. `code` is the system's own word for it (empty when the refusal is ours)."""

    def __init__(self, reason: str, *, code: str = "") -> None:
        super().__init__(reason)
        self.code = code
