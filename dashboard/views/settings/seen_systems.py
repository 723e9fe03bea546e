"""What the pages of integrations read: each one's health, its newest test, and the next step on the way to a floor."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from cti_bridge import catalog
from dashboard.models import CtiSignIn, Integration
from dashboard.presenters.connection_tests import TestPanel, panel_of
from dashboard.presenters.health import Health, health
from dashboard.presenters.systems import System, system_of
from dashboard.store import checks, leases, rows


@dataclass(frozen=True, slots=True, kw_only=True)
class NextStep:
    """What is missing until the floor moves, and where it is done. With `asks` it is a button that posts."""

    said: str
    label: str
    address: str
    asks: bool = False


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


def next_step(
    integration: Integration, seen: Health, feeds: Sequence[CtiSignIn], test: TestPanel | None
) -> NextStep | None:
    """The one thing to do next for somebody who connects it; None once it is live, or while it is paused."""
    name = integration.pk
    if not integration.enabled or seen.is_live:
        return None
    if not feeds and needs_a_feed(integration.kind):
        return NextStep(
            said=_("At least one feed sign-in is needed: the floor is heard through it."),
            label=_("Add a feed sign-in"),
            address=reverse("settings-feed-add", args=[name]),
        )
    if test is None:
        return NextStep(
            said=_("All is there to connect. The test says step by step whether it works, and what to mend."),
            label=_("Test"),
            address=reverse("settings-integration-test", args=[name]),
            asks=True,
        )
    return None
