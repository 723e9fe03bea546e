"""What the pages of integrations read: each one's health, its newest test, and its feeds."""

from collections.abc import Sequence
from datetime import datetime

from django.http import Http404

from cti_bridge import catalog
from dashboard.models import CtiSignIn, Integration
from dashboard.presenters.connection_tests import TestPanel, panel_of
from dashboard.presenters.health import Health, health
from dashboard.presenters.systems import System, system_of
from dashboard.store import checks, leases, rows


def found(name: str) -> Integration:
    """An integration. Http404 without any of that name."""
    integration = Integration.objects.filter(pk=name).first()
    if integration is None:
        raise Http404("There is no such integration.")
    return integration


def health_of(integration: Integration, now: datetime) -> Health:
    """How well it is now."""
    return health(
        integration.pk,
        system_of(integration.kind),
        rows.source(integration.pk),
        enabled=integration.enabled,
        followed=integration.pk in leases.followed(),
        holder=leases.holder(integration.pk),
        now=now,
    )


def test_of(integration: Integration, now: datetime) -> TestPanel | None:
    """Its newest test, if it was ever tested."""
    newest = checks.newest(integration.pk)
    return panel_of(newest, now) if newest else None


def feeds_of(integration: Integration) -> Sequence[CtiSignIn]:
    """The sign-ins that the bridge holds."""
    return list(integration.sign_ins.filter(feed=True).order_by("login"))


def takes_sign_ins(kind: str) -> bool:
    """Whether a kind of system has any."""
    return kind in catalog.vendors() and hasattr(catalog.vendor(kind), "SignIn")


def needs_a_feed(kind: str) -> bool:
    """Whether its floor is heard through a sign-in of ours; a vendor's SignIn says so where it is not."""
    return takes_sign_ins(kind) and getattr(catalog.vendor(kind).SignIn, "feed_is_needed", True)


def systems_of_people() -> list[tuple[Integration, System]]:
    """The integrations on which people may have sign-ins, in order."""
    all_of_them = Integration.objects.order_by("name")
    return [(one, system_of(one.kind)) for one in all_of_them if takes_sign_ins(one.kind)]
