"""A person's orders as commands of the Generic Connector: what Finesse would refuse is refused here, in words."""

from dataclasses import dataclass

from cti_bridge.connector import Action, Capabilities
from cti_bridge.connectors.generic_connector import call_orders
from cti_bridge.connectors.generic_connector.commands import Outgoing, command
from cti_bridge.connectors.generic_connector.config import Config
from cti_bridge.connectors.generic_connector.roster import Roster
from cti_bridge.connectors.generic_connector.sign_ins import Held, SignIns
from cti_bridge.connectors.generic_connector.site import login_of
from cti_bridge.connectors.generic_connector.spellings import Verb
from cti_bridge.connectors.generic_connector.told_calls import ToldCalls
from cti_bridge.errors import CommandRefused
from cti_bridge.floor.commands import ForceState, OnACall, SetOwnState, SignOut
from cti_bridge.floor.model import AgentId, AgentState, ReasonCategory

_FORCE = {
    AgentState.READY: (Action.READY, Verb.MAKE_READY),
    AgentState.NOT_READY: (Action.NOT_READY, Verb.MAKE_NOT_READY),
    AgentState.SIGNED_OUT: (Action.SIGN_OUT, Verb.LOGOUT),
}


@dataclass(frozen=True, slots=True)
class Known:
    """What is known when somebody asks."""

    roster: Roster
    sign_ins: SignIns
    calls: ToldCalls
    can: Capabilities
    settings: Config


def outgoing(order: ForceState | SetOwnState | SignOut | OnACall, known: Known) -> Outgoing:
    """The one command that carries an order out. Raises CommandRefused with the reason in words."""
    match order:
        case ForceState():
            return _force(order, known.roster, known.can)
        case SetOwnState():
            return _set_own_state(order, _signed_in(order.sign_in, known.sign_ins))
        case SignOut():
            return _sign_out(_signed_in(order.sign_in, known.sign_ins), known.roster, known.settings)
        case _:
            held = _signed_in(order.sign_in, known.sign_ins)
            return call_orders.outgoing(order, held, known.roster, known.calls, known.can)


def _force(order: ForceState, roster: Roster, can: Capabilities) -> Outgoing:
    agent = roster.agents.get(order.agent)
    if agent is None:
        raise CommandRefused("This agent is in no team that our sign-ins supervise.")
    if order.state not in _FORCE:
        raise CommandRefused("An agent can be made ready, not ready, or be signed out; nothing else.")
    action, verb = _FORCE[order.state]
    if order.reason:
        raise CommandRefused("Finesse takes no reason code when a supervisor changes somebody's state.")
    if refusal := can[action].refusal(agent):
        raise CommandRefused(refusal)
    return command(verb, login_of(order.agent))


def _set_own_state(order: SetOwnState, held: Held) -> Outgoing:
    match order.state:
        case AgentState.READY:
            return command(Verb.MAKE_READY, held.login)
        case AgentState.NOT_READY if order.reason:
            return command(Verb.MAKE_NOT_READY_WITH_REASON, held.login, order.reason)
        case AgentState.NOT_READY:
            return command(Verb.MAKE_NOT_READY, held.login)
        case _:
            raise CommandRefused("You can make yourself ready or not ready; nothing else.")


def _sign_out(held: Held, roster: Roster, settings: Config) -> Outgoing:
    may = {AgentState.NOT_READY}  # finesse.md 3.3, oneself
    if settings.platform == "uccx":
        may.add(AgentState.READY)
    if held.own.state not in may:
        raise CommandRefused("Finesse signs you out only while you are not ready: make yourself not ready first.")
    codes = roster.reasons.get(ReasonCategory.SIGN_OUT, ())
    reason = settings.sign_out_reason or (codes[0].code if codes else "")  # asked for wherever any is set up (3.5)
    return command(Verb.LOGOUT_WITH_REASON, held.login, reason) if reason else command(Verb.LOGOUT, held.login)


def _signed_in(id_: AgentId, sign_ins: SignIns) -> Held:
    held = sign_ins.get(login_of(id_))
    if held is None or held.own.id != id_:  # the same login on another system may be another person
        raise CommandRefused("This integration has no such sign-in.")
    if not held.is_in:
        raise CommandRefused("You are not signed in to this system.")
    return held
