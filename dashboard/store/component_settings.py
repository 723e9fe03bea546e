"""Integration settings: identifiers and values that components read, at most five for each integration.

Each change is kept with what was before, so that it can be undone. The trail says that a value changed and by how much,
never what it is: somebody may keep a token in one, and the trail cannot be erased.
"""

import hashlib
import hmac
import secrets
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from dashboard.models import Integration, IntegrationSetting, Person, SettingChange
from dashboard.store.changes import About, note_change

MOST = 5  # of one integration: as the vendors' own configuration allows (b+s Connects, Integration Settings)
WHAT, WHAT_KEY = "integration_setting", "integration_key"  # in the trail
KEY_BYTES = 32  # 256 bits: there is nothing to guess, so wrong keys need no throttle
_NO_DIGEST = "0" * 64


class TooMany(Exception):
    """The integration would have more than MOST settings."""


def about(name: str, identifier: str) -> About:
    """How the trail names a setting."""
    return WHAT, f"{name}:{identifier}"


def put(name: str, identifier: str, value: str | None, *, by: Person, now: datetime) -> bool:
    """Sets a value, or removes it with None; whether that changed anything. Raises TooMany."""
    with transaction.atomic():
        integration = Integration.objects.select_for_update().get(name=name)  # of two at once, one is the fifth
        standing = integration.component_settings.filter(identifier=identifier).first()
        before = standing.value if standing else None
        if before == value:
            return False
        if standing is None and integration.component_settings.count() >= MOST:
            raise TooMany
        if value is None:
            integration.component_settings.filter(identifier=identifier).delete()
        else:
            IntegrationSetting.objects.update_or_create(
                integration=integration, identifier=identifier, defaults={"value": value}
            )
        remember(name, identifier, before, value, by=by, now=now)
    return True


def remember(name: str, identifier: str, before: str | None, after: str | None, *, by: Person, now: datetime) -> None:
    """Writes a change down where it can be undone, and a line of the trail. None: it was not there, or is gone."""
    change = SettingChange.objects.create(
        integration_id=name, identifier=identifier, before=before, after=after, person=by.pk, at=now
    )
    note_change(
        *about(name, identifier),
        by=by,
        at=now,
        before=_size(before),
        after=None if after is None else {**(_size(after) or {}), "change": change.pk},
        source=name,
    )


def undo(change: SettingChange, *, by: Person, now: datetime) -> bool:
    """Makes the setting be as it was before a change; that is a change too. Raises TooMany."""
    return put(change.integration_id, change.identifier, change.before, by=by, now=now)


def values_of(integration: Integration) -> dict[str, str]:
    """Every identifier and its value, as components read them."""
    return dict(integration.component_settings.order_by("identifier").values_list("identifier", "value"))


def names_of(changes: Iterable[SettingChange]) -> dict[int, str]:
    """Who made these changes, by id."""
    people = Person.objects.filter(pk__in={change.person for change in changes})
    return {person.pk: str(person) for person in people}


def make_key(name: str, *, by: Person, now: datetime) -> str:
    """A new key, to be shown once: only its digest is kept. The one before is worth nothing from now on."""
    key = secrets.token_urlsafe(KEY_BYTES)
    _keep_digest(name, _digest(key), by=by, now=now)
    return key


def withdraw_key(name: str, *, by: Person, now: datetime) -> None:
    """From now on nobody reads the integration's settings."""
    _keep_digest(name, "", by=by, now=now)


def opened_by(name: str, key: str) -> Integration | None:
    """The integration, where this is its key. A name that is not there takes as long as a key that is wrong."""
    integration = Integration.objects.filter(name=name).first()
    digest = (integration.key_digest if integration else "") or _NO_DIGEST
    fits = hmac.compare_digest(_digest(key), digest)
    return integration if fits else None


def _keep_digest(name: str, digest: str, *, by: Person, now: datetime) -> None:
    with transaction.atomic():
        integration = Integration.objects.select_for_update().get(name=name)
        before = integration.key_digest
        if before == digest:
            return
        integration.key_digest = digest
        integration.save(update_fields=["key_digest"])
        note_change(WHAT_KEY, name, by=by, at=now, before=_key(before), after=_key(digest), source=name)


def _key(digest: str) -> dict[str, object] | None:
    """A key in the trail: which one, by the first of its digest; enough to tell two apart, no help in finding it."""
    return {"key": digest[:8]} if digest else None


def _size(value: str | None) -> dict[str, object] | None:
    return None if value is None else {"characters": len(value)}


def _digest(key: str) -> str:
    """Not salted and not slow: there is nothing to guess in 256 random bits."""
    return hashlib.sha256(key.encode(errors="replace")).hexdigest()
