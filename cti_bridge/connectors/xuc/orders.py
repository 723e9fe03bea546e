"""What supervisors ask of agents and groups, as XUC takes it: what it would drop in silence is refused in words."""

from dataclasses import dataclass
from typing import assert_never

from cti_bridge.connector import Action, Capabilities
from cti_bridge.connectors.xuc.commands import (
    AddAgentsInGroup,
    AddAgentsNotInQueueFromGroupTo,
    AgentLogin,
    AgentLogout,
    ApplyUsersDefaultMembership,
    Command,
    MonitorPause,
    MonitorUnpause,
    MoveAgentsInGroup,
    PauseAgent,
    RemoveAgentFromQueue,
    RemoveAgentGroupFromQueueGroup,
    SetAgentQueue,
    UnpauseAgent,
)
from cti_bridge.connectors.xuc.hearing import Hearing
from cti_bridge.connectors.xuc.site import number_of
from cti_bridge.errors import CommandRefused
from cti_bridge.floor.commands import (
    ApplyDefault,
    ChangeGroup,
    ForceState,
    GroupChange,
    OfAnAgent,
    Place,
    SetPenalty,
    SetRecording,
    SignInAgent,
)
from cti_bridge.floor.model import Agent, AgentState, Recording

NO_AGENT = "XiVO does not tell us of this agent."
NO_QUEUE = "XiVO does not tell us of this queue."
NO_GROUP = "XiVO does not tell us of this group."
NO_STATE = "An agent can be made ready, not ready, or be signed out; nothing else."
ONLY_A_PAUSE = "XiVO takes a reason for a pause only."
NO_REASON = "XiVO has no such reason for a pause."
NO_PHONE = "Signing in needs the extension of today's phone."
NOT_RECORDED = "This call is not recorded."
NO_DEFAULT = "XiVO does not tell which queues are this agent's default."
NO_PLACE = "It is not said from which queue, or to which."


@dataclass(frozen=True, slots=True)
class Known:
    """What is known when somebody asks."""

    hearing: Hearing
    can: Capabilities


def outgoing(order: OfAnAgent | ChangeGroup, known: Known) -> Command:
    """The one command that carries an order out. Raises CommandRefused with the reason in words."""
    if isinstance(order, ChangeGroup):
        return _change_group(order, known)
    number, agent = _agent(order.agent, known)
    match order:
        case ForceState():
            return _force(order, number, agent, known)
        case SignInAgent():
            return _sign_in(order, number)
        case SetRecording():
            return _record(order, number, agent, known)
        case SetPenalty():
            return _serve(order, number, agent, known)
        case ApplyDefault():
            return _apply_default(number, agent, known)
        case _:
            assert_never(order)


def _agent(id_: str, known: Known) -> tuple[int, Agent]:
    number = number_of(id_)
    agent = known.hearing.staff.agents.get(number) if number is not None else None
    if number is None or agent is None:
        raise CommandRefused(NO_AGENT)
    return number, agent


def _queue(id_: str, known: Known) -> int:
    number = number_of(id_)
    if number is None or number not in known.hearing.queues.configs:
        raise CommandRefused(NO_QUEUE)
    if known.hearing.queues.queue(number).id != id_:  # another system's queue may have the number of one of ours
        raise CommandRefused(NO_QUEUE)
    return number


def _check(action: Action, agent: Agent, known: Known) -> None:
    """Raises CommandRefused for what XUC's guards would not let through (xuc.md 1.8)."""
    if refusal := known.can[action].refusal(agent):
        raise CommandRefused(refusal)


