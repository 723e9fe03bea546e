"""Commands about agents. No answer but an AgentError is known; what is done shows in AgentStateEvents (xuc.md 1.7)."""

from . import agents, frames
from .asked import Asked
from .clients import Topic
from .model import Monitor


def log_in(asked: Asked) -> None:
    """`agentLogin`; without a line, the one that is known of last (xuc.md 1.8)."""
    agent = asked.agent()
    if agent is None:
        return
    known = asked.world.presences[agent].phone or ""
    failed = agents.sign_in(asked.world, agent, asked.arguments.text("agentphonenumber", default=known))
    if failed and failed.asked:
        asked.reply("AgentError", {"Error": failed.error, "phoneNb": failed.phone, "RequestedNb": failed.asked})
    elif failed:
        asked.reply("AgentError", {"Error": failed.error})


def log_out(asked: Asked) -> None:
    """`agentLogout`."""
    if (agent := asked.agent()) is not None:
        agents.sign_out(asked.world, agent)


def pause(asked: Asked) -> None:
    """`pauseAgent`, with or without a reason."""
    reason = asked.arguments.text("reason", default="")
    if (agent := asked.agent()) is not None:
        agents.pause(asked.world, agent, reason)


def unpause(asked: Asked) -> None:
    """`unpauseAgent`."""
    if (agent := asked.agent()) is not None:
        agents.unpause(asked.world, agent)


def pause_recording(asked: Asked) -> None:
    """`monitorPause`."""
    if (agent := asked.agent()) is not None:
        agents.record(asked.world, agent, Monitor.PAUSED)


def resume_recording(asked: Asked) -> None:
    """`monitorUnpause`."""
    if (agent := asked.agent()) is not None:
        agents.record(asked.world, agent, Monitor.ACTIVE)


def take_status(asked: Asked) -> None:
    """`userStatusUpdate`: the user's own agent is paused, or ready again, by the status' action."""
    status = asked.arguments.text("status")
    if status not in asked.world.statuses:
        asked.complain("no such status")
    elif asked.client.user.agent is not None:
        agents.take_status(asked.world, asked.client.user.agent, status)


def follow_states(asked: Asked) -> None:
    """`subscribeToAgentEvents`: changes from now on; `getAgentStates` asks how it is."""
    asked.client.topics.add(Topic.AGENT_STATES)


def tell_states(asked: Asked) -> None:
    """`getAgentStates`: an AgentStateEvent of each agent."""
    for agent in asked.world.agents:
        asked.reply("AgentStateEvent", frames.agent_state(asked.world, agent))


def follow_statistics(asked: Asked) -> None:
    """`subscribeToAgentStats`: all as they are, then each update."""
    asked.client.topics.add(Topic.AGENT_STATISTICS)
    for agent in asked.world.agents:
        asked.reply("AgentStatistics", frames.statistics(asked.world, agent, asked.settings.zone))


def tell_directory(asked: Asked) -> None:
    """`getAgentDirectory`: configuration and state of each agent."""
    directory = [
        {"agent": frames.agent_config(agent), "agentState": frames.agent_state(asked.world, agent.id)}
        for agent in asked.world.agents.values()
    ]
    asked.reply("AgentDirectory", {"directory": directory})
