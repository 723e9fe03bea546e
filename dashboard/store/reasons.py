"""What is decided about reason codes: kept, retired or removed, each change with its line of the trail."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from cti_bridge.floor.rows import Kind
from dashboard.models import FloorRow, Integration, Person, ReasonPolicy, StateLogEntry
from dashboard.presenters.policies import CATEGORY_OF
from dashboard.store import rows
from dashboard.store.bodies import decode
from dashboard.store.changes import About, note_change

WHAT = "reason_code"  # in the trail
KEY = ("source", "category", "code")
DECIDED = ("label", "order", "tone", "productive", "max_minutes", "forceable", "protected", "retired")
Key = tuple[str, str, str]


class InUse(Exception):
    """A code that is in use is retired, not removed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Uses:
    """Where a code is in use."""

    agents: int  # who have it now
    history: bool  # it stands in states that are kept
    system: bool  # its system gives it

    def __bool__(self) -> bool:
        """Whether it is in use at all."""
        return bool(self.agents or self.history or self.system)


def key_of(policy: ReasonPolicy) -> Key:
    """Source, category, code."""
    return policy.source, policy.category, policy.code


def about(policy: ReasonPolicy) -> About:
    """How the trail names a code."""
    return WHAT, ":".join(key_of(policy))


def decided(policy: ReasonPolicy) -> dict[str, Any]:
    """What people decided about a code, by field."""
    return {name: getattr(policy, name) for name in DECIDED}


def hold_codes_of(sources: Collection[str]) -> None:
    """Lets nobody else load codes of these systems until the transaction ends."""
    list(Integration.objects.select_for_update().filter(pk__in=sources).order_by("pk"))


def given_by_systems() -> dict[Key, str]:
    """What every system says now of its codes, in its own words."""
    names = Integration.objects.values_list("name", flat=True)
    return {(name, r.category.value, r.code): r.label for name in names for r in rows.reasons(name)}


def keep(policy: ReasonPolicy, values: Mapping[str, Any], *, by: Person, now: datetime) -> bool:
    """Makes a code, new or not, be so; whether that changed anything. `values` are of DECIDED, and `named`."""
    is_new = policy.pk is None
    before = None if is_new else decided(policy) | {"named": policy.named}
    for name, value in values.items():
        setattr(policy, name, value)
    after = decided(policy) | {"named": policy.named}
    if before == after:
        return False
    with transaction.atomic():
        policy.save()
        note_change(*about(policy), by=by, at=now, before=before, after=after, source=policy.source)
    return True


def uses(policy: ReasonPolicy) -> Uses:
    """Where a code is in use now. It reads the log of states: for one code, when somebody asks."""
    states = [state for state, category in CATEGORY_OF.items() if category == policy.category]
    standing = FloorRow.objects.filter(stream=policy.source, kind=Kind.AGENT, gone=False)
    agents = (decode(Kind.AGENT, body) for body in standing.values_list("body", flat=True))
    logged = StateLogEntry.objects.filter(source=policy.source, reason=policy.code, state__in=states)
    given = rows.find(policy.source, Kind.REASON, ":".join(key_of(policy)))
    return Uses(
        agents=sum(agent.reason == policy.code and agent.state in states for agent in agents),
        history=logged.exists(),
        system=given is not None,
    )


def remove(policy: ReasonPolicy, *, by: Person, now: datetime) -> None:
    """Forgets what was decided about a code. Raises InUse."""
    if uses(policy):
        raise InUse
    with transaction.atomic():
        before, named = decided(policy), about(policy)
        policy.delete()
        note_change(*named, by=by, at=now, before=before, after=None, source=policy.source)
