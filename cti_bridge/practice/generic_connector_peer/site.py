"""A ready-made site: three teams, two dozen agents, their supervisors, queues and reason codes."""

from datetime import datetime, timedelta

from .finesse import Clock, Finesse
from .listening import LEGACY_PHONE, MOBILE_AGENT
from .model import Configuration, Platform, QueueFigures, ReasonCode, State, Team, User, WrapUp
from .reasons import Reasons

TEAMS = (
    Team(id="5000", name="Sales North"),
    Team(id="5001", name="Support"),
    Team(id="5002", name="Billing"),
)
BACK_OFFICE = Team(id="1", name="Back office")  # the supervisors' own team; nobody supervises it
FIRSTS = (
    "Anna",
    "Ben",
    "Clara",
    "David",
    "Elif",
    "Felix",
    "Greta",
    "Hakan",
    "Ines",
    "Jonas",
    "Katja",
    "Luca",
    "Mara",
    "Nils",
    "Olga",
    "Paul",
)
LASTS = ("Keller", "Okafor", "Dubois", "Weber", "Yilmaz", "Novak", "Lindqvist", "Rossi", "Hansen", "Moreau", "Schulz")
REASONS = (
    ReasonCode(category=State.NOT_READY, code="10", label="Lunch"),
    ReasonCode(category=State.NOT_READY, code="11", label="Short break"),
    ReasonCode(category=State.NOT_READY, code="12", label="Training"),
    ReasonCode(category=State.NOT_READY, code="13", label="Paperwork"),
    ReasonCode(category=State.LOGOUT, code="28", label="End of shift"),
    ReasonCode(category=State.LOGOUT, code="29", label="Changing desks"),
)
WRAP_UP_REASONS = ("Sold", "Call back", "Complaint", "Wrong number")
UNMONITORED = {"4019": LEGACY_PHONE, "4022": MOBILE_AGENT}  # both of Sales North
NAMED = 24  # agents with logins 1001 to 1024 and phones 4001 to 4024; further ones: 10025 …, 40025 …


def a_site(
    *,
    clock: Clock,
    platform: Platform = Platform.UCCE,
    agents: int = NAMED,
    signed_in: bool = True,
) -> Finesse:
    """Teams 5000 to 5002 with their agents, all not ready (or signed out), and supervisors 2001, 2002 and 2900.

    Everybody's password is `pw-<login>`. Sam (2001) has teams 5000 and 5001, Lea (2002) 5002, the feed (2900) all.
    Nobody can listen to 1019, whose phone is too old, nor to 1022, who is a mobile agent.
    Supervisors' usual phones are 4101, 4102 and 4900; any from 4001 to 4199 will do.
    """
    everyone = [_agent(number, clock) for number in range(1, agents + 1)]
    feed_teams = tuple(team.id for team in TEAMS)
    bosses = [
        _supervisor("2001", "Sam", "Supervisor", "4101", ("5000", "5001"), clock),
        _supervisor("2002", "Lea", "Lindner", "4102", ("5002",), clock),
        _supervisor("2900", "Floor", "Feed", "4900", feed_teams, clock),
    ]
    world = Finesse(
        clock=clock,
        platform=platform,
        teams=(*TEAMS, BACK_OFFICE),
        users=(*everyone, *bosses),
        queues=_queues(clock),
        reasons=Reasons(REASONS, wrap_up=WRAP_UP_REASONS),
        configuration=Configuration(unmonitored=UNMONITORED),
        phones={str(number) for number in range(4001, 4200)} | {user.phone for user in (*everyone, *bosses)},
    )
    for user in everyone if signed_in else ():
        world.set_state(user.login, State.NOT_READY)
    world.drain()
    return world


def _agent(number: int, clock: Clock) -> User:
    first, last = FIRSTS[(number - 1) % len(FIRSTS)], LASTS[(number - 1) % len(LASTS)]
    wide = number > NAMED
    return User(
        login=str(10000 + number if wide else 1000 + number),
        first=first,
        last=last,
        name=f"{first}.{last}".lower(),
        password=f"pw-{10000 + number if wide else 1000 + number}",
        phone=str(40000 + number if wide else 4000 + number),
        team=TEAMS[(number - 1) % len(TEAMS)].id,
        wrap_up=(WrapUp.OPTIONAL, WrapUp.REQUIRED, WrapUp.NOT_ALLOWED)[(number - 1) // len(TEAMS) % 3],
        changed_at=clock(),
    )


def _supervisor(login: str, first: str, last: str, phone: str, teams: tuple[str, ...], clock: Clock) -> User:
    return User(
        login=login,
        first=first,
        last=last,
        name=first.lower(),
        password=f"pw-{login}",
        phone=phone,
        team=BACK_OFFICE.id,
        supervises=teams,
        changed_at=clock(),
    )


def _queues(clock: Clock) -> tuple[QueueFigures, ...]:
    return (
        _queue("Sales", "5000", waiting=2, longest_since=clock() - timedelta(seconds=35)),
        _queue("Support", "5001"),
        _queue("Billing", "5002"),
        QueueFigures(name="Overflow", teams=("5000", "5001", "5002")),  # assigned to nobody: -1 everywhere
    )


def _queue(name: str, team: str, *, waiting: int = 0, longest_since: datetime | None = None) -> QueueFigures:
    return QueueFigures(
        name=name,
        teams=(team,),
        not_ready=8,
        ready=0,
        talking_inbound=0,
        talking_internal=0,
        talking_outbound=0,
        wrap_up_not_ready=0,
        wrap_up_ready=0,
        waiting=waiting,
        longest_since=longest_since,
        logged_in=8,
        in_work=0,
        talking=0,
        reserved=0,
        handled=0,
        abandoned=0,
        total=waiting,
        longest_handle_seconds=0,
    )
