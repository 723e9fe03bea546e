"""Reason codes as their page lists them: by system and category, in the order in which they are offered. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Protocol

from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from dashboard.presenters.tones import TONES
from dashboard.presenters.words import Words

CATEGORIES: Words = {
    "not_ready": pgettext_lazy("reason category", "Not ready"),
    "sign_out": pgettext_lazy("reason category", "Sign out"),
    "wrap_up": pgettext_lazy("reason category", "Wrap-up"),
}
SystemsWords = Mapping[tuple[str, str, str], str]  # by source, category, code: only what systems give now


class Policy(Protocol):
    """What is decided about a code (models.ReasonPolicy)."""

    @property
    def pk(self) -> int: ...
    @property
    def source(self) -> str: ...
    @property
    def category(self) -> str: ...
    @property
    def code(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def order(self) -> int: ...
    @property
    def tone(self) -> str: ...
    @property
    def productive(self) -> bool: ...
    @property
    def max_minutes(self) -> int | None: ...
    @property
    def forceable(self) -> bool: ...
    @property
    def protected(self) -> bool: ...
    @property
    def retired(self) -> bool: ...
    @property
    def named(self) -> str: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonShown:
    """A code's row. `label`: what the floor shows; `systems`: the system's own words, where they are others."""

    pk: int
    code: str
    label: str
    systems: str
    order: int
    tone: str
    tone_word: str
    longest: str
    treated: list[str]
    retired: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The codes of one category of one system."""

    source: str
    category: str
    reasons: list[ReasonShown]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonFilters:
    """What is asked of the list. Retired codes are left out unless asked for."""

    source: str = ""
    category: str = ""
    q: str = ""
    retired: bool = False

    @property
    def any(self) -> bool:
        """Whether something is asked at all."""
        return bool(self.source or self.category or self.q or self.retired)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonList:
    """The list, how many of all it holds, and how many retired ones are left out."""

    groups: list[Group] = field(default_factory=list)
    shown: int = 0
    all: int = 0
    retired_left_out: int = 0


def listed(policies: Iterable[Policy], systems: SystemsWords, asked: ReasonFilters) -> ReasonList:
    """Those that are asked for."""
    every = sorted(policies, key=_place)
    matching = [policy for policy in every if _matches(policy, systems, asked)]
    wanted = [policy for policy in matching if asked.retired or not policy.retired]
    groups = [
        Group(
            source=source,
            category=str(CATEGORIES.get(category, category)),
            reasons=[shown(policy, systems) for policy in of_both],
        )
        for (source, category), of_both in groupby(wanted, key=lambda policy: (policy.source, policy.category))
    ]
    return ReasonList(groups=groups, shown=len(wanted), all=len(every), retired_left_out=len(matching) - len(wanted))


def shown(policy: Policy, systems: SystemsWords) -> ReasonShown:
    """One code's row."""
    said = said_by_system(policy, systems)
    label = policy.label or said or policy.code
    return ReasonShown(
        pk=policy.pk,
        code=policy.code,
        label=label,
        systems=said if said != label else "",
        order=policy.order,
        tone=policy.tone,
        tone_word=str(TONES.get(policy.tone, policy.tone)),
        longest="" if policy.max_minutes is None else _("{count} min").format(count=policy.max_minutes),
        treated=_treated(policy),
        retired=policy.retired,
    )


def said_by_system(policy: Policy, systems: SystemsWords) -> str:
    """The system's own words: of now, else as they were at the last import."""
    return systems.get((policy.source, policy.category, policy.code)) or policy.named


def _treated(policy: Policy) -> list[str]:
    said = {
        _("Productive"): policy.productive,
        _("Protected"): policy.protected,
        _("Not forceable"): not policy.forceable,
        _("Retired"): policy.retired,
    }
    return [word for word, holds in said.items() if holds]


def _matches(policy: Policy, systems: SystemsWords, asked: ReasonFilters) -> bool:
    words = f"{policy.code} {policy.label} {said_by_system(policy, systems)}".casefold()
    return (
        asked.source in ("", policy.source)
        and asked.category in ("", policy.category)
        and all(word in words for word in asked.q.casefold().split())
    )


def _place(policy: Policy) -> tuple[str, int, int, str]:
    categories = list(CATEGORIES)
    at = categories.index(policy.category) if policy.category in categories else len(categories)
    return policy.source, at, policy.order, policy.code
