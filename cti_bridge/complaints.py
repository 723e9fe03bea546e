"""Counts what could not be read, and what is not known; logs each kind once."""

import logging

from cti_bridge.errors import BadMessage

log = logging.getLogger(__name__)

MOST_KINDS = 50  # a system gone mad fills no log


class Complaints:
    """How many frames were skipped so far, and the last reason; how many messages of an unknown type came."""

    def __init__(self, source: str) -> None:
        self.count = 0
        self.reason = ""
        self.unknown = 0
        self._source = source
        self._kinds: set[str] = set()

    def add(self, bad: BadMessage) -> None:
        """A frame that cannot be read."""
        self.count += 1
        self.reason = str(bad)
        if self._is_first(bad.kind):
            log.warning("%s: a frame was skipped; further ones of this kind only count: %s", self._source, bad)

    def add_unknown(self, message_type: str) -> None:
        """A message of a type that the system has and we do not: no fault, and nothing for the floor."""
        self.unknown += 1
        if self._is_first(f"unknown {message_type}"):
            log.info("%s: a message of unknown type %.60r; further ones only count", self._source, message_type)

    def say_once(self, sentence: str) -> None:
        """Something of the system's that is no frame's fault, and stays so."""
        if self._is_first(sentence):
            log.warning("%s: %s", self._source, sentence)

    def _is_first(self, kind: str) -> bool:
        if kind in self._kinds or len(self._kinds) >= MOST_KINDS:
            return False
        self._kinds.add(kind)
        return True
