"""How an agent changes by a word of theirs: an agent before, an event, the agent after."""

from dataclasses import replace

from cti_bridge.floor.events import AgentStateChanged
from cti_bridge.floor.model import Agent


def changed(old: Agent | None, event: AgentStateChanged) -> Agent | None:
    """The agent as the event has it; None where it changes nothing, or where nobody may see the agent."""
    if old is None:
        if event.team is None:
            return None  # without a team nobody may see it: its connector loads the team anew
        old = Agent(id=event.agent, team=event.team, name=event.name or "", since=event.since)
    elif event.since < old.since and event.since_is_known and old.since_is_known:
        return None  # a late word does not turn back the clock
    same = (event.state, event.reason) == (old.state, old.reason)
    keep_since = same and not event.since_is_known
    return replace(
        old,
        state=event.state,
        since=old.since if keep_since else event.since,
        since_is_known=old.since_is_known if keep_since else event.since_is_known,
        reason=event.reason,
        reason_label=event.reason_label,
        pending=event.pending,
        name=old.name if event.name is None else event.name,
        team=old.team if event.team is None else event.team,
        extension=old.extension if event.extension is None else event.extension,
        channels=old.channels if event.channels is None else event.channels,
    )
