"""Who is at which phone: one of our own sign-ins, or else an agent of the teams that we are told of."""

from cti_bridge.connectors.generic_connector.roster import Roster
from cti_bridge.connectors.generic_connector.sign_ins import SignIns
from cti_bridge.connectors.generic_connector.site import Site
from cti_bridge.floor.model import AgentId


class Phones:
    """The phones of one load of the floor."""

    def __init__(self, site: Site, sign_ins: SignIns, roster: Roster) -> None:
        self._site, self._sign_ins, self._roster = site, sign_ins, roster

    def at(self, address: str) -> AgentId | None:
        """Who is at this extension, by an agent's or a sign-in's id; None for a customer's number."""
        if not address:
            return None
        ours = next((h.own.id for h in self._sign_ins.on() if h.phone == address), None)
        return ours or self._roster.agent_at(address)

    def of(self, who: AgentId) -> str:
        """Somebody's extension; empty where it is not known."""
        held = self._sign_ins.get(who.partition(":")[2])
        if held is not None and held.is_on:
            return held.phone
        agent = self._roster.agents.get(who)
        return agent.extension if agent else ""

    def knows(self, who: AgentId) -> bool:
        """Whether this is one of our sign-ins, or an agent of our teams."""
        return self._sign_ins.get(who.partition(":")[2]) is not None or who in self._roster.agents