def _force(order: ForceState, number: int, agent: Agent, known: Known) -> Command:
    if order.reason and order.state is not AgentState.NOT_READY:
        raise CommandRefused(ONLY_A_PAUSE)
    match order.state:
        case AgentState.READY:
            _check(Action.READY, agent, known)
            return UnpauseAgent(agent_id=number)
        case AgentState.NOT_READY:
            _check(Action.NOT_READY, agent, known)
            return PauseAgent(agent_id=number, reason=pause_reason(order.reason, known))
        case AgentState.SIGNED_OUT:
            _check(Action.SIGN_OUT, agent, known)
            return AgentLogout(agent_id=number)
        case _:
            raise CommandRefused(NO_STATE)


def pause_reason(reason: str, known: Known) -> str | None:
    """A reason as XUC takes it: a user status' name. CommandRefused for one that it does not have."""
    if reason and not known.can[Action.NOT_READY].takes_reason:
        raise CommandRefused(known.can[Action.NOT_READY].note)
    if reason and reason not in {code.code for code in known.hearing.staff.reasons()}:
        raise CommandRefused(NO_REASON)
    return reason or None


def _sign_in(order: SignInAgent, number: int) -> Command:
    """Of an agent who is signed in elsewhere XUC says so itself (xuc.md 1.7)."""
    if not order.extension:
        raise CommandRefused(NO_PHONE)
    return AgentLogin(agent_id=number, phone=order.extension)


def _record(order: SetRecording, number: int, agent: Agent, known: Known) -> Command:
    _check(Action.RESUME_RECORDING if order.on else Action.PAUSE_RECORDING, agent, known)
    call = known.hearing.staff.calls.get(number)
    if call is None or call.recording not in (Recording.ON, Recording.PAUSED):
        raise CommandRefused(NOT_RECORDED)
    return MonitorUnpause(agent_id=number) if order.on else MonitorPause(agent_id=number)


def _serve(order: SetPenalty, number: int, agent: Agent, known: Known) -> Command:
    _check(Action.LEAVE_QUEUE if order.penalty is None else Action.SET_PENALTY, agent, known)
    queue = _queue(order.queue, known)
    if order.penalty is None:
        return RemoveAgentFromQueue(agent_id=number, queue_id=queue)
    return SetAgentQueue(agent_id=number, queue_id=queue, penalty=order.penalty)


def _apply_default(number: int, agent: Agent, known: Known) -> Command:
    _check(Action.APPLY_DEFAULT, agent, known)
    user = known.hearing.staff.users.get(number)
    if user is None or known.hearing.members.of(number).default is None:
        raise CommandRefused(NO_DEFAULT)
    return ApplyUsersDefaultMembership(user_ids=(user,))


def _change_group(order: ChangeGroup, known: Known) -> Command:
    if refusal := known.can[Action.CHANGE_GROUP].refusal():
        raise CommandRefused(refusal)
    group = number_of(order.team)
    if group is None or not known.hearing.staff.team_is_known(order.team):
        raise CommandRefused(NO_GROUP)
    match order.change:
        case GroupChange.MOVE:
            return MoveAgentsInGroup(group_id=group, **_from_to(order, known))
        case GroupChange.COPY:
            return AddAgentsInGroup(group_id=group, **_from_to(order, known))
        case GroupChange.REMOVE:
            queue, penalty = _place(order.out_of, known)
            return RemoveAgentGroupFromQueueGroup(group_id=group, queue_id=queue, penalty=penalty)
        case GroupChange.ADD:
            queue, penalty = _place(order.into, known)
            return AddAgentsNotInQueueFromGroupTo(group_id=group, queue_id=queue, penalty=penalty)
        case _:
            assert_never(order.change)


def _place(place: Place | None, known: Known) -> tuple[int, int]:
    if place is None:
        raise CommandRefused(NO_PLACE)
    return _queue(place.queue, known), place.penalty


def _from_to(order: ChangeGroup, known: Known) -> dict[str, int]:
    from_queue, from_penalty = _place(order.out_of, known)
    to_queue, to_penalty = _place(order.into, known)
    return {
        "from_queue_id": from_queue,
        "from_penalty": from_penalty,
        "to_queue_id": to_queue,
        "to_penalty": to_penalty,
    }
