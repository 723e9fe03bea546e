"""Which queues agents serve, and whether that is as somebody asked."""

from collections.abc import Mapping
from typing import assert_never

from cti_bridge.floor.commands import ApplyDefault, ChangeGroup, GroupChange, SetPenalty
from cti_bridge.floor.model import Membership


def serves_as_asked(command: SetPenalty | ApplyDefault | ChangeGroup, memberships: Mapping[str, Membership]) -> bool:
    """Whether the system's own word of who serves what is as the command wanted it."""
    match command:
        case SetPenalty():
            known = memberships.get(command.agent)
            return known is not None and dict(known.queues).get(command.queue) == command.penalty
        case ApplyDefault():
            known = memberships.get(command.agent)
            return known is not None and known.default is not None and not differs(known)
        case ChangeGroup():
            return bool(command.agents) and all(_has_changed(command, memberships.get(a)) for a in command.agents)
        case _:
            assert_never(command)


def differs(membership: Membership) -> bool:
    """Whether an agent serves other queues than by default, or with other penalties; not where no default is known."""
    return membership.default is not None and dict(membership.default) != dict(membership.queues)


def _has_changed(command: ChangeGroup, known: Membership | None) -> bool:
    if known is None:
        return False
    queues, out_of, into = dict(known.queues), command.out_of, command.into
    is_in = into is not None and queues.get(into.queue) == into.penalty
    match command.change:
        case GroupChange.MOVE:
            stays = out_of is not None and into is not None and out_of.queue == into.queue
            return is_in and (stays or (out_of is not None and out_of.queue not in queues))
        case GroupChange.COPY | GroupChange.ADD:
            return is_in
        case GroupChange.REMOVE:
            return out_of is not None and out_of.queue not in queues
        case _:
            assert_never(command.change)
