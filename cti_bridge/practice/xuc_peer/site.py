"""A ready-made site: three groups of agents, their supervisors, six queues, statuses, callbacks and past calls."""

from random import Random

from cti_bridge.practice.names import different_names

from .model import Agent, Group, Queue, State, User, UserStatus
from .site_work import give_callbacks, give_history
from .world import Clock, World

GROUPS = (
    Group(id=1, name="Orders"),
    Group(id=2, name="Travel"),
    Group(id=5, name="After sales"),
)
SUPERVISORS = Group(id=6, name="Supervisors")  # their own agents; nobody supervises them
QUEUES = (
    Queue(id=3, name="orders", display_name="Orders", number="3003"),
    Queue(id=8, name="blue", display_name="Blue card line", number="3008"),
    Queue(id=9, name="black", display_name="Black card line", number="3009"),
    Queue(id=11, name="travels", display_name="Travels", number="3011"),
    Queue(id=14, name="returns", display_name="Returns", number="3014"),
    Queue(id=170, name="vip", display_name="Important customers", number="3170"),
)
STATUSES = (
    UserStatus(name="available", label="Available", color="#08FD20", action="queueunpause_all"),
    UserStatus(name="lunch", label="At lunch", color="#FFA500", action="queuepause_all"),
    UserStatus(name="break", label="Short break", color="#FFCC33", action="queuepause_all"),
    UserStatus(name="meeting", label="Team meeting", color="#FF0008", action="queuepause_all"),
    UserStatus(name="away", label="Away from the desk", color="#9E9E9E"),
)
# The queues of each group's agents; a penalty is added to the second by turns.
SERVED = {1: (3, 14), 2: (11, 8), 5: (14, 9)}
THE_FIRST = "Anna Keller"  # who works at the Generic Connector peer's site too, as 1001
FIRST_AGENT = 19  # agents have the ids 19 …, the numbers 2001 … and the phones 1001 …
USER_OFFSET = 167  # an agent's user id is another number (the vendor's page, Membership)
SAMS_AGENT, LEAS_AGENT = 7, 8
SPARE_PHONES = ("9000", "9003", "9004")  # known lines of nobody; the first is the feed's
BOSS = "Supervisor"  # a right profile


def a_site(*, clock: Clock, agents: int = 24, queues: int = 6, signed_in: bool = True) -> World:
    """Groups 1, 2 and 5 by turns with their agents, all ready on their own phones (or signed out).

    Everybody's password is `pw-<login>`. Agents' users are `agent19` …; Sam (`sam`, phone 9001) and Lea (`lea`, 9002)
    are the agents 7 and 8 of group 6, signed out; the feed (`feed`, 9000) is no agent. Anna Keller, 19, is the first.
    Beyond six queues, further ones have the ids 201 …, and every agent serves some of them.
    """
    everyone = [_agent(index, name) for index, name in enumerate(_names(agents))]
    sam = Agent(id=SAMS_AGENT, user_id=174, first="Sam", last="Supervisor", number="2901", phone="9001", group=6)
    lea = Agent(id=LEAS_AGENT, user_id=175, first="Lea", last="Leader", number="2902", phone="9002", group=6)
    feed = User(login="feed", password="pw-feed", id=173, first="Floor", last="Feed", phone="9000")  # noqa: S106
    users = [_user_of(agent, f"agent{agent.id}") for agent in everyone]
    world = World(
        clock=clock,
        groups=(*GROUPS, SUPERVISORS),
        agents=(sam, lea, *everyone),
        queues=(*QUEUES, *(_further_queue(index) for index in range(queues - len(QUEUES)))),
        statuses=STATUSES,
        users=(feed, _user_of(sam, "sam", BOSS), _user_of(lea, "lea", BOSS), *users),
        phones={agent.phone for agent in (sam, lea, *everyone)} | set(SPARE_PHONES),
    )
    for index, agent in enumerate(everyone):
        _give_queues(world, index, agent)
        if signed_in:
            world.turn(agent.id, State.READY, phone=agent.phone, cause="available")
    give_callbacks(world)
    give_history(world)
    world.drain()
    return world


def _names(people: int) -> list[str]:
    """So many names, the same in every site, and no two alike."""
    others = different_names(Random(FIRST_AGENT), people)
    return [THE_FIRST, *(name for name in others if name != THE_FIRST)][:people]


def _agent(index: int, name: str) -> Agent:
    first, _, last = name.partition(" ")
    id_ = FIRST_AGENT + index
    return Agent(
        id=id_,
        user_id=id_ + USER_OFFSET,
        first=first,
        last=last,
        number=str(2001 + index if index < 900 else 20001 + index),
        phone=str(1001 + index if index < 800 else 10001 + index),
        group=GROUPS[index % len(GROUPS)].id,
    )


def _user_of(agent: Agent, login: str, profile: str | None = None) -> User:
    return User(
        login=login,
        password=f"pw-{login}",
        id=agent.user_id,
        first=agent.first,
        last=agent.last,
        phone=agent.phone,
        agent=agent.id,
        profile=profile,
    )


def _further_queue(index: int) -> Queue:
    return Queue(id=201 + index, name=f"line{index + 1}", display_name=f"Line {index + 1}", number=str(3201 + index))


def _give_queues(world: World, index: int, agent: Agent) -> None:
    """Two queues each, some by turns a third; what is the default differs for every fifth, every seventh has none."""
    first, second = SERVED[agent.group]
    queues = {first: 0, second: index % 3} | ({170: 1} if index % 4 == 0 else {})
    extra = [id_ for id_ in world.queues if id_ > QUEUES[-1].id]
    queues |= {id_: (index + id_) % 5 for id_ in extra if (index + id_) % 3 == 0}
    world.members[agent.id] = dict(queues)
    if index % 5 == 4:
        world.defaults[agent.user_id] = {first: 0, second: 5}
    elif index % 7 != 6:
        world.defaults[agent.user_id] = dict(queues)
