"""The feed's connection from LoggedOn on: what is asked, when the floor is whole, what is told.

Fed with messages and with the time; fills `out` with events and `asks` with commands. Does no I/O.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import assert_never

from cti_bridge.complaints import Complaints
from cti_bridge.connector import Clock
from cti_bridge.connectors.xuc.agent_logins import AgentLogins
from cti_bridge.connectors.xuc.commands import Command, GetAgentStates, GetList, SubscribeToAgentEvents
from cti_bridge.connectors.xuc.hearing import Hearing
from cti_bridge.connectors.xuc.history import History
from cti_bridge.connectors.xuc.messages import (
    AgentError,
    AgentGroupList,
    AgentList,
    AgentStateEvent,
    CallHistory,
    CurrentCallsPhoneEvents,
    Error,
    Heard,
    Keepalive,
    LoggedOn,
    LoggedOnError,
    OfAgents,
    OfCallbacks,
    OfQueues,
    PhoneEvent,
    QueueList,
    QueueMemberList,
    RightProfile,
    Unknown,
    Unread,
    UserConfigUpdate,
    UsersStatuses,
    UserStatusUpdate,
)
from cti_bridge.connectors.xuc.sign_ins import Held, SignIns
from cti_bridge.connectors.xuc.site import Site, number_of
from cti_bridge.errors import BadMessage, Retryable
from cti_bridge.floor.events import Event, SignInChanged, SourceHeard
from cti_bridge.floor.model import Agent, Call

# The order of the vendor's own supervisor client (xuc.md 1.8); the rest follows the lists (hearing.py).
START_UP: tuple[Command, ...] = (
    GetList(object_type="queue"),
    GetList(object_type="agent"),
    GetList(object_type="queuemember"),
    GetList(object_type="basequeuemember"),
    GetList(object_type="agentgroup"),
    GetAgentStates(),
    SubscribeToAgentEvents(),
)
LISTS_WITHIN = 15.0  # seconds: without them there is no floor
STATES_WITHIN = 8.0  # seconds after the lists: who has none by then is of unknown state
REST_WITHIN = 2.0  # seconds after the lists, for what can be done without: groups' names, defaults, statuses, callbacks
HEARD_EVERY = 1.0  # seconds between two words that the system is there

NO_LIST = {
    "agents": "XiVO did not send its agents.",
    "queues": "XiVO did not send its queues.",
    "queue members": "XiVO did not send who serves which queue.",
}


class Follow:
    """What one connection knows and waits for. Retryable leaves through `look`."""

    def __init__(
        self,
        feed: Held,
        site: Site,
        sign_ins: SignIns,
        complaints: Complaints,
        *,
        now: Clock,
        clock: Callable[[], float],
        before: Mapping[int, Agent] | None = None,
    ) -> None:
        self.out: list[Event] = []
        self.asks: list[Command] = []
        self.hearing = Hearing(site, now, before)
        self.logins = AgentLogins(clock)
        self.history = History(site, clock)
        self.is_live = False
        self._feed, self._site, self._sign_ins, self._complaints = feed, site, sign_ins, complaints
        self._now, self._clock = now, clock
        self._began_at = clock()
        self._lists_at: float | None = None
        self._heard_at = float("-inf")
        self._stood: dict[str, Agent | None] = {}  # the own agent as each sign-in was told last

    def begin(self) -> None:
        """Signed on: everything is asked for."""
        self.asks += START_UP

    def drain(self) -> list[Event]:
        """What happened since the last call."""
        events, self.out = self.out, []
        return events

    # -- messages ----------------------------------------------------------------------------------------------------

    def take(self, messages: Iterable[Heard], *, is_heard: bool = True) -> None:
        """Reads what came, all of it, before anything is told: an agent who changed twice is told once.

        `is_heard`: something came on the feed's line, be it only what cannot be read.
        """
        for message in messages:
            self._hear(message)
        if not self.is_live:
            return
        self.out += self.hearing.tell()
        self._tell_sign_ins()
        at = self._clock()
        for sentence in self.hearing.in_vain() if at - self._began_at >= LISTS_WITHIN else ():
            self._complaints.say_once(sentence)
        if is_heard and at - self._heard_at >= HEARD_EVERY:
            self._heard_at = at
            self.out.append(self._heard())

    def _hear(self, message: Heard) -> None:
        if isinstance(message, OfAgents):
            self._hear_agents(message)
        elif isinstance(message, OfQueues):
            self._hear_queues(message)
        elif isinstance(message, OfCallbacks):
            self._skipped(getattr(message, "skipped", ()))
            self.hearing.of_callbacks(message)
        else:
            self._hear_rest(message)

    def _hear_agents(self, message: OfAgents) -> None:
        self.hearing.agents(message)
        match message:
            case AgentStateEvent():
                self.logins.heard_state(message)
            case AgentError():
                self.logins.heard_error(message)
            case AgentList() | AgentGroupList():
                self._skipped(message.skipped)
            case _:
                pass
        self.asks += self.hearing.follow_up(message, self._clock())

    def _hear_queues(self, message: OfQueues) -> None:
        self.hearing.of_queues(message)
        match message:
            case CallHistory():
                self._skipped(message.skipped)
                self.history.heard(message)
            case QueueList() | QueueMemberList():
                self._skipped(message.skipped)
            case _:
                pass
        self.asks += self.hearing.follow_up(message, self._clock())

    def _hear_rest(
        self,
        message: LoggedOn
        | LoggedOnError
        | Error
        | RightProfile
        | UserConfigUpdate
        | UserStatusUpdate
        | UsersStatuses
        | PhoneEvent
        | CurrentCallsPhoneEvents
        | Keepalive
        | Unread
        | Unknown,
    ) -> None:
        match message:
            case UsersStatuses():
                self._skipped(message.skipped)
                self.hearing.agents(message)
            case UserConfigUpdate():
                self._feed.is_agent(None if message.agent_id is None else self._site.agent(message.agent_id))
            case Error():
                self._complaints.add(BadMessage("XiVO reported an error of its own.", kind="Error"))
            case Unknown():
                self._complaints.add_unknown(message.name)
            case (
                LoggedOn()
                | LoggedOnError()
                | RightProfile()
                | UserStatusUpdate()
                | PhoneEvent()
                | CurrentCallsPhoneEvents()
                | Keepalive()
                | Unread()
            ):
                pass  # of the feed's own user and phone: not for the floor
            case _:
                assert_never(message)

    def _skipped(self, bad: Iterable[BadMessage]) -> None:
        for one in bad:
            self._complaints.add(one)

    # -- time --------------------------------------------------------------------------------------------------------

    def look(self, own_calls: Callable[[], tuple[Call, ...]]) -> None:
        """Tells the floor once it is whole. Raises Retryable when a list that it cannot do without does not come."""
        if self.is_live:
            return
        at = self._clock()
        missing = self.hearing.missing()
        if missing and at - self._began_at >= LISTS_WITHIN:
            raise Retryable(NO_LIST[missing[0]])
        if missing:
            return
        if self._lists_at is None:
            self._lists_at = at
        waited = at - self._lists_at
        has_states = self.hearing.staff.has_state_of_all() or waited >= STATES_WITHIN
        if self.hearing.is_complete() or (has_states and waited >= REST_WITHIN):
            self.is_live = True
            self.out.append(self.hearing.loaded(self._now(), own_calls()))
            self._tell_sign_ins()
            self.out += [held.told() for held in self._sign_ins.all()]
            self.out.append(self._heard())

    def _heard(self) -> SourceHeard:
        count, reason = self._complaints.count, self._complaints.reason
        return SourceHeard(source=self._site.source, at=self._now(), bad_frames=count, bad_frame_reason=reason)

    # -- our own sign-ins --------------------------------------------------------------------------------------------

    def own_agent(self, held: Held) -> Agent | None:
        """Who a sign-in's user is on the floor."""
        number = number_of(held.own.agent) if held.own.agent else None
        return self.hearing.staff.agents.get(number) if number is not None else None

    def tell(self, event: SignInChanged) -> None:
        """A sign-in changed: told with the load, or after it."""
        if self.is_live:
            self.out.append(event)

    def stands(self, held: Held) -> None:
        """A sign-in stands as its own agent does now."""
        agent = self._stood[held.login] = self.own_agent(held)
        self.tell(held.stands(agent))

    def _tell_sign_ins(self) -> None:
        """Own agents that changed change their sign-ins."""
        for held in self._sign_ins.all():
            if held.is_in and self._stood.get(held.login) is not self.own_agent(held):
                self.stands(held)
