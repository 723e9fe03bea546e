"""Reason codes from the systems that give them: what an import would change, then the import. Twice changes nothing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.db import transaction

from cti_bridge.floor.model import ReasonCategory
from dashboard.models import Person, ReasonPolicy
from dashboard.store import rows
from dashboard.store.reasons import hold_codes_of, keep

LONGEST_CODE, LONGEST_LABEL = 60, 200  # ReasonPolicy's columns


@dataclass(frozen=True, slots=True)
class Difference:
    """One code: the system's words at the last import, and now. None: it was not there, or is there no more."""

    category: str
    code: str
    before: str | None
    after: str | None
    label: str = ""  # ours, which stays


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What importing from a system would do."""

    source: str
    new: tuple[Difference, ...] = ()
    changed: tuple[Difference, ...] = ()
    gone: tuple[Difference, ...] = ()  # will be retired
    retired: tuple[Difference, ...] = ()  # given again, or still: they stay retired
    same: int = 0
    silent: tuple[str, ...] = ()  # categories of which the system gives nothing: ours stay as they are
    too_long: int = 0  # codes that cannot be kept here

    @property
    def changes(self) -> int:
        """How many codes it would make or change."""
        return len(self.new) + len(self.changed) + len(self.gone)

    @property
    def digest(self) -> str:
        """Another preview, another digest: what is agreed to is what was seen."""
        said = repr((self.source, self.new, self.changed, self.gone))
        return sha256(said.encode()).hexdigest()[:16]


class NotLive(Exception):
    """The system is not live: what it gives is not known now."""


class Moved(Exception):
    """The system, or somebody here, changed codes after the preview; `preview` is as it is now."""

    def __init__(self, preview: Preview) -> None:
        super().__init__("The preview is another now.")
        self.preview = preview


def preview(source: str) -> Preview:
    """What importing would do now. Raises NotLive."""
    if not rows.is_live(source):
        raise NotLive
    every = rows.reasons(source)
    given = {(r.category.value, r.code): r.label[:LONGEST_LABEL] for r in every if len(r.code) <= LONGEST_CODE}
    ours = {(p.category, p.code): p for p in ReasonPolicy.objects.filter(source=source)}
    told = {category for category, _code in given}
    known = [(key, ours[key]) for key in given if key in ours]
    return Preview(
        source=source,
        new=_ordered(Difference(*key, None, label) for key, label in given.items() if key not in ours),
        changed=_ordered(_difference(p, given[key]) for key, p in known if p.named != given[key]),
        gone=_ordered(
            _difference(p, None) for key, p in ours.items() if key not in given and not p.retired and key[0] in told
        ),
        retired=_ordered(_difference(p, given[key]) for key, p in known if p.retired),
        same=sum(p.named == given[key] for key, p in known),
        silent=tuple(category.value for category in ReasonCategory if category.value not in told),
        too_long=len(every) - len(given),
    )


def carry_out(source: str, digest: str, *, by: Person, now: datetime) -> Preview:
    """Does what was previewed, all of it or nothing. Raises NotLive, and Moved where it would do something else now."""
    with transaction.atomic():
        hold_codes_of([source])
        agreed = preview(source)
        if agreed.digest != digest:
            raise Moved(agreed)
        for one in agreed.new:
            policy = ReasonPolicy(source=source, category=one.category, code=one.code)
            keep(policy, {"named": one.after}, by=by, now=now)
        for one in (*agreed.changed, *agreed.gone):
            policy = ReasonPolicy.objects.get(source=source, category=one.category, code=one.code)
            values = {"retired": True} if one.after is None else {"named": one.after}
            keep(policy, values, by=by, now=now)
    return agreed


def _difference(policy: ReasonPolicy, after: str | None) -> Difference:
    return Difference(policy.category, policy.code, policy.named, after, policy.label)


def _ordered(differences: Iterable[Difference]) -> tuple[Difference, ...]:
    return tuple(sorted(differences, key=lambda one: (one.category, len(one.code), one.code)))
