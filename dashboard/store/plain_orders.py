"""Commands whose parameters stand in the table by their own names: about serving queues, recordings, callbacks."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from cti_bridge.connector import Action
from cti_bridge.floor.commands import (
    ApplyDefault,
    CallbackDeed,
    ChangeGroup,
    SetPenalty,
    SetRecording,
    SignInAgent,
    WorkCallback,
    subject_of,
)

Plain = SignInAgent | SetRecording | SetPenalty | ApplyDefault | ChangeGroup | WorkCallback

_DEEDS: Mapping[CallbackDeed, Action] = {
    CallbackDeed.TAKE: Action.TAKE_CALLBACK,
    CallbackDeed.RELEASE: Action.RELEASE_CALLBACK,
    CallbackDeed.START: Action.START_CALLBACK,
    CallbackDeed.CLOSE: Action.CLOSE_CALLBACK,
    CallbackDeed.RESCHEDULE: Action.RESCHEDULE_CALLBACK,
}
_TYPES: Mapping[Action, type[Plain]] = {
    Action.SIGN_IN: SignInAgent,
    Action.PAUSE_RECORDING: SetRecording,
    Action.RESUME_RECORDING: SetRecording,
    Action.SET_PENALTY: SetPenalty,
    Action.LEAVE_QUEUE: SetPenalty,
    Action.APPLY_DEFAULT: ApplyDefault,
    Action.CHANGE_GROUP: ChangeGroup,
    **dict.fromkeys(_DEEDS.values(), WorkCallback),
}
_SUBJECT: Mapping[type[Plain], str] = {ChangeGroup: "team", WorkCallback: "callback"}  # else: agent


def action_of(command: Plain) -> Action:
    """The action's name."""
    match command:
        case SignInAgent():
            return Action.SIGN_IN
        case SetRecording():
            return Action.RESUME_RECORDING if command.on else Action.PAUSE_RECORDING
        case SetPenalty():
            return Action.LEAVE_QUEUE if command.penalty is None else Action.SET_PENALTY
        case ApplyDefault():
            return Action.APPLY_DEFAULT
        case ChangeGroup():
            return Action.CHANGE_GROUP
        case WorkCallback():
            return _DEEDS[command.deed]


def parameters_of(command: Plain) -> dict[str, Any]:
    """What the action and the subject do not say."""
    plain: dict[str, Any] = msgspec.to_builtins(command)
    for name in ("id", "deadline", _SUBJECT.get(type(command), "agent")):
        del plain[name]
    return plain


def command_of(action: str, id_: UUID, subject: str, parameters: Mapping[str, Any], deadline: datetime) -> Plain | None:
    """The command that was asked; None where no such one goes by that action. ValueError for what cannot be read."""
    kind = _TYPES.get(Action(action))
    if kind is None:
        return None
    said = {name: value for name, value in parameters.items() if name not in ("own", "then", "then_address")}
    said |= {"id": str(id_), "deadline": deadline.isoformat(), _SUBJECT.get(kind, "agent"): subject}
    command: Plain = msgspec.convert(said, kind)
    assert subject_of(command) == subject  # noqa: S101 - a fault of ours
    return command
