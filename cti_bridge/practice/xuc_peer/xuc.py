"""The XUC itself, without its port: greets clients, carries out their commands, and tells all of what happened."""

from collections import Counter, deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from . import frames
from .asked import PING, Arguments, Asked, Misread, read
from .clients import Client, Clients, Topic
from .commands import COMMANDS
from .counters import Counters
from .happenings import AgentConfigured, CallersChanged, Happening, MemberChanged, StateChanged
from .model import ON_THE_PHONE
from .phone_commands import NOT_PRACTISED
from .phones import Later, Phones
from .settings import PingAnswer, Settings
from .telling import telling
from .world import World

MOST_RECEIVED = 100_000  # frames that are remembered


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """A frame that came, and by whose socket."""

    at: datetime
    login: str
    text: str
    command: str  # "" of a frame that is none


class Xuc:
    """One XUC in front of one world. Not thread-safe."""

    def __init__(self, world: World, settings: Settings, later: Later) -> None:
        self.world = world
        self.settings = settings
        self.clients = Clients()
        self.phones = Phones(world, settings, self._publishing(later))
        self.counters = Counters(world, settings)
        self.received: deque[Received] = deque(maxlen=MOST_RECEIVED)
        self.ignored: Counter[str] = Counter()  # how many of the next commands of a name pass unheard
        self.errors: dict[str, list[str]] = {}  # with which AgentErrors the next commands of a name are answered

    def greet(self, client: Client) -> None:
        """A client is in: what XUC sends unasked (xuc.md 1.3, 1.6)."""
        world, user = self.world, client.user
        self.clients.add(client)
        client.say(frames.message("LoggedOn", {}))
        if user.profile is not None:
            client.say(frames.message("RightProfile", {"profile": user.profile}))
        statuses = [frames.user_status(status) for status in world.statuses.values()]
        client.say(frames.message("UsersStatuses", statuses))
        client.say(frames.message("UserConfigUpdate", frames.user_config(user)))
        for agent in world.agents if self.settings.states_before_lists else ():
            client.say(frames.message("AgentStateEvent", frames.agent_state(world, agent)))

    def hear(self, client: Client, text: str) -> None:
        """Does what a frame asks for, and tells everybody what followed."""
        try:
            command, arguments = read(text)
        except Misread as error:
            self._remember(client, text, "")
            client.say(frames.error(str(error)))
            return
        self._remember(client, text, command)
        if self.ignored[command] > 0:
            self.ignored[command] -= 1
        elif self.errors.get(command):
            client.say(frames.message("AgentError", {"Error": self.errors[command].pop(0)}))
        elif command == PING:
            self._answer_ping(client)
        else:
            self._carry_out(client, command, arguments)
            self.publish()

    def publish(self) -> None:
        """Tells everybody what happened since the last time; counters follow by `publish_counters`."""
        while happened := self.world.drain():
            for happening in happened:
                self._notice(happening)
                for hears, told in telling(self.world, self.settings, happening):
                    for client in self.clients:
                        if hears(client):
                            for frame in told:
                                client.say(frame)

    def publish_counters(self) -> None:
        """Tells those who subscribed which counters of queues have changed."""
        for frame in self.counters.changes():
            for client in self._subscribed(Topic.QUEUE_STATISTICS):
                client.say(frame)

    def _carry_out(self, client: Client, command: str, arguments: Arguments) -> None:
        if command in NOT_PRACTISED:
            return
        deed = COMMANDS.get(command)
        if deed is None:
            client.say(frames.error("unknown command"))
            return
        asked = Asked(
            client=client,
            arguments=arguments,
            world=self.world,
            phones=self.phones,
            counters=self.counters,
            settings=self.settings,
        )
        try:
            deed(asked)
        except Misread as error:
            client.say(frames.error(str(error)))

    def _answer_ping(self, client: Client) -> None:
        match self.settings.ping_answer:
            case PingAnswer.ECHO:
                client.say(b'{"claz":"ping"}')
            case PingAnswer.EMPTY:
                client.say(b"{}")
            case PingAnswer.SILENCE:
                pass

    def _notice(self, happening: Happening) -> None:
        match happening:
            case StateChanged(agent=agent):
                self.counters.touch_agent(agent)
                if self.world.presences[agent].state not in ON_THE_PHONE:
                    self.phones.agent_is_off(agent)
            case AgentConfigured(agent=agent):
                self.counters.touch_agent(agent)
            case MemberChanged(queue=queue) | CallersChanged(queue=queue):
                self.counters.touch(queue)
            case _:
                pass

    def _subscribed(self, topic: Topic) -> Iterator[Client]:
        return (client for client in self.clients if topic in client.topics)

    def _remember(self, client: Client, text: str, command: str) -> None:
        self.received.append(Received(at=self.world.now(), login=client.user.login, text=text, command=command))

    def _publishing(self, later: Later) -> Later:
        def act_and_publish(seconds: float, act: Callable[[], None]) -> None:
            def due() -> None:
                act()
                self.publish()

            later(seconds, due)

        return act_and_publish
