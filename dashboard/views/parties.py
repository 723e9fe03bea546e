"""The participants of one's own call, as pages name them: by a digest, for an address may be a customer's number."""

from django.utils.crypto import constant_time_compare, salted_hmac

from cti_bridge.connector import Action
from cti_bridge.floor.rows import CallOnRow, PartyOnRow
from dashboard.models import CtiSignIn
from dashboard.presenters.dropping import Droppable, droppable, others_on
from dashboard.presenters.rights import Rights


def offered(call: CallOnRow, source: str, rights: Rights) -> list[Droppable]:
    """Who else is on one's own call, and who of them can be dropped by the system's rules."""
    return droppable(
        others_on(call),
        rights.capability(source, Action.DROP),
        people=people_by_sign_in(source),
        policies=rights.policies,
        digest=lambda address: _digest(call, address),
    )


def chosen(call: CallOnRow, digest: str) -> PartyOnRow | None:
    """Whom a digest stands for in this call; None: nobody who is on it now."""
    named = (party for party in others_on(call) if party.address)
    return next((party for party in named if constant_time_compare(_digest(call, party.address), digest)), None)


def people_by_sign_in(source: str) -> dict[str, str]:
    """The names of those whose own sign-ins a system has, by `source:login`."""
    ours = CtiSignIn.objects.select_related("person").filter(integration=source, person__isnull=False)
    return {sign_in.key: str(sign_in.person) for sign_in in ours}


def _digest(call: CallOnRow, address: str) -> str:
    return salted_hmac("floorwalker.drop", f"{call.id}\n{address}", algorithm="sha256").hexdigest()
