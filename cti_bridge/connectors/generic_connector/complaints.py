"""Counts the frames that could not be read; logs each kind once."""

import logging

from cti_bridge.errors import BadMessage

log = logging.getLogger(__name__)

MOST_KINDS = 50  # a system gone mad fills no log


class Complaints:
    """How many so far, and the last reason."""

    def __init__(self, source: str) -> None:
        self.count = 0
        self.reason = ""
        self._source = source
        self._kinds: set[str] = set()

    def add(self, bad: BadMessage) -> None:
        """One more."""
        self.count += 1
        self.reason = str(bad)
        if bad.kind not in self._kinds and len(self._kinds) < MOST_KINDS:
            self._kinds.add(bad.kind)
            log.warning("%s: a frame was skipped; further ones of this kind only count: %s", self._source, bad)
