"""The whole installation as a setup file: all that `load` takes but people's passwords. Secrets are references."""

from collections.abc import Iterable
from datetime import date
from typing import Any, TypeVar

import msgspec
import tomli_w
from django.db.models import Model, Prefetch

from dashboard.models import (
    CtiSignIn,
    Integration,
    IntegrationSetting,
    Person,
    QueuePolicy,
    ReasonPolicy,
    Site,
    TeamPolicy,
)
from dashboard.secrets import ENV
from dashboard.setup import schema, vendors
from dashboard.setup.sealing import Names

E = TypeVar("E", bound=schema.Entry)
ALWAYS_WHOLE = ("retention", "privacy")
_SIGN_INS = Prefetch("sign_ins", CtiSignIn.objects.select_related("person").order_by("-feed", "login"))


def dump() -> tuple[str, list[str]]:
    """The file's text, and the environment variables that must hold its secrets wherever it is loaded."""
    setup, names = as_setup()
    head = "".join(f"# needs {name}\n" for name in names.given)
    return (head + "\n" if head else "") + written(setup), names.given


def names_needed() -> Names:
    """The names that the references of a dump need, and what those that it makes up stand for, as it is stored here."""
    return _integrations()[1]


def as_setup() -> tuple[schema.Setup, Names]:
    """The installation as a file's content, in a fixed order, and the names that its references need."""
    integrations, names = _integrations()
    site = Site.objects.filter(pk=1).first()
    setup = schema.Setup(
        site=_entry(schema.Site, site) if site else None,
        integration=integrations,
        person=tuple(_person(p) for p in Person.objects.order_by("username").prefetch_related("lent")),
        team=tuple(_entry(schema.Team, t) for t in TeamPolicy.objects.order_by("id")),
        reason_code=tuple(
            _entry(schema.ReasonCode, r) for r in ReasonPolicy.objects.order_by("source", "category", "order", "code")
        ),
        integration_setting=tuple(
            schema.IntegrationSetting(source=s.integration_id, identifier=s.identifier, value=s.value)
            for s in IntegrationSetting.objects.order_by("integration_id", "identifier")
        ),
        queue=tuple(_entry(schema.Queue, q) for q in QueuePolicy.objects.order_by("id")),
        retention=_entry(schema.Retention, site) if site else None,
        privacy=_entry(schema.Privacy, site) if site else None,
    )
    return setup, names


def written(setup: schema.Setup) -> str:
    """A file's content as TOML. What has its default is left out, but in tables that say how long and how private."""
    tables: dict[str, Any] = {}
    for name, value in msgspec.structs.asdict(setup).items():
        if isinstance(value, tuple) and value:
            tables[name] = [_without_defaults(entry) for entry in value]
        elif isinstance(value, schema.Entry):
            tables[name] = msgspec.to_builtins(value) if name in ALWAYS_WHOLE else _without_defaults(value)
    return tomli_w.dumps(tables)


def _without_defaults(entry: schema.Entry) -> dict[str, Any]:
    fields = msgspec.structs.fields(entry)
    default = {f.encode_name: f.default if f.default is not msgspec.NODEFAULT else None for f in fields}
    plain = msgspec.to_builtins(entry, builtin_types=(date,))
    return {k: v for k, v in plain.items() if v not in (default[k], None, [], {})}


def _person(person: Person) -> schema.Person:
    loans = sorted(schema.Loan(team=loan.team, until=loan.until) for loan in person.lent.all())
    active = None if person.is_active else False
    return _entry(schema.Person, person, agent=tuple(person.agents), password="", lent=tuple(loans), active=active)


def _names_in_use(integrations: Iterable[Integration]) -> set[str]:
    """The environment variables that anything refers to already."""
    held = [i.settings for i in integrations] + [s.settings for i in integrations for s in i.sign_ins.all()]
    return {
        value.removeprefix(ENV)
        for fields in held
        for value in fields.values()
        if isinstance(value, str) and value.startswith(ENV)
    }


def _integrations() -> tuple[tuple[schema.Integration, ...], Names]:
    """The only ones that hold secrets."""
    every = list(Integration.objects.order_by("name").prefetch_related(_SIGN_INS))
    names = Names(taken=_names_in_use(every))
    return tuple(_integration(one, names) for one in every), names


def _integration(integration: Integration, names: Names) -> schema.Integration:
    secret, secret_of_sign_in = vendors.secrets_of(integration.kind)
    return schema.Integration(
        name=integration.name,
        kind=integration.kind,
        enabled=integration.enabled,
        settings=names.referred(integration.settings, secret, integration.name),
        sign_in=tuple(_sign_in(s, names, secret_of_sign_in) for s in integration.sign_ins.all()),
    )


def _sign_in(sign_in: CtiSignIn, names: Names, secret: frozenset[str]) -> dict[str, Any]:
    held_by = {"user": sign_in.person.username} if sign_in.person else {"feed": True}
    return held_by | names.referred(sign_in.settings, secret, sign_in.integration_id, sign_in.login)


def _entry(struct: type[E], row: Model, **given: Any) -> E:
    """A row as an entry of the file; fields of the same name carry over."""
    values = {f.name: getattr(row, f.name) for f in msgspec.structs.fields(struct) if f.name not in given}
    return msgspec.convert(values | given, struct)
