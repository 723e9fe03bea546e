"""A desk of Floorwalker's own people: who may sign in on a practice phone, and what they do there now."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from cti_bridge.floor.model import AgentId, AgentState, OwnSignIn
from cti_bridge.practice.reasons import Reason

if TYPE_CHECKING:
    from cti_bridge.practice.calls import PhoneCall
    from cti_bridge.practice.seats import Seat


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Who may sign in on a practice phone. A feed's account is signed in from the start, and stays so."""

    login: str
    extension: str = ""
    password: str = field(default="", repr=False)
    feed: bool = False
    agent: str = ""  # the login of the agent that its person is


@dataclass(slots=True, kw_only=True, eq=False)
class Desk:
    """What an account does since the simulated second `since`, on which phone, and in whose call."""

    id: AgentId
    account: Account
    extension: str
    state: AgentState = AgentState.SIGNED_OUT
    since: float = 0.0
    reason: Reason | None = None
    seat: "Seat | None" = None  # of the agent that its person is
    call: "PhoneCall | None" = None  # the one they listen to, or have barged into
    reason_before: Reason | None = None  # why they were not ready when that call began: so they are again after it

    def as_told(self, since: datetime) -> OwnSignIn:
        """The sign-in as the floor knows sign-ins."""
        return OwnSignIn(
            id=self.id,
            state=self.state,
            since=since,
            reason=self.reason.code if self.reason else "",
            reason_label=self.reason.label if self.reason else "",
            extension=self.extension,
            feed=self.account.feed,
            agent=self.seat.id if self.seat else None,
            note=f"There is no agent {self.account.agent} here." if self.account.agent and not self.seat else "",
        )
