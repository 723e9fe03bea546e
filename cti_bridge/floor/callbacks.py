"""Whether a callback is as somebody asked."""

from collections.abc import Mapping
from typing import Protocol, assert_never

from cti_bridge.floor.commands import CallbackDeed, WorkCallback
from cti_bridge.floor.model import AgentId, Callback, OwnSignIn
from cti_bridge.floor.shelf import Shelf


class Known(Protocol):
    """What a floor knows of callbacks, and of who works on them."""

    @property
    def callbacks(self) -> Shelf[Callback]: ...

    @property
    def sign_ins(self) -> Mapping[AgentId, OwnSignIn]: ...


def callback_is_as_asked(command: WorkCallback, floor: Known) -> bool:
    """Whether the system's own word of a callback is as the command wanted it.

    What is gone is closed; that somebody else took it is no confirmation. Moving a callback uses its ticket up: while
    that stands, a day and a period that it had before say nothing.
    """
    found = floor.callbacks.by_id.get(command.callback)
    if found is None:
        return command.deed is CallbackDeed.CLOSE
    own = floor.sign_ins.get(command.sign_in)
    match command.deed:
        case CallbackDeed.TAKE:
            return own is not None and own.agent is not None and found.agent == own.agent
        case CallbackDeed.RELEASE:
            return found.agent is None
        case CallbackDeed.START:
            return bool(found.ticket)
        case CallbackDeed.CLOSE:
            return False
        case CallbackDeed.RESCHEDULE:
            is_there = found.due == command.due and found.period is not None and found.period.id == command.period
            return is_there and not found.ticket
        case _:
            assert_never(command.deed)
