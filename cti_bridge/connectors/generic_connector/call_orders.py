"""Orders about calls as commands of the Generic Connector: what Finesse would refuse is refused here, in words.

The rules are those of finesse.md 3.4; the words are fixed, so that they can be translated.
"""

from typing import assert_never

from cti_bridge.connector import Action, Capabilities
from cti_bridge.connectors.generic_connector.commands import Outgoing, command
from cti_bridge.connectors.generic_connector.roster import Roster
from cti_bridge.connectors.generic_connector.sign_ins import Held
from cti_bridge.connectors.generic_connector.site import dialog_of
from cti_bridge.connectors.generic_connector.spellings import Verb
from cti_bridge.connectors.generic_connector.told_calls import ToldCalls
from cti_bridge.errors import CommandRefused
from cti_bridge.floor.commands import BargeIn, DropParticipant, HoldCall, Listen, OnACall, RetrieveCall, StopListening
from cti_bridge.floor.model import Agent, AgentId, AgentState, Call, CallId, CallState, CallType, agents_of

NOT_IN_OUR_TEAMS = "This agent is in no team that our sign-ins supervise."
NO_PHONE_OF_YOURS = "No phone is known for your sign-in: sign in again, with today's phone."
NO_PHONE_OF_THEIRS = "The agent's phone is not known: wait for their next change of state, and try again."
NOT_NOT_READY = "Make yourself not ready first: Finesse lets you listen only while you are."
LISTENS_ALREADY = "You listen to a call already: stop that first."
IN_A_CALL = "Your phone is in a call: end it first."
NOT_YOURS = "You are no longer in this call."
NOT_CERTAIN = "It is not certain that this call still exists: stop, and listen again."
LISTEN_FIRST = "Listen first: Finesse lets you barge in only on the call that you listen to."
SOMEBODY_ELSE = "You listen to somebody else: stop that, and listen to this agent first."
ON_HOLD_ALREADY = "You are on hold already."
NOT_ON_HOLD = "You are not on hold."
RETRIEVE_FIRST = "You are on hold: take the call back first."
BARGE_IN_FIRST = "Barge in first: Finesse lets only a participant of the call drop another."
NOT_IN_THE_CALL = "This participant is no longer in the call."
YOURSELF = "This is your own phone: to leave the call, stop."
AGENTS_ONLY = "Finesse lets a supervisor drop agents only: the others must hang up themselves."

_OVER = (CallState.WRAP_UP, CallState.ENDED)


def outgoing(order: OnACall, held: Held, roster: Roster, calls: ToldCalls, can: Capabilities) -> Outgoing:
    """The command of a person who is signed in. Raises CommandRefused with the reason in words."""
    match order:
        case Listen():
            return _listen(order, held, roster, calls, can)
        case StopListening():
            monitors = _own(order.call, held, calls).type is CallType.MONITOR
            verb = Verb.END_SILENT_MONITOR if monitors else Verb.RELEASE_CALL
            return command(verb, held.login, dialog_of(order.call))
        case HoldCall():
            return _hold(order.call, held, calls, can)
        case RetrieveCall():
            return _retrieve(order.call, held, calls, can)
        case BargeIn():
            return _barge_in(order, held, roster, calls, can)
        case DropParticipant():
            return _drop(order, held, roster, calls, can)
        case _:
            assert_never(order)


def _listen(order: Listen, held: Held, roster: Roster, calls: ToldCalls, can: Capabilities) -> Outgoing:
    agent = _agent(order.agent, roster)
    _may(can, Action.LISTEN, agent)
    if not held.phone:
        raise CommandRefused(NO_PHONE_OF_YOURS)
    own = [c for c in calls.of(held.login) if calls.part(c.id, held.login) not in _OVER]
    if any(_is_listened_to(c, held) for c in own):
        raise CommandRefused(LISTENS_ALREADY)
    if own:
        raise CommandRefused(IN_A_CALL)
    if held.own.state is not AgentState.NOT_READY:
        raise CommandRefused(NOT_NOT_READY)
    return command(Verb.SILENT_MONITOR, held.login, _phone(agent))


def _hold(call: CallId, held: Held, calls: ToldCalls, can: Capabilities) -> Outgoing:
    _may(can, Action.HOLD)
    _certain(_own(call, held, calls))
    if calls.part(call, held.login) is CallState.HELD:
        raise CommandRefused(ON_HOLD_ALREADY)
    return command(Verb.HOLD_CALL, held.login, dialog_of(call))


def _retrieve(call: CallId, held: Held, calls: ToldCalls, can: Capabilities) -> Outgoing:
    _may(can, Action.RETRIEVE)
    _certain(_own(call, held, calls))
    if calls.part(call, held.login) is not CallState.HELD:
        raise CommandRefused(NOT_ON_HOLD)
    return command(Verb.RETRIEVE_CALL, held.login, dialog_of(call))


def _barge_in(order: BargeIn, held: Held, roster: Roster, calls: ToldCalls, can: Capabilities) -> Outgoing:
    agent = _agent(order.agent, roster)
    _may(can, Action.BARGE_IN, agent)
    if calls.part(order.call, held.login) is None:
        raise CommandRefused(LISTEN_FIRST)
    call = _certain(_own(order.call, held, calls))
    if call.type is not CallType.MONITOR:
        raise CommandRefused(LISTEN_FIRST)
    if agent.id not in agents_of(call):
        raise CommandRefused(SOMEBODY_ELSE)
    if calls.part(order.call, held.login) is CallState.HELD:
        raise CommandRefused(RETRIEVE_FIRST)
    return command(Verb.BARGE_IN, held.login, _phone(agent), dialog_of(order.call))


def _drop(order: DropParticipant, held: Held, roster: Roster, calls: ToldCalls, can: Capabilities) -> Outgoing:
    _may(can, Action.DROP)
    call = _certain(_own(order.call, held, calls))
    if call.type is CallType.MONITOR:
        raise CommandRefused(BARGE_IN_FIRST)
    if order.address == held.phone:
        raise CommandRefused(YOURSELF)
    party = next((p for p in call.participants if p.address == order.address), None)
    if party is None or party.state is CallState.ENDED:
        raise CommandRefused(NOT_IN_THE_CALL)
    if party.agent == held.own.id:
        raise CommandRefused(YOURSELF)
    if can[Action.DROP].agents_only and not (party.is_agent or party.agent in roster.agents):
        raise CommandRefused(AGENTS_ONLY)
    return command(Verb.DROP_PARTICIPANT, held.login, order.address, dialog_of(order.call))


def _is_listened_to(call: Call, held: Held) -> bool:
    """Whether a person listens to this call of theirs, or has barged into it."""
    return call.type is CallType.MONITOR or any(p.agent == held.own.id and p.cause for p in call.participants)


def _may(can: Capabilities, action: Action, agent: Agent | None = None) -> None:
    if refusal := can[action].refusal(agent):
        raise CommandRefused(refusal)


def _agent(id_: AgentId, roster: Roster) -> Agent:
    agent = roster.agents.get(id_)
    if agent is None:
        raise CommandRefused(NOT_IN_OUR_TEAMS)
    return agent


def _phone(agent: Agent) -> str:
    if not agent.extension:
        raise CommandRefused(NO_PHONE_OF_THEIRS)
    return agent.extension


def _own(id_: CallId, held: Held, calls: ToldCalls) -> Call:
    call = calls.get(id_)
    if call is None or calls.part(id_, held.login) is None:
        raise CommandRefused(NOT_YOURS)
    return call


def _certain(call: Call) -> Call:
    if call.doubtful:
        raise CommandRefused(NOT_CERTAIN)
    return call
