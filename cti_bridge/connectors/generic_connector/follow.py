"""One connection's life: greet, sign in, load, follow. Fed with frames and with the time; fills `out` with events."""

from collections.abc import Callable, Sequence
from enum import Enum, auto
from typing import assert_never

from cti_bridge.complaints import Complaints
from cti_bridge.connector import Clock
from cti_bridge.connectors.generic_connector.admission import Admission
from cti_bridge.connectors.generic_connector.all_calls import AllCalls
from cti_bridge.connectors.generic_connector.asked import Asked
from cti_bridge.connectors.generic_connector.asking import Asking
from cti_bridge.connectors.generic_connector.codec import parse
from cti_bridge.connectors.generic_connector.health import Health
from cti_bridge.connectors.generic_connector.hearing import Hearing
from cti_bridge.connectors.generic_connector.link import Link
from cti_bridge.connectors.generic_connector.loading import Loading
from cti_bridge.connectors.generic_connector.messages import (
    AgentInfo,
    AgentsList,
    CallbackMessage,
    CallbackScheduled,
    ConferenceParticipants,
    Control,
    Dialog,
    DialogStatus,
    Error,
    Message,
    QueueList,
    ReasonCodes,
    Reconnect,
    Records,
    ReLogin,
    State,
    SystemStatus,
    TeamInfo,
    TeamMemberStateChanged,
    TeamUsersList,
)
from cti_bridge.connectors.generic_connector.roster import Roster
from cti_bridge.connectors.generic_connector.sign_ins import SignIns
from cti_bridge.connectors.generic_connector.site import Site
from cti_bridge.connectors.generic_connector.spellings import Verb
from cti_bridge.errors import BadMessage
from cti_bridge.floor.events import Event, SignInChanged
from cti_bridge.transports.stomp import Frame

RECONNECT_AT_MOST_EVERY = 5.0  # seconds
LOOK_AGAIN = 1.0  # seconds at most between two looks at the clock
BREATH = 0.01  # and at least


class Phase(Enum):
    """How far a connection has come."""

    GREETING = auto()
    LOADING = auto()
    FOLLOWING = auto()


