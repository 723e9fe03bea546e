"""From the Generic Connector's words to ours, and back. Pure; times go from the site's zone to aware UTC."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from cti_bridge.connectors.generic_connector.messages import Dialog, ReasonCodes, State
from cti_bridge.floor.model import (
    Agent,
    AgentId,
    AgentState,
    Call,
    CallId,
    CallState,
    CallType,
    Participant,
    Queue,
    QueueId,
    ReasonCategory,
    ReasonCode,
    SourceId,
    TeamId,
)

# finesse.md 3.3. LOGIN is on its way to NOT_READY, and takes no calls.
STATES = {
    "LOGIN": AgentState.NOT_READY,
    "LOGOUT": AgentState.SIGNED_OUT,
    "NOT_READY": AgentState.NOT_READY,
    "READY": AgentState.READY,
    "RESERVED": AgentState.RESERVED,
    "RESERVED_OUTBOUND": AgentState.RESERVED,
    "RESERVED_OUTBOUND_PREVIEW": AgentState.RESERVED,
    "TALKING": AgentState.TALKING,
    "HOLD": AgentState.HOLD,
    "WORK": AgentState.WRAP_UP,
    "WORK_READY": AgentState.WRAP_UP,
}
WITH_A_REASON = frozenset({AgentState.NOT_READY, AgentState.SIGNED_OUT})

# generic_connector.md 1.6. DROP is Failed, Dropped and Deleted together.
CALL_STATES = {
    "INITIATING": CallState.DIALLING,
    "INITIATED": CallState.DIALLING,
    "ALERTING": CallState.RINGING,
    "ACTIVE": CallState.ACTIVE,
    "ACCEPTED": CallState.ACTIVE,
    "HOLD": CallState.HELD,
    "HELD": CallState.HELD,
    "WRAP_UP": CallState.WRAP_UP,
    "DROP": CallState.ENDED,
    "DROPPED": CallState.ENDED,
    "DELETED": CallState.ENDED,
    "FAILED": CallState.ENDED,
    "NOTFOUND": CallState.ENDED,
}
CALL_TYPES = {
    "ACD_IN": CallType.QUEUE,
    "PREROUTE_ACD_IN": CallType.QUEUE,
    "PREROUTE_DIRECT_AGENT": CallType.QUEUE,
    "TRANSFER": CallType.UNKNOWN,
    "OTHER_IN": CallType.DIRECT_IN,
    "OUT": CallType.OUT,
    "OUTBOUND": CallType.OUT,
    "OUTBOUND_PREVIEW": CallType.OUT,
    "AGENT_INSIDE": CallType.INTERNAL,
    "CONSULT": CallType.CONSULT,
    "CONSULT_OFFERED": CallType.CONSULT,
    "CONFERENCE": CallType.CONFERENCE,
    "SM": CallType.MONITOR,
    "SUPERVISOR_MONITOR": CallType.MONITOR,
}
# The figures of metrics.md that a UCCX queue gives, and the agents of both platforms by our states.
QUEUE_FIGURES = {"handled": "answered", "abandoned": "abandoned", "total": "offered"}
QUEUE_AGENTS = {
    AgentState.NOT_READY: ("agents_not_ready",),
    AgentState.READY: ("agents_ready",),
    AgentState.RESERVED: ("agents_reserved",),
    AgentState.TALKING: (
        "agents_talking",
        "agents_talking_inbound",
        "agents_talking_internal",
        "agents_talking_outbound",
    ),
    AgentState.WRAP_UP: ("agents_wrap_up", "agents_wrap_up_not_ready", "agents_wrap_up_ready"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """What a reading needs to know of its site: whose ids these are, and in which zone its clocks run."""

    source: SourceId
    zone: ZoneInfo
    call_variables: frozenset[str] = frozenset()
    queue_variable: str = ""

    def agent(self, login: str) -> AgentId:
        """An agent's, or a sign-in's, id."""
        return AgentId(f"{self.source}:{login}")

    def team(self, id_: str) -> TeamId:
        """A team's id."""
        return TeamId(f"{self.source}:{id_}")

    def queue(self, name: str) -> QueueId:
        """A queue's id: it has no other than its name."""
        return QueueId(f"{self.source}:{name}")

    def call(self, dialog: str) -> CallId:
        """A call's id."""
        return CallId(f"{self.source}:{dialog}")


