"""Asks a system for what the floor is made of, and remembers what has not come: teams, queues, reason codes."""

from collections.abc import Callable, Collection
from datetime import timedelta

from cti_bridge.connectors.generic_connector.commands import command
from cti_bridge.connectors.generic_connector.link import OUR_TIME_TO_LIVE, Link
from cti_bridge.connectors.generic_connector.requests import Request, Requests
from cti_bridge.connectors.generic_connector.sign_ins import Held
from cti_bridge.connectors.generic_connector.site import Site
from cti_bridge.connectors.generic_connector.spellings import Verb
from cti_bridge.connectors.generic_connector.turns import Turns
from cti_bridge.floor.model import Team, TeamId

ANSWER_WITHIN = 5.0  # seconds
REASONS_WITHIN = 3.0
QUEUES_EVERY = 10.0  # Finesse itself looks no more often (finesse.md 3.7)
REASONS_EVERY = 300.0  # nobody tells when they change
TEAMS_AT_MOST_EVERY = 5.0  # when a stranger's state came
STRANGER_AGAIN_AFTER = 60.0
MISSING_AGAIN_AFTER = 15.0

REASONS = {
    Verb.NOT_READY_REASONS: "Reasons for not ready",
    Verb.LOGOUT_REASONS: "Reasons for signing out",
    Verb.WRAP_UP_REASONS: "Reasons for wrap-up",
}
OF_THE_FLOOR = (Verb.GET_TEAM_USERS, Verb.GET_QUEUES, *REASONS)


