"""What views read of the floor besides its rows: what each source can do, which light it has, what was decided."""

from collections.abc import Iterable, Mapping
from typing import Any

from cti_bridge import catalog
from cti_bridge.connector import Capabilities
from cti_bridge.errors import Fatal
from dashboard.models import Integration, Person
from dashboard.presenters.feeds import LIVE
from dashboard.presenters.rights import Rights
from dashboard.store import policies


def rights_of(person: Person, sources: Mapping[str, Mapping[str, Any]]) -> Rights:
    """What a person may ask of sources (docs/live.md, `source`)."""
    return Rights(
        may_act=person.may_act,
        capabilities=capabilities(sources),
        fresh={name: values["state"] == LIVE for name, values in sources.items()},
        policies=policies.load(),
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
