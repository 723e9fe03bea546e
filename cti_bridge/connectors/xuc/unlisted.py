"""A list of XUC's that leaves somebody out: it is asked for again, ever less often while that brings nothing new."""

from collections.abc import Collection, Iterator

from cti_bridge.connectors.xuc.commands import GetList

FIRST_PAUSE, LONGEST_PAUSE = 30.0, 3600.0  # seconds between two looks


class Unlisted:
    """Who should be on one list and is not, as far as it was looked for."""

    def __init__(self, question: GetList) -> None:
        self.is_in_vain = False  # whether a second look was for the same
        self._question = question
        self._looked_for: set[int] = set()
        self._asked_at, self._pause = float("-inf"), FIRST_PAUSE

    def asks(self, missing: Collection[int], at: float) -> Iterator[GetList]:
        """The question, where somebody is missing and it is time for it."""
        is_new = not self._looked_for.issuperset(missing)
        if is_new:
            self._pause = FIRST_PAUSE
        if not missing or at - self._asked_at < self._pause:
            return
        self.is_in_vain = not is_new
        self._pause = FIRST_PAUSE if is_new else min(LONGEST_PAUSE, self._pause * 2)
        self._looked_for.update(missing)
        self._asked_at = at
        yield self._question
