"""The Generic Connector itself, without a wire: a command goes in, what is said to whose topic comes out.

Open, answered with an Error GENERAL_ERROR: callbacks, reclassifying, skill groups, the list of supervisors.
"""

from . import agent_calls, agents, events, handshake, supervisors
from .asked import Asked, Handler, ReLogin
from .finesse import Finesse
from .happenings import ConferenceChanged, DialogChanged, UserChanged
from .mishaps import ALL_WELL, Mishap
from .model import Refused, State, User
from .sessions import Session, Sessions
from .wire import Command, Outgoing, Settings

HANDLERS: dict[str, Handler] = {**handshake.HANDLERS, **agents.HANDLERS, **agent_calls.HANDLERS, **supervisors.HANDLERS}
BEGIN_A_DIALOG = ("makecall", "consultcall", "silentmonitor", "bargein")
ALWAYS = ("hello", "beat")  # all that is answered while Finesse is away
OPEN = frozenset(
    {"reclassifycall", "shcedulecallback", "updatecallback", "cancelshcedulecallback", "getskillgropu", "getsupervisor"}
)


class GenericConnector:
    """One GC in front of one Finesse. Not thread-safe."""

    def __init__(self, world: Finesse, settings: Settings) -> None:
        self.world = world
        self.settings = settings
        self.sessions = Sessions()
        self.in_service = True
        self.not_known: list[str] = []  # names of commands that no guide lists
        self._said: list[Outgoing] = []

    def handle(self, command: Command, mishap: Mishap = ALL_WELL) -> list[Outgoing]:
        """Carries out one command, or does with it what the mishap wants (but its delay, which is the caller's)."""
        if mishap.silent or (not self.in_service and command.name not in ALWAYS):
            return []  # out of service "GC will stop receiving further commands"
        asked = Asked(gc=self, command=command)
        try:
            if mishap.error:
                raise Refused(mishap.error)
            if mishap.cause:
                self._fail(asked, mishap.cause)
            else:
                self._carry_out(asked)
        except Refused as refused:
            asked.answer(events.error(command.target, refused.code))
        except ReLogin:
            asked.answer(events.re_login(command.target))
        self._publish(asked)
        return self._take()

    def publish(self) -> list[Outgoing]:
        """What there is to say since the last word, without a command."""
        self._publish(None)
        return self._take()

    def set_in_service(self, in_service: bool) -> list[Outgoing]:
        """Finesse is lost or is back: every destination is told; back, every held user's calls too (DialogStatus)."""
        self._publish(None)
        self.in_service = in_service
        for topic in sorted(self.sessions.destinations):
            self.say(topic, handshake.system_status(self))
        for session in self.sessions if in_service else ():
            if self.world.users[session.login].signed_in:
                dialogs = self.world.dialogs.of(session.login)
                self.say(session.topic, events.dialog_status(session.login, dialogs, self.settings))
            else:
                self.sessions.drop(session.login)
        return self._take()

    def invalidate(self, login: str) -> list[Outgoing]:
        """The session ends because its user connects from elsewhere; the older destination is told."""
        self._invalidate(login)
        return self._take()

    def hold(self, login: str, topic: str) -> None:
        """Holds a user for a destination, an older one losing them (SESSION_INVALIDATED)."""
        session = self.sessions.get(login)
        if session and session.topic != topic:
            self._invalidate(login)
        self.sessions.hold(login, topic)

    def say(self, topic: str, body: str, correlation: str = "") -> None:
        """Puts one event among what is to be said."""
        self._said.append(Outgoing(topic=topic, body=body, correlation=correlation))

    def _carry_out(self, asked: Asked) -> None:
        name = asked.command.name
        if name in HANDLERS:
            HANDLERS[name](asked)
        elif name in OPEN:
            raise Refused("GENERAL_ERROR")
        else:
            self.not_known.append(name)

    def _fail(self, asked: Asked, cause: str) -> None:
        """Finesse accepted it (202) and says later that it came to nothing: of a new dialog, or of the one named."""
        user, name = asked.as_self(), asked.command.name
        named = [dialog_id for dialog_id in asked.command.arguments if dialog_id in self.world.dialogs]
        dialog_id = named[0] if named and name not in BEGIN_A_DIALOG else self.world.dialogs.next_id()
        self._tell(user.login, events.failed(user, dialog_id, cause, is_consult=name == "consultcall"), None)

    def _invalidate(self, login: str) -> None:
        session = self.sessions.get(login)
        if session:
            self.say(session.topic, events.error(login, "SESSION_INVALIDATED"))
            self.say(session.topic, events.logged_out(login))
            self.sessions.drop(login)

    def _publish(self, asked: Asked | None) -> None:
        for happening in self.world.drain():
            if not self.in_service:
                continue  # GC hears nothing of Finesse
            match happening:
                case UserChanged(user=user):
                    self._tell_state(user, asked)
                case DialogChanged(login=login, dialog=dialog, failure=failure):
                    body = events.call(self.world.users[login], dialog, failure, self.settings)
                    self._tell(login, body, asked)
                case ConferenceChanged(login=login, addresses=addresses):
                    self._tell(login, events.conference_participants(login, addresses), asked)
        if asked and asked.owes_state_of and not asked.state_told:
            asked.answer_state(self.world.users[asked.owes_state_of])
        if asked and asked.after_state:
            asked.answer(asked.after_state)

    def _tell(self, login: str, body: str, asked: Asked | None) -> None:
        session = self.sessions.get(login)
        if session:
            self.say(session.topic, body, _correlation(asked, session, login))

    def _tell_state(self, user: User, asked: Asked | None) -> None:
        for session in self.sessions:
            if session.login == user.login or user.team in session.teams:
                correlation = _correlation(asked, session, user.login)
                self.say(session.topic, events.state(session.login, user, self.world, self.settings), correlation)
                if asked and session.topic == asked.topic and user.login == asked.owes_state_of:
                    asked.state_told = True
        if user.state is State.LOGOUT:
            self.sessions.drop(user.login)

    def _take(self) -> list[Outgoing]:
        said, self._said = self._said, []
        return said


def _correlation(asked: Asked | None, session: Session, login: str) -> str:
    """The command's correlation id for what it brought about, at the destination that it came from."""
    if asked and session.topic == asked.topic and login == asked.command.target:
        return asked.command.correlation
    return ""
