"""Reason codes from a file that was read: what loading it would change, then the loading. Twice changes nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from dashboard.models import Person, ReasonPolicy
from dashboard.store.changes import differing
from dashboard.store.reasons import KEY, Key, decided, hold_codes_of, keep, key_of

Wanted = Mapping[Key, Mapping[str, Any]]  # what is to be decided, by source, category and code


@dataclass(frozen=True, slots=True)
class Change:
    """One code that the file changes, or adds: the fields that differ."""

    key: Key
    before: Mapping[str, Any] | None
    after: Mapping[str, Any]


def standing() -> dict[Key, ReasonPolicy]:
    """Every code that is here."""
    return {key_of(policy): policy for policy in ReasonPolicy.objects.order_by(*KEY)}


def changes(wanted: Wanted) -> list[Change]:
    """What loading would change, in the file's order. A code that the file does not name stays."""
    here = standing()
    found = []
    for key, values in wanted.items():
        policy = here.get(key)
        if policy is None:
            found.append(Change(key, None, values))
        elif (before := decided(policy)) != values:
            found.append(Change(key, **_differing(before, values)))
    return found


def load(wanted: Wanted, *, by: Person, now: datetime) -> int:
    """Loads all of it, or nothing; how many codes that changed or added."""
    with transaction.atomic():
        hold_codes_of({source for source, _category, _code in wanted})  # who agrees twice loads it once
        here = standing()
        policies = ((here.get(key) or ReasonPolicy(**dict(zip(KEY, key, strict=True))), key) for key in wanted)
        return sum(keep(policy, wanted[key], by=by, now=now) for policy, key in policies)


def _differing(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, Any]:
    return dict(differing(before, after))
