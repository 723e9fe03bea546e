"""Reason codes: which are configured, when one is required, and what a user's present one is called."""

from collections.abc import Iterable

from .model import Platform, ReasonCode, Refused, State, User

SUPERVISOR_STAMP = {Platform.UCCE: "999", Platform.UCCX: "33"}  # put by Finesse when a supervisor forces not ready
SUPERVISOR_LABEL = "Not Ready - Supervisor Initiated"  # finesse.md 3.3


class Reasons:
    """The codes of one system, and its wrap-up reasons, which are labels only."""

    def __init__(self, codes: Iterable[ReasonCode], *, wrap_up: Iterable[str] = ()) -> None:
        self._codes = {(code.category, code.code): code for code in codes}
        self.wrap_up = tuple(wrap_up)

    def of(self, category: State) -> list[ReasonCode]:
        """The codes of NOT_READY or LOGOUT, in their order."""
        return [code for code in self._codes.values() if code.category is category]

    def for_oneself(self, target: State, given: str | None) -> str:
        """The code for a change of one's own state. Raises Refused: one is required as soon as any is configured."""
        if target not in (State.NOT_READY, State.LOGOUT):
            return ""
        if given is not None:
            return self.configured(target, given)
        if self.of(target):
            raise Refused("MISSING_REASON_CODE")
        return "-1"

    def configured(self, category: State, code: str) -> str:
        """The code itself. Raises Refused for one that is not configured."""
        if (category, code) not in self._codes:
            raise Refused("PLEASE_RETRY")  # "invalid request params"
        return code

    def label_of(self, user: User, platform: Platform) -> str:
        """The words for a user's present reason; empty where there are none."""
        if user.state is State.NOT_READY and user.reason == SUPERVISOR_STAMP[platform]:
            return SUPERVISOR_LABEL
        known = self._codes.get((user.state, user.reason))
        return known.label if known else ""
