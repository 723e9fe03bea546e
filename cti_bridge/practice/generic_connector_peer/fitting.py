"""Which state fits what a user's phone does: TALKING, HOLD and RESERVED on UCCE, less of it on UCCX."""

from collections.abc import Sequence

from .dialog import PREVIEW, Dialog, PartState, Party
from .model import Platform, State, User

TALKED_ON = (PartState.ACTIVE, PartState.INITIATED)


def fitting(user: User, dialogs: Sequence[Dialog], platform: Platform) -> State:
    """The state of a signed-in user who takes part in these dialogs, of which there is at least one."""
    if user.state is State.READY and any(dialog.call_type == PREVIEW for dialog in dialogs):
        return State.RESERVED_OUTBOUND_PREVIEW
    parts = [party for dialog in dialogs if (party := dialog.party(user.login))]
    return _on_ucce(user, parts) if platform is Platform.UCCE else _on_uccx(user, parts)


def _on_ucce(user: User, parts: Sequence[Party]) -> State:
    states = {part.state for part in parts}
    if states & set(TALKED_ON):
        return State.TALKING
    if PartState.HELD in states:
        return State.HOLD
    return State.RESERVED if user.state is State.READY else user.state  # it rings


def _on_uccx(user: User, parts: Sequence[Party]) -> State:
    """Only a call that a queue gave shows; any other leaves an agent not ready (finesse.md 3.3)."""
    routed = {part.state for part in parts if part.is_routed}
    if routed & {PartState.ACTIVE, PartState.HELD}:
        return State.TALKING
    if user.state is State.READY:
        return State.RESERVED if routed else State.NOT_READY
    return user.state
