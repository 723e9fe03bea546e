"""What is to go wrong with commands: refused, not answered, answered late, or accepted and then failed."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Mishap:
    """What befalls one command; nothing, if all is empty."""

    error: str = ""  # it is refused with this error
    cause: str = ""  # it is accepted, and a FAILED dialog with this cause follows
    silent: bool = False  # it is heard, and nothing follows
    seconds: float = 0.0  # it is carried out so much later


ALL_WELL = Mishap()


class Mishaps:
    """The mishaps that wait for their commands. Case is not significant in names."""

    def __init__(self) -> None:
        self._next: dict[str, list[Mishap]] = {}
        self._muted: Callable[[str], bool] = lambda name: False

    def add(self, command: str, mishap: Mishap) -> None:
        """Befalls the next such command, or the one after those that have theirs."""
        self._next.setdefault(command.lower(), []).append(mishap)

    def mute(self, *commands: str) -> None:
        """Ignores these commands from now on; all of them where none is named."""
        names = {name.lower() for name in commands}
        self._muted = (lambda name: name in names) if names else (lambda name: True)

    def unmute(self) -> None:
        """Ignores nothing any more."""
        self._muted = lambda name: False

    def take(self, command: str) -> Mishap:
        """What befalls this command now."""
        if self._muted(command):
            return Mishap(silent=True)
        waiting = self._next.get(command)
        return waiting.pop(0) if waiting else ALL_WELL
