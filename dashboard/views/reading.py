"""What views read of the floor besides its rows: what each source can do, which light it has, what was decided.

And how the viewer's own sign-ins stand.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils import timezone

from cti_bridge import catalog
from cti_bridge.connector import Capabilities
from cti_bridge.errors import Fatal
from cti_bridge.floor.model import Source, SourceId, source_of
from cti_bridge.floor.rows import CallOnRow, Kind, SignInRow
from dashboard.models import CtiSignIn, Integration, Person
from dashboard.presenters.agents import sign_in_values
from dashboard.presenters.feeds import LIVE
from dashboard.presenters.policies import Policies
from dashboard.presenters.rights import Rights
from dashboard.presenters.sources import source_values
from dashboard.store import policies, rows


def rights_of(
    person: Person, sources: Mapping[str, Mapping[str, Any]], own: Mapping[CtiSignIn, SignInRow] | None = None
) -> Rights:
    """What a person may ask of sources (docs/live.md, `source`); `own` as `own_sign_ins` has just read them."""
    decided = policies.load()
    return Rights(
        may_act=person.may_act,
        capabilities=capabilities(sources),
        fresh={name: values["state"] == LIVE for name, values in sources.items()},
        policies=decided,
        own=_by_source(own_sign_ins(person) if own is None else own, decided),
    )


def capabilities(sources: Iterable[str]) -> dict[str, Capabilities]:
    """What each source can do, as configured; nothing, where its vendor is not there or its settings are wrong."""
    found: dict[str, Capabilities] = {}
    for integration in Integration.objects.filter(pk__in=list(sources)):
        try:
            found[integration.pk] = catalog.capabilities(integration.kind, integration.settings)
        except Fatal:
            found[integration.pk] = {}
    return found


def own_sign_ins(person: Person) -> dict[CtiSignIn, SignInRow]:
    """A person's own sign-ins, each as it stands: signed out, where the floor has not told of it yet."""
    own = CtiSignIn.objects.filter(person=person, feed=False).order_by("integration", "login")
    return {sign_in: stands(sign_in) for sign_in in own}


def rights_of_own(person: Person) -> Rights:
    """What a person may ask of the systems that they have sign-ins on; for pages that show no floor."""
    own, decided, now = own_sign_ins(person), policies.load(), timezone.now()
    sources = {sign_in.integration_id for sign_in in own}
    found = {name: rows.source(name) or Source(id=SourceId(name), since=now) for name in sources}
    return rights_of(person, {name: source_values(source, decided) for name, source in found.items()}, own)


def own_call_with(agent: str, own: Mapping[CtiSignIn, SignInRow], rights: Rights) -> CallOnRow | None:
    """A person's own call with an agent: listened to, or barged into; None without one."""
    found = rights.viewer(source_of(agent)).call_with(agent)
    calls = (call for row in own.values() for call in row.calls)
    return next((call for call in calls if call.id == found["id"]), None) if found else None


def stands(sign_in: CtiSignIn) -> SignInRow:
    """How a sign-in stands."""
    found = rows.find(sign_in.integration_id, Kind.SIGN_IN, sign_in.key)
    row: SignInRow = found.body if found else SignInRow(id=sign_in.key, since=timezone.now())
    return row


def _by_source(own: Mapping[CtiSignIn, SignInRow], decided: Policies) -> dict[str, dict[str, Mapping[str, Any]]]:
    by_source: dict[str, dict[str, Mapping[str, Any]]] = {}
    for sign_in, row in own.items():
        by_source.setdefault(sign_in.integration_id, {})[sign_in.key] = sign_in_values(row, decided)
    return by_source
