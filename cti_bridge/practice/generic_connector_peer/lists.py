"""The lists that the Generic Connector gives: team users, queues, reason codes, all agents, phonebooks.

Separators and positions are generic_connector.md 1.2, 1.5 and 1.7. Spellings that no source gives (the labels of team
users and of queues; both UCCX queue forms) are chosen here, and only here.
"""

from collections.abc import Iterable

from .finesse import Finesse
from .model import Platform, QueueFigures, State, User
from .wire import Settings, joined, pending_shown, stamp

LABELS_OF_UCCX_SUPERVISOR = (
    ("WaitingCalls", "waiting"),
    ("AgentsLoggedIn", "logged_in"),
    ("AgentsReady", "ready"),
    ("AgentsNotReady", "not_ready"),
    ("AgentsInAfterCallWork", "in_work"),
    ("AgentsTalking", "talking"),
    ("AgentsReserved", "reserved"),
    ("HandledCalls", "handled"),
    ("AbandonedCalls", "abandoned"),
    ("TotalCalls", "total"),
    ("LongestHandleTime", "longest_handle_seconds"),
)
LABELS_OF_UCCX_AGENT = (("WaitingCalls", "waiting"), ("AgentsReady", "ready"), ("AgentsNotReady", "not_ready"))
LABELS_OF_UCCE = (  # Finesse's queue statistics in alphabetical order (1.5)
    ("agentsNotReady", "not_ready"),
    ("agentsReady", "ready"),
    ("agentsTalkingInbound", "talking_inbound"),
    ("agentsTalkingInternal", "talking_internal"),
    ("agentsTalkingOutbound", "talking_outbound"),
    ("agentsWrapUpNotReady", "wrap_up_not_ready"),
    ("agentsWrapUpReady", "wrap_up_ready"),
    ("callsInQueue", "waiting"),
)


def team_users(supervisor: User, team: str, world: Finesse, settings: Settings) -> str:
    """A TeamUsersList: users between `#`, their labelled fields between commas (1.2)."""
    members = [u for u in world.users.values() if u.team == team and (u.signed_in or settings.include_logged_out)]
    rows = [_team_user(user, world, settings) for user in members]
    return joined(supervisor.login, "TeamUsersList", *(rows or [""]))


def _team_user(user: User, world: Finesse, settings: Settings) -> str:
    pending = user.pending if user.pending and pending_shown(world.platform) else ""
    fields = (
        f"FirstName:{user.first}",
        f"LastName:{user.last}",
        f"Extension:{user.extension}" if user.extension else "Extension",
        f"LoginId:{user.login}",
        f"State:{user.state}",
        f"PendingState:{pending}",
        "MediaType:VOICE",
        # A signed-out user's time must not be read (1.2): it is no time.
        f"StateChangeTime:{stamp(user.changed_at, settings.zone) if user.signed_in else 'null'}",
        f"StateChangeLabel:{world.reasons.label_of(user, world.platform)}",
    )
    return ",".join(fields)


def queues(user: User, world: Finesse, settings: Settings) -> str:
    """A QueueList in the form that the platform, and on UCCX the user's role, calls for (1.5)."""
    teams = user.supervises or (user.team,)
    seen = [queue for queue in world.queues.values() if set(queue.teams) & set(teams)]
    if world.platform is Platform.UCCE:
        return joined(user.login, "QueueList", *(_ucce_queue(queue, settings) for queue in seen))
    if user.supervises:  # the guide's legend ends with the supervisor's full name
        rows = [_labelled(f"QueueName:{q.name}", "", LABELS_OF_UCCX_SUPERVISOR, q) for q in seen]
        return joined(user.login, "QueueList", *rows, user.full_name)
    numbered = enumerate(seen, start=1)
    rows = [_labelled(f"queue_{n}_name:{q.name}", f"queue_{n}_", LABELS_OF_UCCX_AGENT, q) for n, q in numbered]
    return joined(user.login, "QueueList", *rows)


def _ucce_queue(queue: QueueFigures, settings: Settings) -> str:
    since = stamp(queue.longest_since, settings.zone) if queue.longest_since else ""
    row = _labelled(f"queueName:{queue.name}", "", LABELS_OF_UCCE, queue)
    return f"{row},startTimeOfLongestCallInQueue:{since}"


def _labelled(first: str, prefix: str, labels: Iterable[tuple[str, str]], queue: QueueFigures) -> str:
    values = ((label, getattr(queue, figure)) for label, figure in labels)
    return ",".join([first, *(f"{prefix}{label}:{-1 if value is None else value}" for label, value in values)])


def reason_codes(user: User, category: State, world: Finesse) -> str:
    """A ReasonCodes event of category NOT_READY or LOGOUT."""
    codes = world.reasons.of(category)
    return joined(
        user.login,
        "ReasonCodes",
        f"Category:{category}",
        ",".join(reason.code for reason in codes),
        "Labels:" + ",".join(reason.label for reason in codes),
        user.full_name,
    )


def wrap_up_reasons(user: User, world: Finesse) -> str:
    """A ReasonCodes event for wrap-up, which has labels and no codes (the guide)."""
    labels = "Labels:" + ",".join(world.reasons.wrap_up)
    return joined(user.login, "ReasonCodes", "Category:WRAP_UP", "", labels, user.full_name)


def all_agents(user: User, world: Finesse) -> str:
    """An AgentsList of everybody signed in, with the guide's punctuation: no comma before Extension."""
    rows = (
        f"LoginId={u.login},Name={u.full_name} Extension={u.extension},State={u.state},Team={u.team}"
        for u in world.users.values()
        if u.signed_in
    )
    return joined(user.login, "AgentsList", "|".join(rows))


def no_phonebooks(user: User) -> str:
    """This site keeps no global phonebooks."""
    return joined(user.login, "Phonebooks", "NoPhoneBookFound")


def no_team_phonebooks(user: User) -> str:
    """This site keeps no team phonebooks."""
    return joined(user.login, "TeamPhoneBooks", "NoTeamPhoneBookFound")


def no_contacts(user: User) -> str:
    """This site keeps no contacts."""
    return joined(user.login, "PhonebookContacts", "NoContactFound")
