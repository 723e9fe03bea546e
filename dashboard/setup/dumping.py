"""The whole installation as a setup file: all that `load` takes but people's passwords. Secrets are references."""

from typing import Any, TypeVar

import msgspec
import tomli_w
from django.db.models import Model

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
from dashboard.setup import schema, vendors
from dashboard.setup.sealing import Names

E = TypeVar("E", bound=schema.Entry)
ALWAYS_WHOLE = ("retention", "privacy")


def dump() -> tuple[str, list[str]]:
    """The file's text, and the environment variables that must hold its secrets wherever it is loaded."""
    setup, names = as_setup()
    head = "".join(f"# needs {name}\n" for name in names)
    return (head + "\n" if head else "") + written(setup), names


def as_setup() -> tuple[schema.Setup, list[str]]:
    """The installation as a file's content, in a fixed order, and the names that its references need."""
    names = Names()
    site = Site.objects.filter(pk=1).first()
    setup = schema.Setup(
        site=_entry(schema.Site, site) if site else None,
        integration=tuple(_integration(i, names) for i in Integration.objects.order_by("name")),
        person=tuple(
            _entry(schema.Person, p, agent=tuple(p.agents), password="")
            for p in Person.objects.filter(is_active=True).order_by("username")
        ),
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
    return setup, names.given


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
    return {k: v for k, v in msgspec.to_builtins(entry).items() if v not in (default[k], None, [], {})}


def _integration(integration: Integration, names: Names) -> schema.Integration:
    secret, secret_of_sign_in = vendors.secrets_of(integration.kind)
    settings = names.referred(integration.settings, secret, integration.name)
    sign_ins = integration.sign_ins.select_related("person").order_by("-feed", "login")
    return schema.Integration(
        name=integration.name,
        kind=integration.kind,
        enabled=integration.enabled,
        settings=settings,
        sign_in=tuple(
            _sign_in(s, names, secret_of_sign_in) for s in sign_ins if s.person is None or s.person.is_active
        ),
    )


def _sign_in(sign_in: CtiSignIn, names: Names, secret: frozenset[str]) -> dict[str, Any]:
    held_by = {"user": sign_in.person.username} if sign_in.person else {"feed": True}
    return held_by | names.referred(sign_in.settings, secret, sign_in.integration_id, sign_in.login)


def _entry(struct: type[E], row: Model, **given: Any) -> E:
    """A row as an entry of the file; fields of the same name carry over."""
    values = {f.name: getattr(row, f.name) for f in msgspec.structs.fields(struct) if f.name not in given}
    return msgspec.convert(values | given, struct)
