"""Says once that something fails, and once that it works again: a lost Redis must not fill the log."""

import logging


class Complaint:
    """One thing that may fail. `is_failing` says how it stands."""

    def __init__(self, log: logging.Logger, lost: str, back: str) -> None:
        self._log = log
        self._lost = lost
        self._back = back
        self.is_failing = False

    def failed(self, error: BaseException, *, traceback: bool = False) -> None:
        """It failed; `traceback` where it may be a fault of ours."""
        if not self.is_failing:
            self.is_failing = True
            self._log.warning("%s (%s)", self._lost, type(error).__name__, exc_info=error if traceback else None)

    def worked(self) -> None:
        """It works."""
        if self.is_failing:
            self.is_failing = False
            self._log.info(self._back)
