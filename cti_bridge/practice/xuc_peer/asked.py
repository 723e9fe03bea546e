"""What a client asks for: a command with its arguments flat beside it (xuc.md 1.1), checked as they are taken out."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from .clients import Client
from .counters import Counters
from .frames import error, message
from .phones import Phones
from .settings import Settings
from .world import World

PING = "ping"


class Misread(ValueError):
    """A frame that XUC cannot make sense of; the words go back in an Error."""


class Arguments:
    """A command's arguments. Each method raises Misread for one that is missing or of another kind."""

    def __init__(self, flat: Mapping[str, Any]) -> None:
        self._flat = flat

    def number(self, name: str) -> int:
        """A whole number."""
        return _number(self._flat.get(name), name)

    def number_if_any(self, name: str) -> int | None:
        """A whole number, or None where it is left out."""
        return None if self._flat.get(name) is None else self.number(name)

    def text(self, name: str, *, default: str | None = None) -> str:
        """A text, or the default where it is left out and there is one."""
        value = self._flat.get(name)
        if value is None and default is not None:
            return default
        if not isinstance(value, str):
            raise Misread(f"{name} is no text")
        return value

    def numbers(self, name: str) -> list[int]:
        """A list of whole numbers."""
        return [_number(value, name) for value in self._list(name)]

    def pairs(self, name: str, key: str, value: str) -> dict[int, int]:
        """A list of objects with two whole numbers each."""
        return {one.number(key): one.number(value) for one in self.objects(name)}

    def objects(self, name: str) -> "list[Arguments]":
        """A list of objects; none where it is left out."""
        values = self._list(name) if self._flat.get(name) is not None else []
        if not all(isinstance(value, dict) for value in values):
            raise Misread(f"{name} holds something else than objects")
        return [Arguments(value) for value in values]

    def object(self, name: str) -> "Arguments":
        """An object."""
        value = self._flat.get(name)
        if not isinstance(value, dict):
            raise Misread(f"{name} is no object")
        return Arguments(value)

    def _list(self, name: str) -> list[Any]:
        value = self._flat.get(name)
        if not isinstance(value, list):
            raise Misread(f"{name} is no list")
        return value


def _number(value: object, name: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise Misread(f"{name} is no whole number")
    return value


def read(text: str | bytes) -> tuple[str, Arguments]:
    """A frame's command, or `PING`, and its arguments. Raises Misread."""
    try:
        frame = msgspec.json.decode(text)
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        raise Misread("not JSON") from None
    match frame:
        case {"claz": "ping"}:
            return PING, Arguments({})
        case {"claz": "web", "command": str(command)}:
            return command, Arguments(frame)
        case _:
            raise Misread("neither a command nor a ping")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One command, who asks, and what it is asked of."""

    client: Client
    arguments: Arguments
    world: World
    phones: Phones
    counters: Counters
    settings: Settings

    def reply(self, msg_type: str, content: object) -> None:
        """Answers who asks, and nobody else."""
        self.client.say(message(msg_type, content))

    def complain(self, words: str) -> None:
        """Answers who asks with an Error."""
        self.client.say(error(words))

    def agent(self) -> int | None:
        """The agent whom the command names, or else the user's own; None where there is no such agent."""
        agent = self.arguments.number_if_any("agentid")
        agent = self.client.user.agent if agent is None else agent
        return agent if agent in self.world.agents else None
