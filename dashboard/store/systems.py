"""The CTI systems as administrators set them: added, changed, paused, connected anew, deleted; each way in the trail.

Bridges look at the integrations every two seconds, so that all of it takes effect by itself.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from cti_bridge import catalog
from cti_bridge.floor.rows import Kind
from dashboard.models import FloorRow, Integration, Person
from dashboard.setup.vendors import secrets_of
from dashboard.store import checks
from dashboard.store.changes import note_change, veiled
from dashboard.store.hints import DESK, Publish
from dashboard.store.streams import lock_stream, next_shared_revision, put_rows

WHAT = "integration"
Now = Callable[[], datetime]


@dataclass(frozen=True, slots=True, kw_only=True)
class Losses:
    """What goes with an integration. History, trail and policies stay."""

    agents: int
    queues: int
    feeds: Sequence[str]  # logins
    people: Sequence[str]  # whose own sign-ins
    component_settings: Sequence[str]  # identifiers


def add(
    name: str, kind: str, *, enabled: bool, settings: Mapping[str, Any], by: Person, now: Now = timezone.now
) -> Integration:
    """A new integration. `settings` as `VendorForm.settings`: secrets sealed."""
    with transaction.atomic():
        made = Integration.objects.create(name=name, kind=kind, enabled=enabled, settings=dict(settings))
        _note(made, None, _fields(made), by, now())
    return made


def change(
    integration: Integration,
    *,
    by: Person,
    enabled: bool | None = None,
    settings: Mapping[str, Any] | None = None,
    now: Now = timezone.now,
) -> None:
    """Other settings, or paused, or followed again. What is the same leaves no line, and interrupts nothing."""
    with transaction.atomic():
        standing = Integration.objects.select_for_update().get(pk=integration.pk)
        before = _fields(standing)
        standing.enabled = standing.enabled if enabled is None else enabled
        standing.settings = standing.settings if settings is None else dict(settings)
        if _fields(standing) == before:
            return
        standing.save(update_fields=["enabled", "settings"])
        _note(standing, before, _fields(standing), by, now())


def connect_anew(integration: Integration, *, by: Person, now: Now = timezone.now) -> None:
    """Whichever bridge follows it lets go of its line and starts again."""
    with transaction.atomic():
        standing = Integration.objects.select_for_update().get(pk=integration.pk)
        standing.nudges += 1
        standing.save(update_fields=["nudges"])
        _note(standing, {"nudges": standing.nudges - 1}, {"nudges": standing.nudges}, by, now())


def losses_of(integration: Integration) -> Losses:
    """What a deletion would take along, as it stands."""
    standing = FloorRow.objects.filter(stream=integration.pk, gone=False)
    sign_ins = integration.sign_ins.select_related("person").order_by("login")
    return Losses(
        agents=standing.filter(kind=Kind.AGENT).count(),
        queues=standing.filter(kind=Kind.QUEUE).count(),
        feeds=[one.login for one in sign_ins if one.feed],
        people=sorted({str(one.person) for one in sign_ins if one.person}),
        component_settings=list(
            integration.component_settings.order_by("identifier").values_list("identifier", flat=True)
        ),
    )


def remove(integration: Integration, *, by: Person, publish: Publish, now: Now = timezone.now) -> None:
    """Deletes it with its sign-ins and settings, and takes its rows off every floor, whether or not a bridge runs."""
    with transaction.atomic():
        name = integration.pk
        lock_stream(name)  # first the source, then the desk: as a bridge that takes its lease, or gives it back
        checks.forget(name)
        _note(integration, _fields(integration), None, by, now())
        integration.delete()
        standing = FloorRow.objects.filter(stream=name, gone=False)
        rows = [(kind, team, key, "", True) for kind, team, key in standing.values_list("kind", "team", "key")]
        put_rows(name, next_shared_revision(name), rows)
        transaction.on_commit(lambda: publish({name, DESK}))


def _note(
    integration: Integration,
    before: Mapping[str, object] | None,
    after: Mapping[str, object] | None,
    by: Person,
    at: datetime,
) -> None:
    known = integration.kind in catalog.vendors()  # of one that is gone, anything may be a secret
    secret = secrets_of(integration.kind)[0] if known else integration.settings
    seen_before, seen_after = veiled(before, after, {f"settings.{name}" for name in secret})
    note_change(WHAT, integration.pk, by=by, at=at, before=seen_before, after=seen_after, source=integration.pk)


def _fields(integration: Integration) -> dict[str, object]:
    """Its fields by the setup file's keys; secrets still among them."""
    settings = {f"settings.{name}": value for name, value in integration.settings.items()}
    return {"kind": integration.kind, "enabled": integration.enabled, **settings}
