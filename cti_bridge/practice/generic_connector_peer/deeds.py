"""What people do at Finesse by their own desktops: agents, callers, and supervisors of whom GC knows nothing.

Each may be called from any thread. Where Finesse will not have it, `Refused` says why.
"""

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from . import barging, calls, consults, listening, notes, parting, previews
from .connector import GenericConnector
from .dialog import Dialog
from .finesse import Finesse
from .model import State
from .outbox import Outbox
from .wire import TOPIC, Outgoing, Settings


class Deeds:
    """One Generic Connector and its Finesse, with a lock around both and an outbox for what they say."""

    def __init__(self, world: Finesse, settings: Settings, outbox: Outbox) -> None:
        self._world = world
        self._gc = GenericConnector(world, settings)
        self._outbox = outbox
        self._lock = threading.RLock()

    # agents and callers ---------------------------------------------------------------------------------------

    def set_state(self, agent: str, state: str, reason: str = "") -> None:
        """Puts an agent into any Finesse state, from any; with no call left, unless the state is of one on a call."""
        with self._changing():
            self._world.set_state(agent, State(state), reason)

    def start_call(
        self,
        agent: str,
        from_number: str,
        *,
        queue: str = "",
        call_type: str = "",
        variables: Mapping[str, str] | None = None,
        answered: bool = True,
    ) -> str:
        """A call from outside for an agent; answered at once, or left ringing. Gives the dialog's id.

        With a queue (or call type ACD_IN) the agent must be ready; without, the caller dialled the agent.
        """
        given = tuple((variables or {}).items())
        with self._changing():
            dialog = calls.offer(self._world, agent, from_number, queue=queue, call_type=call_type, variables=given)
            if answered:
                calls.answer(self._world, agent, dialog.id)
        return dialog.id

    def call_out(self, agent: str, number: str) -> str:
        """The agent calls a number outside, or a colleague's extension, which rings. Gives the dialog's id."""
        with self._changing():
            return calls.make(self._world, agent, number).id

    def answer_call(self, agent: str) -> None:
        """The agent takes the call that rings."""
        self._with_call(agent, calls.answer)

    def hold_call(self, agent: str) -> None:
        """The agent puts the caller on hold."""
        self._with_call(agent, calls.hold)

    def retrieve_call(self, agent: str) -> None:
        """The agent takes the caller back."""
        self._with_call(agent, calls.retrieve)

    def end_call(self, agent: str) -> None:
        """The agent's call ends for everybody in it; what was pending, or wrap-up, follows."""
        with self._changing():
            calls.end_for(self._world, agent)

    def hang_up(self, agent: str) -> None:
        """The agent leaves the call; with more than two in it, the others go on."""
        self._with_call(agent, calls.release)

    def caller_hangs_up(self, agent: str) -> None:
        """Everybody outside leaves the agent's call; with two or more of ours in it, these go on."""
        with self._changing():
            dialog = self._call_of(agent)
            parting.drop(self._world, dialog, *(party.address for party in dialog.parties if not party.is_agent))

    def end_wrap_up(self, agent: str) -> None:
        """The agent's wrap-up timer runs out."""
        with self._changing():
            self._world.end_wrap_up(agent)

    # a second call --------------------------------------------------------------------------------------------

    def consult(self, agent: str, number: str, *, answered: bool = True) -> str:
        """The agent's call waits while they ask a colleague or somebody outside. Gives the second dialog's id."""
        with self._changing():
            dialog = consults.consult(self._world, agent, number, self._call_of(agent).id)
            callee = self._world.holder_of(number)
            if answered and callee and dialog.id in self._world.dialogs:
                calls.answer(self._world, callee.login, dialog.id)
        return dialog.id

    def transfer(self, agent: str) -> None:
        """Whom the agent consults takes over the first call."""
        self._with_consult(agent, consults.transfer)

    def conference(self, agent: str) -> None:
        """Whom the agent consults joins the first call."""
        self._with_consult(agent, consults.conference)

    def transfer_blind(self, agent: str, number: str) -> None:
        """The agent's call rings at somebody else, who was not asked."""
        with self._changing():
            consults.transfer_blind(self._world, agent, number, self._call_of(agent).id)

    # outbound preview, and what is noted on a call ------------------------------------------------------------

    def offer_preview(self, agent: str, number: str, *, variables: Mapping[str, str] | None = None) -> str:
        """A campaign shows a customer to a ready agent. Gives the dialog's id."""
        with self._changing():
            return previews.offer(self._world, agent, number, variables or {}).id

    def accept_preview(self, agent: str) -> None:
        """The agent has the customer dialled, who answers."""
        self._with_call(agent, previews.accept)

    def decline_preview(self, agent: str) -> None:
        """The agent leaves the customer to somebody else."""
        self._with_call(agent, previews.decline)

    def set_variables(self, agent: str, variables: Mapping[str, str]) -> None:
        """Some variables of the agent's call are new."""
        with self._changing():
            notes.set_variables(self._world, agent, self._call_of(agent).id, variables)

    # supervisors ----------------------------------------------------------------------------------------------

    def listen(self, supervisor: str, extension: str) -> str:
        """A supervisor who is not ready begins to hear the agent on this extension. Gives the monitor dialog's id."""
        with self._changing():
            return listening.listen(self._world, supervisor, extension).id

    def barge_in(self, supervisor: str) -> None:
        """The supervisor steps into the call that they hear."""
        with self._changing():
            monitor = self._call_of(supervisor)
            extension = self._world.users[monitor.monitors].extension if monitor.monitors else ""
            barging.barge_in(self._world, supervisor, extension, monitor.id)

    # inside ---------------------------------------------------------------------------------------------------

    @contextmanager
    def _changing(self) -> Iterator[None]:
        with self._lock:
            try:
                yield
            finally:
                self._post(self._gc.publish())

    def _call_of(self, agent: str) -> Dialog:
        dialog = self._world.call_of(agent)
        if dialog is None:
            raise ValueError(f"{agent} is on no call")
        return dialog

    def _with_call(self, agent: str, move: Callable[[Finesse, str, str], object]) -> None:
        with self._changing():
            move(self._world, agent, self._call_of(agent).id)

    def _with_consult(self, agent: str, move: Callable[[Finesse, str, str, str], object]) -> None:
        with self._changing():
            main, _, other = consults.outstanding(self._world, agent)
            move(self._world, agent, other.address, main.id)

    def _post(self, said: list[Outgoing]) -> None:
        for event in said:
            headers = {"correlation-id": event.correlation} if event.correlation else {}
            headers["timestamp"] = str(round(self._world.now().timestamp() * 1000))  # a JMS sender's own clock
            self._outbox.put(TOPIC + event.topic, event.body.encode(), headers)
