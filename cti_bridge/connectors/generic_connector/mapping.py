"""Agents, queues and reason codes, from the Generic Connector's words to ours. Pure. Calls are in calls.py."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from cti_bridge.connectors.generic_connector.messages import ReasonCodes, State
from cti_bridge.connectors.generic_connector.site import Site
from cti_bridge.connectors.generic_connector.times import moment
from cti_bridge.floor.model import Agent, AgentState, Queue, ReasonCategory, ReasonCode, TeamId

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


def state_of(word: str) -> AgentState:
    """Our state for Finesse's; UNKNOWN for one that we do not know."""
    return STATES.get(word.strip().upper(), AgentState.UNKNOWN)


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