def login_of(id_: AgentId) -> str:
    """The login that an agent's or sign-in's id holds."""
    return id_.partition(":")[2]


def state_of(word: str) -> AgentState:
    """Our state for Finesse's; UNKNOWN for one that we do not know."""
    return STATES.get(word.strip().upper(), AgentState.UNKNOWN)


@lru_cache(maxsize=10_000)
def _moments(value: str, zone: ZoneInfo) -> tuple[datetime, ...]:
    """The one moment, or the two in the hour that autumn repeats; none for what is no time."""
    try:
        local = datetime.fromisoformat(value.strip())
    except ValueError:
        return ()
    if local.tzinfo is not None:
        return (local.astimezone(UTC),)
    both = (local.replace(tzinfo=zone, fold=f).astimezone(UTC) for f in (0, 1))
    return tuple(dict.fromkeys(both))


def moment(value: str, zone: ZoneInfo, now: datetime) -> datetime | None:
    """A time of the site as aware UTC: of two, the later that is not yet to come. None for what is no time."""
    found = _moments(value, zone)
    if len(found) < 2:
        return found[0] if found else None
    past = [m for m in found if m <= now + timedelta(minutes=1)]
    return max(past) if past else min(found)


def reason_of(code: str, state: AgentState) -> str:
    """The reason's code: -1 and an empty one are none (1.3)."""
    return code if state in WITH_A_REASON and code not in ("", "-1", "null", "NULL") else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """An agent's own part, as a State or a line of a team's list tells it."""

    state: AgentState
    since: datetime
    since_is_known: bool
    reason: str
    reason_label: str
    pending: AgentState | None


def standing(state: str, reason: str, label: str, pending: str, changed_at: str, site: Site, now: datetime) -> Standing:
    """How an agent stands. Without a time it is as of `now`, and said to be so."""
    is_state = state_of(state)
    since = moment(changed_at, site.zone, now)
    waits = state_of(pending) if pending and pending.upper() not in ("NULL", "NONE", "-1") else None
    return Standing(
        state=is_state,
        since=since or now,
        since_is_known=since is not None,
        reason=reason_of(reason, is_state),
        reason_label=label if is_state in WITH_A_REASON and label.upper() != "NULL" else "",
        pending=None if waits in (is_state, AgentState.UNKNOWN) else waits,
    )


def standing_of(message: State, site: Site, now: datetime) -> Standing:
    """What a State says of its subject."""
    m = message
    return standing(m.state, m.reason, m.label, m.pending, m.changed_at, site, now)


def member(user: Mapping[str, str], team: TeamId, site: Site, now: datetime) -> Agent:
    """An agent from a team's list. The list has a label and no code; a signed-out one's time means nothing (1.2)."""
    has = user.get
    signed_out = user["state"] == "LOGOUT"
    s = standing(
        user["state"], "", has("label", ""), has("pending", ""), "" if signed_out else has("changed_at", ""), site, now
    )
    name = " ".join(p for p in (has("first_name", ""), has("last_name", "")) if p) or has("name", "") or user["login"]
    return Agent(
        id=site.agent(user["login"]),
        team=team,
        name=name,
        state=s.state,
        since=s.since,
        since_is_known=s.since_is_known,
        reason_label=s.reason_label,
        pending=s.pending,
        extension=has("extension", ""),
    )


def figure(value: str | None) -> int | None:
    """A count; None for -1 and for what is none (1.5)."""
    return int(value) if value is not None and value.isascii() and value.isdigit() and len(value) < 10 else None


