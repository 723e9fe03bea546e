"""What may stand in a setup file: names, types and defaults, as the contract lists them. Vendors' parts stay open here.

An entry is whole: what it leaves out has its default. A table or an entry that is not in the file is left alone.
"""

from datetime import date
from typing import Annotated, Any, Literal

from msgspec import Meta, Struct, field

Count = Annotated[int, Meta(ge=0, le=2_147_483_647)]  # what a column of the database holds
Days = Annotated[int, Meta(ge=1, le=36_500)]
Name = Annotated[str, Meta(max_length=200)]
SourceName = Annotated[str, Meta(pattern=r"^[a-z0-9][a-z0-9_-]*$", max_length=40)]
Place = Annotated[str, Meta(pattern=r"^[a-z0-9][a-z0-9_-]*:.+$", max_length=120)]  # cisco:5000
Language = Literal["", "en", "de", "fr", "es"]
Role = Literal["administrator", "supervisor", "viewer", "agent"]
LimitedState = Literal["not_ready", "ready", "reserved", "talking", "hold", "wrap_up", "busy"]
Variant = Literal["answered_only", "abandons_positive", "abandons_negative", "abandons_ignored", "short_abandon_credit"]
Tone = Literal["", "grey", "red", "amber", "yellow", "green", "teal", "blue", "indigo", "purple", "pink"]


class Entry(Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """A table of the file; an unknown key is an error."""


class Site(Entry, kw_only=True, frozen=True):
    """`[site]`."""

    name: Name = ""
    time_zone: str = ""


class Integration(Entry, kw_only=True, frozen=True):
    """`[[integration]]`. `settings` and `sign_in` are the vendor's to declare (dashboard/setup/vendors.py)."""

    name: SourceName
    kind: str
    enabled: bool = True
    settings: dict[str, Any] = field(default_factory=dict)
    sign_in: tuple[dict[str, Any], ...] = ()


class Loan(Entry, kw_only=True, frozen=True, order=True):
    """One of `lent`: a team that a person has too, up to the end of a day."""

    team: Place
    until: date


class Person(Entry, kw_only=True, frozen=True):
    """`[[person]]`. The password is used when the person is made, never again, and never dumped.

    `active` is the only key without a default: a file that does not name it lets nobody in again who was put out.
    """

    username: Annotated[str, Meta(min_length=1, max_length=150)]
    name: Name = ""
    role: Role
    teams: tuple[Place, ...] = ()
    password: str = ""
    language: Language = ""
    agent: tuple[Place, ...] = ()
    lent: tuple[Loan, ...] = ()
    active: bool | None = None


class Team(Entry, kw_only=True, frozen=True):
    """`[[team]]`."""

    id: Place
    name: Name = ""
    time_zone: str = ""
    listening: Literal["off", "queue_calls", "all_calls"] = "off"
    purpose: str = ""
    reason_required: bool = False
    excluded: tuple[Place, ...] = ()
    history: Literal["off", "today", "kept"] = "kept"
    max_minutes: dict[LimitedState, Count] = field(default_factory=dict)


class ReasonCode(Entry, kw_only=True, frozen=True):
    """`[[reason_code]]`."""

    source: SourceName
    category: Literal["not_ready", "sign_out", "wrap_up"]
    code: Annotated[str, Meta(min_length=1, max_length=60)]
    label: Name = ""
    order: Count = 0
    tone: Tone = ""
    productive: bool = False
    max_minutes: Count | None = None
    forceable: bool = True
    protected: bool = False
    retired: bool = False


class IntegrationSetting(Entry, kw_only=True, frozen=True):
    """`[[integration_setting]]`."""

    source: SourceName
    identifier: Annotated[str, Meta(min_length=1, max_length=100)]
    value: str = ""


class Queue(Entry, kw_only=True, frozen=True):
    """`[[queue]]`."""

    id: Annotated[str, Meta(pattern=r"^[a-z0-9][a-z0-9_-]*:.+$", max_length=200)]
    name: Name = ""
    teams: tuple[Place, ...] = ()
    warn_waiting: Count | None = None
    warn_wait_seconds: Count | None = None
    service_level_seconds: Count = 20
    service_level_variant: Variant = "abandons_negative"
    short_abandon_seconds: Count = 5


class Retention(Entry, kw_only=True, frozen=True):
    """`[retention]`."""

    states_days: Days = 30
    calls_days: Days = 30
    trail_days: Days = 365


class Privacy(Entry, kw_only=True, frozen=True):
    """`[privacy]`."""

    mask_numbers: bool = True
    agent_sees_listens: bool = False


class Setup(Entry, kw_only=True, frozen=True):
    """A whole file."""

    site: Site | None = None
    integration: tuple[Integration, ...] = ()
    person: tuple[Person, ...] = ()
    team: tuple[Team, ...] = ()
    reason_code: tuple[ReasonCode, ...] = ()
    integration_setting: tuple[IntegrationSetting, ...] = ()
    queue: tuple[Queue, ...] = ()
    retention: Retention | None = None
    privacy: Privacy | None = None
