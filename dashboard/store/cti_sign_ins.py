"""CTI sign-ins as administrators set them: a feed's, or a person's own; each change in the trail, no password in it."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from cti_bridge import catalog
from dashboard.models import CtiSignIn, Integration, Person
from dashboard.setup.vendors import secrets_of
from dashboard.store.changes import note_change, veiled, whose

WHAT = "sign_in"
Now = Callable[[], datetime]


def add(
    integration: Integration,
    login: str,
    *,
    person: Person | None,
    settings: Mapping[str, Any],
    by: Person,
    now: Now = timezone.now,
) -> CtiSignIn:
    """A new sign-in; without a person a feed's. `settings` as `VendorForm.settings`."""
    with transaction.atomic():
        made = CtiSignIn.objects.create(
            integration=integration, login=login, person=person, feed=person is None, settings=dict(settings)
        )
        _note(made, None, _fields(made), by, now())
    return made


def change(sign_in: CtiSignIn, login: str, *, settings: Mapping[str, Any], by: Person, now: Now = timezone.now) -> None:
    """Other settings. With another login it is another phone: what was typed for the one before is forgotten."""
    with transaction.atomic():
        standing = CtiSignIn.objects.select_for_update().get(pk=sign_in.pk)
        before = _fields(standing)
        if login != standing.login:
            standing.typed = ""
        standing.login, standing.settings = login, dict(settings)
        if _fields(standing) == before:
            return
        standing.save(update_fields=["login", "settings", "typed"])
        _note(standing, before, _fields(standing), by, now())


def remove(sign_in: CtiSignIn, *, by: Person, now: Now = timezone.now) -> None:
    """Deletes it: who is signed in with it is signed out by the bridge."""
    with transaction.atomic():
        _note(sign_in, _fields(sign_in), None, by, now())
        sign_in.delete()


def _note(
    sign_in: CtiSignIn,
    before: Mapping[str, object] | None,
    after: Mapping[str, object] | None,
    by: Person,
    at: datetime,
) -> None:
    kind = sign_in.integration.kind
    secrets = secrets_of(kind)[1] if kind in catalog.vendors() else set(sign_in.settings)
    seen_before, seen_after = veiled(before, after, secrets)
    note_change(WHAT, sign_in.key, by=by, at=at, before=seen_before, after=seen_after, source=sign_in.integration_id)


def _fields(sign_in: CtiSignIn) -> dict[str, object]:
    """Its fields by the setup file's keys, but for its person, who stands by number; a password still among them."""
    held_by: dict[str, object] = {"feed": True} if sign_in.person is None else {"user": whose(sign_in.person)}
    return held_by | dict(sign_in.settings)
