"""Agents, their calls and their days, from XUC's words to ours. Pure."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from cti_bridge.connectors.xuc.agent_messages import AgentConfig, AgentStateEvent, AgentStatistics
from cti_bridge.connectors.xuc.own_messages import UserStatus
from cti_bridge.connectors.xuc.site import Site
from cti_bridge.floor.model import (
    Agent,
    AgentState,
    Call,
    CallState,
    CallType,
    Day,
    Participant,
    ReasonCategory,
    ReasonCode,
    Recording,
    SourceId,
)

# Seed, Agent State Event. AgentLogin is on its way to ready or to a pause.
STATES = {
    "AgentLogin": AgentState.NOT_READY,
    "AgentReady": AgentState.READY,
    "AgentOnPause": AgentState.NOT_READY,
    "AgentOnWrapup": AgentState.WRAP_UP,
    "AgentRinging": AgentState.RESERVED,
    "AgentDialing": AgentState.RESERVED,
    "AgentOnCall": AgentState.TALKING,
    "AgentLoggedOut": AgentState.SIGNED_OUT,
}
CALLS = {
    "AgentRinging": CallState.RINGING,
    "AgentDialing": CallState.DIALLING,
    "AgentOnCall": CallState.ACTIVE,
}
PAUSES, UNPAUSES = "queuepause_all", "queueunpause_all"  # what choosing a status does (xuc.md 1.6)
USUAL_READY = frozenset({"available"})  # the seed's cause of every state, as long as no statuses are told
ROUNDED = timedelta(
    seconds=2
)  # `since` counts whole seconds: the same beginning is told a little differently each time
_OUT = (AgentState.SIGNED_OUT, AgentState.UNKNOWN)

Statuses = Mapping[str, UserStatus]


def new_agent(config: AgentConfig, site: Site, now: datetime) -> Agent:
    """An agent of whom no state is known."""
    return _named(
        Agent(id=site.agent(config.id), team=site.team(config.group_id), name="", since=now, since_is_known=False),
        config,
    )


def with_config(agent: Agent, config: AgentConfig, site: Site) -> Agent:
    """The agent as configured now. AgentConfig may leave the group out: it stays (seed, Agent Configuration)."""
    team = agent.team if config.group_id is None else site.team(config.group_id)
    return _named(replace(agent, team=team), config)


def _named(agent: Agent, config: AgentConfig) -> Agent:
    name = " ".join(part for part in (config.first_name, config.last_name) if part)
    return replace(agent, name=name or config.number or str(config.id))


def with_state(agent: Agent, said: AgentStateEvent, statuses: Statuses, heard_at: datetime) -> Agent:
    """The agent after a state event. Frames keep their order, so a state never begins before the one it follows."""
    state = STATES.get(said.name, AgentState.UNKNOWN)
    extension = said.phone_nb or agent.extension
    if said.name == "AgentLogin" and agent.state not in _OUT:
        return replace(agent, extension=extension)  # what they do is known better
    reason, label = reason_of(said, statuses) if state is AgentState.NOT_READY else ("", "")
    began = said.began_at(heard_at)
    if (state, reason) == (agent.state, agent.reason):
        if began is not None and (not agent.since_is_known or began - agent.since > ROUNDED):
            agent = replace(agent, since=began, since_is_known=True)
    elif began is None:
        agent = replace(agent, since=heard_at, since_is_known=False)
    else:
        since = max(began, agent.since) if agent.since_is_known else began
        agent = replace(agent, since=since, since_is_known=True)
    return replace(agent, state=state, reason=reason, reason_label=label, extension=extension)


def same_as_before(agent: Agent, before: Agent) -> Agent:
    """The agent, with the start that was told on the connection before, where it is the same to a rounding."""
    is_same = (agent.state, agent.reason) == (before.state, before.reason) and before.since_is_known
    return replace(agent, since=before.since) if is_same and abs(agent.since - before.since) <= ROUNDED else agent


def reason_of(said: AgentStateEvent, statuses: Statuses) -> tuple[str, str]:
    """Why somebody is on pause: the status' name, and how people call it. A status that ends pauses is no reason."""
    status = statuses.get(said.cause)
    if said.name != "AgentOnPause" or not said.cause:
        return "", ""
    if status is None:
        return ("", "") if said.cause in USUAL_READY else (said.cause, "")
    if any(action.name == UNPAUSES for action in status.actions):
        return "", ""
    return status.name, status.long_name


def pause_reasons(statuses: Statuses, source: SourceId) -> tuple[ReasonCode, ...]:
    """The statuses that are reasons for a pause."""
    return tuple(
        ReasonCode(source=source, category=ReasonCategory.NOT_READY, code=one.name, label=one.long_name)
        for one in statuses.values()
        if one.name and any(action.name == PAUSES for action in one.actions)
    )


def call_of(agent: Agent, number: int, said: AgentStateEvent, site: Site) -> Call | None:
    """The call that a state tells of; None where it tells of none. With whom it is, XUC does not say of others."""
    state = CALLS.get(said.name)
    if state is None:
        return None
    party = Participant(address=agent.extension, agent=agent.id, is_agent=True, state=state)
    return Call(
        id=site.call_of(number),
        state=state,
        type=_type(said),
        started_at=agent.since,
        participants=(party,),
        recording=_recording(said.monitor_state),
    )


def _type(said: AgentStateEvent) -> CallType:
    """Outgoing wins over ACD (xuc.md 1.6, display state): only what is certainly a queue's call counts as one."""
    is_out = said.direction == "Outgoing" or said.name == "AgentDialing"
    if said.acd and not is_out:
        return CallType.QUEUE
    if said.call_type == "Internal":
        return CallType.INTERNAL
    if is_out:
        return CallType.OUT
    return CallType.DIRECT_IN if said.direction == "Incoming" else CallType.UNKNOWN


def _recording(word: str) -> Recording | None:
    match word.upper():
        case "ACTIVE":
            return Recording.ON
        case "PAUSED":
            return Recording.PAUSED
        case "" | "UNKNOWN":
            return None
        case _:
            return Recording.OFF  # only the first two are a recording (xuc.md 1.6)


def day_after(day: Day | None, said: AgentStatistics, now: datetime) -> Day:
    """An agent's day with what was told now: the rest of it stays (xuc.md 1.6)."""
    day, seconds, moments = day or Day(at=now), said.seconds, said.moments
    return Day(
        at=now,
        signed_in_at=moments.get("LoginDateTime", day.signed_in_at),
        signed_out_at=moments.get("LogoutDateTime", day.signed_out_at),
        ready=seconds.get("AgentReadyTotalTime", day.ready),
        not_ready=seconds.get("AgentPausedTotalTime", day.not_ready),
        wrap_up=seconds.get("AgentWrapupTotalTime", day.wrap_up),
    )