class Follow:
    """What one connection knows and waits for. Fatal and Retryable leave through `take` and `look`."""

    def __init__(
        self,
        link: Link,
        site: Site,
        sign_ins: SignIns,
        complaints: Complaints,
        *,
        single_sign_on: bool,
        now: Clock,
        clock: Callable[[], float],
        calls: AllCalls,
        before: Roster | None = None,
    ) -> None:
        self.out: list[Event] = []
        self.asking = Asking(link, site, clock, single_sign_on=single_sign_on)
        self._link, self._site, self._sign_ins, self._complaints = link, site, sign_ins, complaints
        self._clock = clock
        self.hearing = Hearing(site, self.asking, sign_ins, complaints, self.out, now, before, calls)
        self.asked = Asked(link, self.asking, sign_ins, self.hearing, site, now, clock)
        self._loading = Loading(self.asking, sign_ins, self.hearing)
        self._admission = Admission(sign_ins, self.asking, site, self._tell_sign_in, self.hearing, now, clock)
        self.health = Health(link, site.source, complaints, self.out, now, clock)
        self._phase = Phase.GREETING
        self._reconnected_at = float("-inf")

    @property
    def is_live(self) -> bool:
        """Whether a command may be sent now."""
        return self._phase is Phase.FOLLOWING and not self.health.is_stale

    def drain(self) -> list[Event]:
        """What happened since the last call."""
        events = self.out[:]
        self.out.clear()
        return events

    def pause(self) -> float:
        """Seconds until the clock must be looked at again."""
        at = self._clock()
        due = self.health.next_at()
        if self._phase is Phase.FOLLOWING:
            due = min(due, self.asking.next_at(), self._admission.next_at(), self.hearing.calls.told.next_at())
        return min(LOOK_AGAIN, max(BREATH, due - at))

    def forget_unanswered_sign_ins(self) -> None:
        """The line ends: whoever pressed "Sign me in" and had no answer is told `lost`, and not signed in later."""
        for request in self.asking.open.open(Verb.LOGIN):
            held = self._sign_ins.get(request.login)
            if request.answer is not None and held is not None and not held.is_in:
                held.stop()

    # -- time --------------------------------------------------------------------------------------------------------

    def look(self) -> None:
        """Does what the clock asks for."""
        at = self._clock()
        self.health.look(is_greeting=self._phase is Phase.GREETING)
        for request in self.asking.open.overdue(at):
            if request.verb is Verb.LOGIN:
                self._admission.unanswered(request)
            elif request.verb is Verb.GET_TEAM_USERS:
                self.asking.team_silent(request)
        self.asking.next_teams()
        match self._phase:
            case Phase.LOADING:
                self._load_if_whole()
            case Phase.FOLLOWING:
                self.asking.again(self.hearing.roster.teams)
                self._admission.again()
                self.hearing.look(at)
                self.health.note(self._loading.note())
            case Phase.GREETING:
                pass

    # -- frames ------------------------------------------------------------------------------------------------------

    def take(self, frames: Sequence[Frame]) -> None:
        """Reads what came. A frame that cannot be read is counted and skipped."""
        for frame in frames:
            if self.health.is_echo(frame):
                continue
            if frame.correlation_id:
                self.asking.turns.heard_id()
            try:
                message = parse(frame.body, binary=frame.binary)
            except BadMessage as bad:
                self._complaints.add(bad)
                continue
            self._hear(message, frame)

    def _hear(self, message: Message, frame: Frame) -> None:
        match message:
            case SystemStatus():
                self.health.measure(frame)
                self._hear_status(message)
            case Reconnect():
                self._hear_reconnect(message)
            case Error():
                self._hear_error(message, frame.correlation_id)
            case _ if self._phase is Phase.GREETING:
                pass  # what a session before this one asked for
            case AgentInfo():
                self._admission.heard_info(message)
            case ReLogin():
                request = self.asking.open.refused(frame.correlation_id, message.login)
                self._admission.heard_re_login(message, request)
            case TeamUsersList():
                self.hearing.team(message, frame.correlation_id)
            case QueueList():
                self.hearing.queues(message, frame.correlation_id)
            case ReasonCodes():
                self.hearing.reasons(message, frame.correlation_id)
            case State():
                self._hear_state(message, frame.correlation_id)
            case Dialog():
                if self.asked.heard_dialog(message, frame.correlation_id):
                    self.hearing.happened(message)
            case DialogStatus() | ConferenceParticipants():
                self.hearing.happened(message)
            case (
                CallbackScheduled()
                | AgentsList()
                | TeamInfo()
                | TeamMemberStateChanged()
                | Control()
                | CallbackMessage()
                | Records()
            ):
                pass  # understood, and not for the floor
            case _:
                assert_never(message)

    # -- the system's health -------------------------------------------------------------------------------------------

    def _hear_status(self, message: SystemStatus) -> None:
        if not message.in_service:
            self._phase = Phase.GREETING
            self.health.out_of_service()
        else:
            self.health.in_service(is_following=self._phase is Phase.FOLLOWING)
            if self._phase is Phase.GREETING:
                self._load()
        if self._phase is not Phase.LOADING:  # the load comes first
            self.health.heard()

    def _hear_reconnect(self, message: Reconnect) -> None:
        if message.destination != self._link.destination or self._phase is Phase.GREETING:
            return
        self.health.in_service(is_following=False)
        at = self._clock()
        if at - self._reconnected_at < RECONNECT_AT_MOST_EVERY:
            return  # the answer to a Beat that our Connect overtook
        self._reconnected_at = at
        self.health.forgot_us()
        self._load()

    def _tell_sign_in(self, event: SignInChanged) -> None:
        if self._phase is Phase.FOLLOWING:
            self.out.append(event)  # before that, the load tells all of them

    # -- loading -----------------------------------------------------------------------------------------------------

    def _load(self) -> None:
        self._phase = Phase.LOADING
        self._loading.begin()
        self._admission.all()

    def _load_if_whole(self) -> None:
        if not self._loading.is_whole():
            return
        self._phase = Phase.FOLLOWING
        self.hearing.loaded(self._clock())
        self.out += [h.told() for h in self._sign_ins.all()]
        self.health.loaded()
        self.health.note(self._loading.note())

    # -- answers -----------------------------------------------------------------------------------------------------

    def _hear_state(self, message: State, correlation_id: str) -> None:
        ours = self._admission.heard_state(message)
        self.asked.heard_state(message, correlation_id)
        if not ours or self._site.agent(message.subject) in self.hearing.roster.agents:
            self.hearing.happened(message)

    def _hear_error(self, message: Error, correlation_id: str) -> None:
        request = self.asking.open.refused(correlation_id, message.about)
        if not self._admission.heard_error(message.about, message.code, request) and request is not None:
            self.asked.refused(request, message)
