"""The handles of `deeds.py`, turned from another process."""

from collections.abc import Mapping
from typing import cast

from .control_line import ControlLine


class ControlledDeeds(ControlLine):
    """What people do at the peer's Finesse."""

    def set_state(self, agent: str, state: str, reason: str = "") -> None:
        """Puts an agent into any Finesse state, from any."""
        self._do("set_state", agent=agent, state=state, reason=reason)

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
        """A call from outside for an agent. Gives the dialog's id."""
        kind = {"queue": queue, "call_type": call_type, "variables": variables, "answered": answered}
        return cast(str, self._do("start_call", agent=agent, from_number=from_number, **kind))

    def answer_call(self, agent: str) -> None:
        """The agent takes the call that rings."""
        self._do("answer_call", agent=agent)

    def hold_call(self, agent: str) -> None:
        """The agent puts the caller on hold."""
        self._do("hold_call", agent=agent)

    def retrieve_call(self, agent: str) -> None:
        """The agent takes the caller back."""
        self._do("retrieve_call", agent=agent)

    def end_call(self, agent: str) -> None:
        """The agent's call ends."""
        self._do("end_call", agent=agent)

    def end_wrap_up(self, agent: str) -> None:
        """The agent's wrap-up timer runs out."""
        self._do("end_wrap_up", agent=agent)

    def call_out(self, agent: str, number: str) -> str:
        """The agent calls a number outside, or a colleague's extension. Gives the dialog's id."""
        return cast(str, self._do("call_out", agent=agent, number=number))

    def hang_up(self, agent: str) -> None:
        """The agent leaves the call; with more than two in it, the others go on."""
        self._do("hang_up", agent=agent)

    def caller_hangs_up(self, agent: str) -> None:
        """Everybody outside leaves the agent's call."""
        self._do("caller_hangs_up", agent=agent)

    def consult(self, agent: str, number: str, *, answered: bool = True) -> str:
        """The agent's call waits while they ask somebody. Gives the second dialog's id."""
        return cast(str, self._do("consult", agent=agent, number=number, answered=answered))

    def transfer(self, agent: str) -> None:
        """Whom the agent consults takes over the first call."""
        self._do("transfer", agent=agent)

    def conference(self, agent: str) -> None:
        """Whom the agent consults joins the first call."""
        self._do("conference", agent=agent)

    def transfer_blind(self, agent: str, number: str) -> None:
        """The agent's call rings at somebody else, who was not asked."""
        self._do("transfer_blind", agent=agent, number=number)

    def offer_preview(self, agent: str, number: str, *, variables: Mapping[str, str] | None = None) -> str:
        """A campaign shows a customer to a ready agent. Gives the dialog's id."""
        return cast(str, self._do("offer_preview", agent=agent, number=number, variables=variables))

    def accept_preview(self, agent: str) -> None:
        """The agent has the customer dialled, who answers."""
        self._do("accept_preview", agent=agent)

    def decline_preview(self, agent: str) -> None:
        """The agent leaves the customer to somebody else."""
        self._do("decline_preview", agent=agent)

    def set_variables(self, agent: str, variables: Mapping[str, str]) -> None:
        """Some variables of the agent's call are new."""
        self._do("set_variables", agent=agent, variables=variables)

    def listen(self, supervisor: str, extension: str) -> str:
        """A supervisor begins to hear the agent on this extension. Gives the monitor dialog's id."""
        return cast(str, self._do("listen", supervisor=supervisor, extension=extension))

    def barge_in(self, supervisor: str) -> None:
        """The supervisor steps into the call that they hear."""
        self._do("barge_in", supervisor=supervisor)