class Asking:
    """The open questions of one connection, and when to ask again."""

    def __init__(self, link: Link, site: Site, clock: Callable[[], float], *, single_sign_on: bool) -> None:
        self.open = Requests()
        self.turns = Turns()
        self.teams: dict[TeamId, tuple[Team, Held]] = {}  # each asked for by one feed, though several may see it
        self._link, self._site = link, site
        self._clock = clock
        self._sso = ("SSO",) if single_sign_on else ()
        self._reasons_at = clock()
        self._queues_at = clock() + QUEUES_EVERY
        self._teams_asked_at = clock()
        self._strangers: dict[str, float] = {}
        self._wanted: set[TeamId] = set()

    def sign_in(self, held: Held, request: Request | None = None, time_to_live: timedelta = OUR_TIME_TO_LIVE) -> None:
        """Connect and Login. Raises CommandRefused for what the protocol cannot carry."""
        held.tried_at, held.is_in = self._clock(), False
        login, password = held.login, held.password
        both = (
            command(Verb.CONNECT, login, self._link.destination, password, *self._sso),
            command(Verb.LOGIN, login, password, held.extension),
        )
        request = request or Request(Verb.LOGIN, login, self._clock() + ANSWER_WITHIN)
        self.open.put(request, *[self._link.say(c, time_to_live) for c in both])

    def floor(self, held: Held) -> None:
        """All that a feed can tell."""
        for team in held.teams:
            _, by = self.teams.get(team.id, (team, held))
            if by is held or not by.is_in:
                self.teams[team.id] = (team, held)
                self.team(team, held)
        self._ask(Verb.GET_QUEUES, held)
        self._reasons_if_due(held)

    def team(self, team: Team, held: Held) -> None:
        """One team's members, whose states are told from then on. Perhaps after others; not while in doubt."""
        id_ = team.id.partition(":")[2]
        asked = self.open.open(Verb.GET_TEAM_USERS)
        if any(r.about == id_ for r in asked) or self.turns.in_doubt(held.login, self._clock()):
            return
        if self.turns.one_by_one and any(r.login == held.login for r in asked):
            self.turns.waiting[team.id] = None
        else:
            self._ask(Verb.GET_TEAM_USERS, held, id_, "true", about=id_)

    def next_teams(self) -> None:
        """Asks about the teams whose turn has come."""
        waiting, self.turns.waiting = self.turns.waiting, {}
        for id_ in waiting:
            team, held = self.teams[id_]
            if held.is_in:
                self.team(team, held)

    def team_told(self, correlation_id: str, login: str) -> Team | None:
        """The team whose list came, by the question it answers; None when that is not certain."""
        if not correlation_id:
            self.turns.heard_list_without_id()
            asked = [r for r in self.open.open(Verb.GET_TEAM_USERS) if r.login == login]
            if len(asked) > 1:
                for one in asked:
                    self.open.drop(one)
                    self.team_silent(one)
            if self.turns.in_doubt(login, self._clock()):
                return None
        request = self.open.answered(correlation_id, login, Verb.GET_TEAM_USERS)
        return None if request is None else self.teams[self._site.team(request.about)][0]

    def team_silent(self, request: Request) -> None:
        """A team's list did not come in time."""
        self.turns.silent(self._site.team(request.about), request.login, self._clock())

    def dialog(self, login: str, dialog: str) -> None:
        """Whether a login still has this call: a DialogState answers, or an error."""
        request = Request(Verb.GET_DIALOG_STATE, login, self._clock() + ANSWER_WITHIN, dialog)
        self.open.put(request, self._link.say(command(Verb.GET_DIALOG_STATE, login, dialog)))

    def hand_over(self, feed: Held, others: Collection[Held]) -> list[TeamId]:
        """A feed is out: another that supervises its teams asks for them, and is told of their states from then on.

        Returns the teams that no other has.
        """
        nobodys = []
        for id_, (team, by) in self.teams.items():
            heir = next((h for h in others if team in h.teams), None)
            if by is feed and heir is None:
                nobodys.append(id_)
            elif by is feed and heir is not None:
                self.teams[id_] = (team, heir)
                self.team(team, heir)
        return nobodys

    def about_stranger(self, login: str) -> None:
        """Somebody in no list changed state: all teams are asked again, soon, and not for the same one at once."""
        at = self._clock()
        if at < self._strangers.get(login, at):
            return
        if len(self._strangers) > 10_000:
            self._strangers.clear()
        self._strangers[login] = at + STRANGER_AGAIN_AFTER
        self._wanted |= self.teams.keys()

    def again(self, known: Collection[TeamId]) -> None:
        """Asks again for what is due: queues, teams with strangers, teams that did not answer."""
        at = self._clock()
        if at >= self._queues_at:
            self._queues_at = at + QUEUES_EVERY
            for held in {id(h): h for _, h in self.teams.values() if h.is_in}.values():
                if not any(r.login == held.login for r in self.open.open(Verb.GET_QUEUES)):
                    self._ask(Verb.GET_QUEUES, held)
                self._reasons_if_due(held)
        if at >= self._teams_at:
            due = self._wanted | (self.teams.keys() - set(known))
            for id_ in sorted(due, key=lambda i: (self.turns.silent_since(i), i)):
                team, held = self.teams[id_]
                if held.is_in:
                    self.team(team, held)
            self._wanted.clear()
            self._teams_asked_at = at

    def next_at(self) -> float:
        """When something is due again."""
        return min(self._queues_at, self._teams_at)

    def forget(self) -> None:
        """The floor is to be asked for anew."""
        for request in self.open.open(*OF_THE_FLOOR, Verb.LOGIN):
            if request.answer is None:
                self.open.drop(request)
            if request.verb is Verb.GET_TEAM_USERS:
                self.team_silent(request)  # its answer may still come
        self.turns.waiting.clear()
        self.teams.clear()
        self._wanted.clear()
        self._reasons_at = self._clock()

    @property
    def _teams_at(self) -> float:
        return self._teams_asked_at + (TEAMS_AT_MOST_EVERY if self._wanted else MISSING_AGAIN_AFTER)

    def _reasons_if_due(self, held: Held) -> None:
        if self._clock() < self._reasons_at:
            return
        self._reasons_at = self._clock() + REASONS_EVERY
        for verb in REASONS:
            self._ask(verb, held, within=REASONS_WITHIN)

    def _ask(self, verb: Verb, held: Held, *arguments: str, about: str = "", within: float = ANSWER_WITHIN) -> None:
        request = Request(verb, held.login, self._clock() + within, about)
        self.open.put(request, self._link.say(command(verb, held.login, *arguments), _ttl(within)))


def _ttl(within: float) -> timedelta:
    return min(OUR_TIME_TO_LIVE, timedelta(seconds=within))
