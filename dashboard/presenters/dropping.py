"""Who can be dropped from the call that one has barged into, and why the others cannot. Never oneself."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from cti_bridge.connector import Capability
from cti_bridge.floor.model import CallState
from cti_bridge.floor.rows import CallOnRow, PartyOnRow
from dashboard.presenters import words
from dashboard.presenters.agents import party_name
from dashboard.presenters.policies import Policies


@dataclass(frozen=True, slots=True, kw_only=True)
class Droppable:
    """One participant: by `digest` in the page, for an address may be a customer's number. `why` it cannot be."""

    digest: str
    name: str
    state: str
    is_agent: bool
    why: str


def others_on(call: CallOnRow) -> list[PartyOnRow]:
    """Who is on one's own call besides oneself."""
    return [party for party in call.parties if party.state is not CallState.ENDED]


def droppable(
    parties: Iterable[PartyOnRow],
    capability: Capability,
    *,
    people: Mapping[str, str],
    policies: Policies,
    digest: Callable[[str], str],
) -> list[Droppable]:
    """The others on one's own call. `people` name other supervisors, by their sign-ins."""
    return [_one(party, capability, people, policies, digest) for party in parties]


def why_not(party: PartyOnRow, capability: Capability) -> str:
    """Why a participant cannot be dropped, by the system's own rules; empty when they can."""
    if not party.address:
        return _("The system does not name their phone.")
    if capability.agents_only and not party.is_agent:
        return _("This system drops agents only: others must hang up themselves.")
    return ""


def _one(
    party: PartyOnRow,
    capability: Capability,
    people: Mapping[str, str],
    policies: Policies,
    digest: Callable[[str], str],
) -> Droppable:
    return Droppable(
        digest=digest(party.address) if party.address else "",
        name=people.get(party.sign_in) or party_name(party, policies) or "–",
        state=str(words.CALL_STATES[party.state]),
        is_agent=party.is_agent,
        why=why_not(party, capability),
    )
