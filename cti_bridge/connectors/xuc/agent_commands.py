"""What can be asked of XUC about agents, and about their recordings (xuc.md 1.4)."""

from msgspec import field

from cti_bridge.connectors.xuc.asked import Asked


class AgentLogin(Asked, frozen=True, kw_only=True, tag="agentLogin"):
    """Sign an agent in on a phone. Whoever is signed in on it is signed out (1.7)."""

    phone: str = field(name="agentphonenumber")
    agent_id: int | None = field(name="agentid", default=None)


class AgentLogout(Asked, frozen=True, kw_only=True, tag="agentLogout"):
    """Sign an agent out."""

    agent_id: int | None = field(name="agentid", default=None)


class PauseAgent(Asked, frozen=True, kw_only=True, tag="pauseAgent"):
    """Pause an agent; the reason is the name of a user status. Systems until 2018 drop it silently."""

    agent_id: int | None = field(name="agentid", default=None)
    reason: str | None = None


class UnpauseAgent(Asked, frozen=True, kw_only=True, tag="unpauseAgent"):
    """Make an agent ready."""

    agent_id: int | None = field(name="agentid", default=None)


class ListenAgent(Asked, frozen=True, kw_only=True, tag="listenAgent"):
    """Listen to an agent, on the phone of this socket's user."""

    agent_id: int = field(name="agentid")


class MonitorPause(Asked, frozen=True, kw_only=True, tag="monitorPause"):
    """Pause the recording of an agent's call."""

    agent_id: int = field(name="agentid")


class MonitorUnpause(Asked, frozen=True, kw_only=True, tag="monitorUnpause"):
    """Go on with the recording of an agent's call."""

    agent_id: int = field(name="agentid")


class SetAgentGroup(Asked, frozen=True, kw_only=True, tag="setAgentGroup"):
    """Put an agent into another group."""

    agent_id: int
    group_id: int


class SubscribeToAgentEvents(Asked, frozen=True, kw_only=True, tag="subscribeToAgentEvents"):
    """Hear of every agent's state."""


class GetAgentStates(Asked, frozen=True, kw_only=True, tag="getAgentStates"):
    """Have every agent's state told now."""


class SubscribeToAgentStats(Asked, frozen=True, kw_only=True, tag="subscribeToAgentStats"):
    """Hear of every agent's day, from now on, and as it stands."""


class GetAgentDirectory(Asked, frozen=True, kw_only=True, tag="getAgentDirectory"):
    """Have every agent told with their state."""


class UserStatusChange(Asked, frozen=True, kw_only=True, tag="userStatusUpdate"):
    """Choose one's own user status; one with queuepause_all is the older way to pause with a reason."""

    status: str
