"""What a person wants, as a row of `AskedCommand`; what of it lasts, and what is to follow when it comes true."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from cti_bridge.connector import Action
from cti_bridge.floor.commands import CALL_SECONDS, BargeIn, Command, DropParticipant, SignIn, source_for, subject_of
from cti_bridge.floor.model import AgentId, CallId
from dashboard.models import AskedCommand
from dashboard.secrets import seal
from dashboard.store.desk import own_rows_of
from dashboard.store.orders import action_of, is_own, parameters_of

_PASSING = ("address", "then_address", "comment")  # may be about a customer: only as long as it is needed


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A command with whom it concerns: `team` is the agent's; a person's own sign-in has none.

    `seen` is what the person saw when asking (state, since, call, age of the word). `then_drop` makes an intercept
    of a BargeIn: when that came true, the participant with this address (the agent's own) is dropped.
    """

    command: Command
    team: str = ""
    seen: Mapping[str, object] = field(default_factory=dict)
    then_drop: str = field(default="", repr=False)

    def __post_init__(self) -> None:
        """A wish that nobody could be shown, or that cannot be followed, is a fault of its maker."""
        if not self.team and not is_own(self.command):
            raise ValueError("whose agent is this? a command about an agent needs the team")
        if self.then_drop and not isinstance(self.command, BargeIn):
            raise ValueError("only who barged in can drop somebody then")


def row_of(wish: Wish, *, person: int, why: str, batch: UUID | None, at: datetime) -> AskedCommand:
    """The row of a wish of a person's; not saved."""
    command = wish.command
    then = {"then": "drop", "then_address": wish.then_drop} if wish.then_drop else {}
    return AskedCommand(
        id=command.id,
        action=Action.INTERCEPT if then else action_of(command),
        source=source_for(command),
        subject=subject_of(command),
        team=wish.team or own_rows_of(person),
        person=person,
        parameters=parameters_of(command) | then,
        secret=seal(command.password) if isinstance(command, SignIn) and command.password else "",
        why=why,
        seen=dict(wish.seen),
        batch=batch,
        asked_at=at,
        deadline=command.deadline,
    )


def lasting(parameters: Mapping[str, Any]) -> dict[str, Any]:
    """What of a settled command's parameters is kept: no address, which may be a customer's number."""
    return {name: value for name, value in parameters.items() if name not in _PASSING}


def then_asked(first: AskedCommand, parameters: Mapping[str, Any], *, call: str, at: datetime) -> AskedCommand | None:
    """What is asked now that a command with these parameters came true in `call`; not saved. None: nothing follows.

    Its time runs from the first one's deadline at the latest: what came true long ago, and could not be written before,
    drops nobody any more.
    """
    if parameters.get("then") != "drop" or not call:
        return None
    drop = DropParticipant(
        id=uuid4(),
        sign_in=AgentId(parameters["sign_in"]),
        agent=AgentId(first.subject),
        call=CallId(call),
        address=parameters["then_address"],
        deadline=min(at, first.deadline) + timedelta(seconds=CALL_SECONDS),
    )
    return row_of(Wish(command=drop, team=first.team), person=first.person, why=first.why, batch=first.batch, at=at)
