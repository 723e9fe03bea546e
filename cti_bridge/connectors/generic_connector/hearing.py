"""What is said about the floor: teams, queues, reasons, states and calls are kept, and go out as events."""

from collections.abc import Iterable

from cti_bridge.complaints import Complaints
from cti_bridge.connector import Clock
from cti_bridge.connectors.generic_connector import mapping
from cti_bridge.connectors.generic_connector.all_calls import AllCalls
from cti_bridge.connectors.generic_connector.asking import REASONS, Asking
from cti_bridge.connectors.generic_connector.messages import (
    ConferenceParticipants,
    Dialog,
    DialogStatus,
    QueueList,
    ReasonCodes,
    State,
    TeamUsersList,
)
from cti_bridge.connectors.generic_connector.phones import Phones
from cti_bridge.connectors.generic_connector.roster import Roster
from cti_bridge.connectors.generic_connector.sign_ins import SignIns
from cti_bridge.connectors.generic_connector.site import Site
from cti_bridge.connectors.generic_connector.spellings import Verb
from cti_bridge.errors import BadMessage
from cti_bridge.floor.events import Event, FloorLoaded, ReasonCodesLoaded
from cti_bridge.floor.model import ReasonCategory, Team, TeamId

OnTheFloor = State | Dialog | DialogStatus | ConferenceParticipants


class Hearing:
    """The floor of one connection. Until it is `loaded` it only gathers."""

    def __init__(
        self,
        site: Site,
        asking: Asking,
        sign_ins: SignIns,
        complaints: Complaints,
        out: list[Event],
        now: Clock,
        before: Roster | None,
        calls: AllCalls,
    ) -> None:
        self.roster = Roster(site)
        self.calls = calls
        self.last_loaded = before  # of this connection, or one before it
        self.refused: dict[Verb, str] = {}  # what the system would not tell, in words
        self._is_loading = True
        self._site, self._asking, self._sign_ins, self._complaints = site, asking, sign_ins, complaints
        self._out, self._now = out, now
        self._held_back: list[OnTheFloor] = []  # what happened while the lists were on their way

    def begin(self) -> None:
        """All is to be told anew."""
        self.roster = Roster(self._site)
        self.refused.clear()
        self._held_back.clear()
        self.calls.begin()
        self._is_loading = True

    def loaded(self, at: float) -> None:
        """Tells all that was gathered; from now on, what changes. `at` is the session's own clock."""
        self._is_loading = False
        roster = self.roster
        teams = self._expected()
        if self.last_loaded is not None:
            roster.remember(self.last_loaded, teams.keys() - roster.teams.keys(), self._now())
        self.last_loaded = roster
        self.calls.gather(roster.agents.values())
        self._out.append(
            FloorLoaded(
                source=self._site.source,
                at=self._now(),
                teams=tuple((teams | roster.teams).values()),
                agents=tuple(roster.agents.values()),
                queues=roster.queues,
                calls=self.calls.loaded(at),
                reason_codes=tuple(c for codes in roster.reasons.values() for c in codes),
            )
        )
        for message in self._held_back:
            self.happened(message)
        self._held_back.clear()

    def missing(self) -> list[str]:
        """What a supervisor should know is not there, in words."""
        teams = [t.name for i, t in self._expected().items() if i not in self.roster.teams]
        return [f"No answer about team {name}." for name in teams] + [
            f"{_NAMES[verb]}: {said}" for verb, said in self.refused.items() if verb in _NAMES
        ]

    def team(self, message: TeamUsersList, correlation_id: str) -> None:
        """A team's members. Which team, only the question knows."""
        for bad in message.skipped:
            self._complaints.add(bad)
        team = self._asking.team_told(correlation_id, message.login)
        if team is not None:
            told = self.roster.put_team(team, message.users, self._now())
            self._tell(told)
            if not self._is_loading:
                self._out += self.calls.listed(told.agents, self.roster.agents, self._phones, self._now())

    def queues(self, message: QueueList, correlation_id: str) -> None:
        """The queues that a feed sees."""
        self._asking.open.answered(correlation_id, message.login, Verb.GET_QUEUES)
        held = self._sign_ins.get(message.login)
        if held is None or not held.feed:
            return
        self.refused.pop(Verb.GET_QUEUES, None)
        self._tell(self.roster.put_queues(message, self._now()))

    def reasons(self, message: ReasonCodes, correlation_id: str) -> None:
        """The reasons of one category."""
        of = mapping.category(message.category)
        if of is None:
            self._complaints.add(BadMessage("A ReasonCodes came of an unknown category.", kind="reason category"))
            return
        self._asking.open.answered(correlation_id, message.login, _ASKED_BY[of])
        codes = mapping.reason_codes(message, of, self._site)
        changed = self.roster.put_reasons(of, codes)
        self._tell(ReasonCodesLoaded(source=self._site.source, category=of, codes=codes))
        for event in changed:
            self._tell(event)

    def _expected(self) -> dict[TeamId, Team]:
        """The teams that should be told of: by a feed that is out too, as far as it ever said which."""
        of_feeds = {team.id: team for held in self._sign_ins.all() if held.feed for team in held.teams}
        return of_feeds | {id_: team for id_, (team, _) in self._asking.teams.items()}

    def lose_teams(self, teams: Iterable[TeamId]) -> None:
        """The only feed that told of these teams is out: what is known of their agents is known no more."""
        for team in teams:
            changed = self.roster.lose_team(team, self._now())
            if not self._is_loading:
                self._out += changed
                self._out += self.calls.stand(self.roster.agents[event.agent] for event in changed)

    def login_is_out(self, login: str) -> None:
        """One of our sign-ins is signed out: it hears of no call any more, nor of the end of one."""
        changed = self.calls.login_is_out(login, self._now())
        if not self._is_loading:
            self._out += changed

    def call_is_over(self, dialog: str, login: str) -> None:
        """The system says that one of our sign-ins has no such call."""
        changed = self.calls.over(self._site.call(dialog), login, self._now())
        if not self._is_loading:
            self._out += changed

    def look(self, at: float) -> None:
        """Tells which calls nobody has confirmed for too long."""
        self._out += self.calls.look(at, self._now())

    def happened(self, message: OnTheFloor) -> None:
        """A state or a call changed."""
        if self._is_loading:
            self._held_back.append(message)
            return
        now = self._now()
        match message:
            case State():
                self._state(message)
            case Dialog():
                self._out += self.calls.put(message, self._phones, now)
            case DialogStatus():
                self._out += self.calls.put_status(message, self._phones, now)
            case ConferenceParticipants():
                self._out += self.calls.put_participants(message, self._phones, now)

    def _state(self, message: State) -> None:
        changed = self.roster.put_state(message, self._now())
        if changed is not None:
            self._out.append(changed)
            self._out += self.calls.stand([self.roster.agents[changed.agent]], message.state)
        elif self._site.agent(message.subject) not in self.roster.agents and not self._sign_ins.get(message.subject):
            self._asking.about_stranger(message.subject)

    @property
    def _phones(self) -> Phones:
        return Phones(self._site, self._sign_ins, self.roster)

    def _tell(self, event: Event) -> None:
        if not self._is_loading:
            self._out.append(event)


_NAMES = {Verb.GET_QUEUES: "Queues", **REASONS}
_ASKED_BY = {
    ReasonCategory.NOT_READY: Verb.NOT_READY_REASONS,
    ReasonCategory.SIGN_OUT: Verb.LOGOUT_REASONS,
    ReasonCategory.WRAP_UP: Verb.WRAP_UP_REASONS,
}
