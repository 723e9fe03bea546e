"""A supervisor's commands as the practice centre takes them."""

from typing import assert_never

from cti_bridge.floor.commands import (
    ApplyDefault,
    BargeIn,
    ChangeGroup,
    Command,
    DropParticipant,
    ForceState,
    HoldCall,
    Listen,
    OfOneself,
    OnACall,
    RetrieveCall,
    SetOwnState,
    SetPenalty,
    SetRecording,
    SignIn,
    SignInAgent,
    SignOut,
    StopListening,
    WorkCallback,
)
from cti_bridge.floor.model import AgentId
from cti_bridge.practice.asking import Answer
from cti_bridge.practice.centre import Centre


def carry_out(centre: Centre, command: Command, answer: Answer) -> None:
    """Gives the order; `answer` gets what came of it. Raises CommandRefused where that is known at once."""
    match command:
        case ForceState() | SignInAgent() | SetRecording():
            _about_an_agent(centre, command, answer)
        case SetPenalty() | ApplyDefault() | ChangeGroup():
            _about_queues(centre, command, answer)
        case SignIn() | SignOut() | SetOwnState():
            _about_oneself(centre, command, answer)
        case WorkCallback():
            centre.callbacks.work(command, answer)
        case _:
            _on_a_call(centre, command, answer)


def _about_an_agent(centre: Centre, command: ForceState | SignInAgent | SetRecording, answer: Answer) -> None:
    login = _login(command.agent)
    match command:
        case ForceState():
            centre.force(login, command.state, command.reason)
            answer(None)
        case SignInAgent():
            centre.signing_in.sign_in(login, command.extension, answer)
        case SetRecording():
            centre.recordings.set(login, on=command.on, answer=answer)
        case _:
            assert_never(command)


def _about_queues(centre: Centre, command: SetPenalty | ApplyDefault | ChangeGroup, answer: Answer) -> None:
    memberships = centre.memberships
    match command:
        case SetPenalty():
            memberships.set_penalty(_login(command.agent), command.queue, command.penalty, answer)
        case ApplyDefault():
            memberships.apply_default(_login(command.agent), answer)
        case ChangeGroup():
            memberships.change_group(command.team, command.change, command.out_of, command.into, answer)
        case _:
            assert_never(command)


def _about_oneself(centre: Centre, command: OfOneself, answer: Answer) -> None:
    login, phones = _login(command.sign_in), centre.phones
    match command:
        case SignIn():
            phones.sign_in(login, command.extension, command.password, answer)
        case SignOut():
            phones.sign_out(login, answer)
        case SetOwnState():
            phones.set_state(login, command.state, command.reason, answer)
        case _:
            assert_never(command)


def _on_a_call(centre: Centre, command: OnACall, answer: Answer) -> None:
    login, listening = _login(command.sign_in), centre.listening
    match command:
        case Listen():
            listening.listen(login, _login(command.agent), answer)
        case StopListening():
            listening.stop(login, command.call, answer)
        case HoldCall():
            listening.hold(login, command.call, answer)
        case RetrieveCall():
            listening.retrieve(login, command.call, answer)
        case BargeIn():
            listening.barge_in(login, command.call, answer)
        case DropParticipant():
            listening.drop(login, command.call, command.address, answer)
        case _:
            assert_never(command)


def _login(id_: AgentId) -> str:
    return id_.partition(":")[2]