def queue(record: Mapping[str, str], site: Site, now: datetime) -> Queue:
    """A queue's figures; what its system does not give is None, or left out."""
    counts: list[tuple[AgentState, int]] = []
    for state, names in QUEUE_AGENTS.items():
        found = [n for n in (figure(record.get(name)) for name in names) if n is not None]
        if found:
            counts.append((state, sum(found)))
    figures = {ours: figure(record.get(theirs)) for theirs, ours in QUEUE_FIGURES.items()}
    return Queue(
        id=site.queue(record["name"]),
        name=record["name"],
        waiting=figure(record.get("waiting")),
        longest_since=moment(record.get("longest_started_at", ""), site.zone, now),
        agents=tuple(counts),
        figures=tuple((name, float(n)) for name, n in figures.items() if n is not None),
        heard_at=now,
    )


def category(word: str) -> ReasonCategory | None:
    """The category of a ReasonCodes event; its spellings are not certain."""
    plain = word.upper().replace("_", "").replace(" ", "")
    if plain.startswith("NOTREADY"):
        return ReasonCategory.NOT_READY
    if plain.startswith(("LOGOUT", "SIGNOUT")):
        return ReasonCategory.SIGN_OUT
    return ReasonCategory.WRAP_UP if plain.startswith("WRAPUP") else None


def reason_codes(message: ReasonCodes, of: ReasonCategory, site: Site) -> tuple[ReasonCode, ...]:
    """The codes with their labels. Labels that hold commas cannot be told apart, and are left out."""
    codes, labels = message.codes, message.labels
    if of is ReasonCategory.WRAP_UP:
        codes = labels = labels or codes  # wrap-up has labels only
    if len(labels) != len(codes):
        labels = ("",) * len(codes)
    pairs = dict(zip(codes, labels, strict=True))
    return tuple(ReasonCode(source=site.source, category=of, code=c, label=name) for c, name in pairs.items() if c)


def call(
    dialog: Dialog, before: Call | None, agent_at: Callable[[str], AgentId | None], site: Site, now: datetime
) -> Call:
    """The call that a dialog event tells of; what the event leaves out stays as it was."""
    named = dict(dialog.variables or ())
    shown = tuple((n, v) for n, v in named.items() if n in site.call_variables)
    in_queue = named.get(site.queue_variable, "")
    type_ = before.type if before else CallType.UNKNOWN
    return Call(
        id=site.call(dialog.id),
        state=CALL_STATES.get(dialog.state.upper(), CallState.UNKNOWN),
        type=CALL_TYPES.get(dialog.type.upper(), CallType.UNKNOWN) if dialog.type else type_,
        queue=site.queue(in_queue) if in_queue else before.queue if before else None,
        started_at=moment(dialog.started_at, site.zone, now) or (before.started_at if before else None),
        participants=_parties(dialog, before, agent_at),
        variables=before.variables if before and dialog.variables is None else shown,
    )


def _parties(dialog: Dialog, before: Call | None, agent_at: Callable[[str], AgentId | None]) -> tuple[Participant, ...]:
    if dialog.participants is not None:
        return tuple(_participant(p, agent_at) for p in dialog.participants)
    if before is not None:
        return before.participants
    return tuple(parties([dialog.from_address] if dialog.from_address else [], agent_at))


def parties(addresses: Sequence[str], agent_at: Callable[[str], AgentId | None]) -> tuple[Participant, ...]:
    """Active participants of whom only the address is known."""
    return tuple(Participant(address=a, agent=agent_at(a)) for a in addresses)


def _participant(told: tuple[str, ...], agent_at: Callable[[str], AgentId | None]) -> Participant:
    """`[0]` address, `[1]` state, `[3]` cause (1.6)."""
    state = CALL_STATES.get(told[1].upper(), CallState.UNKNOWN) if len(told) > 1 else CallState.ACTIVE
    barged = len(told) > 3 and told[3].upper() == "SUPERVISOR_BARGE_IN"
    return Participant(address=told[0], agent=agent_at(told[0]), state=state, cause="barge_in" if barged else "")
