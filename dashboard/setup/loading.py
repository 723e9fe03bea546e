"""Puts a setup file into the database: all of it or nothing. What the file does not name stays as it is."""

from collections.abc import Iterator
from typing import Any

from django.db import transaction
from msgspec import structs

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
from dashboard.setup import people, schema, vendors
from dashboard.setup.changes import Change, put
from dashboard.setup.dumping import names_needed
from dashboard.setup.errors import WrongSetup
from dashboard.setup.reading import read
from dashboard.setup.sealing import Standing, sealed_fields

MOST_SETTINGS = 5  # of one integration


def load(text: str, *, check: bool = False) -> list[str]:
    """Loads a file; returns what changed, a line each (nothing, the second time). With `check`, what would change.

    Raises WrongSetup, and then nothing was loaded.
    """
    return [str(change) for change in changes_of(text, check=check)]


def changes_of(text: str, *, check: bool = False) -> list[Change]:
    """As `load`, and field by field."""
    setup = read(text)
    with transaction.atomic():
        changes = list(_changes(setup))
        transaction.set_rollback(check)
    return changes


def _changes(setup: schema.Setup) -> Iterator[Change]:
    known = names_needed().stands_for
    yield from _site(setup)
    for place, integration in enumerate(setup.integration):
        yield from _integration(integration, f"integration[{place}]", known)
    yield from people.load(setup.person)
    for place, integration in enumerate(setup.integration):
        yield from _sign_ins(integration, f"integration[{place}]", known)
    for team in setup.team:
        yield from put("team", team.id, TeamPolicy, {"id": team.id}, _values(team, "id"), source=_source(team.id))
    for queue in setup.queue:
        yield from put("queue", queue.id, QueuePolicy, {"id": queue.id}, _values(queue, "id"), source=_source(queue.id))
    for reason in setup.reason_code:
        key = {"source": reason.source, "category": reason.category, "code": reason.code}
        values = _values(reason, *key)
        yield from put("reason_code", ":".join(key.values()), ReasonPolicy, key, values, source=reason.source)
    for place, setting in enumerate(setup.integration_setting):
        yield from _component_setting(setting, f"integration_setting[{place}]")


def _site(setup: schema.Setup) -> Iterator[Change]:
    tables = [table for table in (setup.site, setup.retention, setup.privacy) if table is not None]
    values = {name: value for table in tables for name, value in _values(table).items()}
    if values:
        yield from put("site", "", Site, {"id": 1}, values)


def _integration(entry: schema.Integration, key: str, known: Standing) -> Iterator[Change]:
    vendors.check_settings(entry.kind, entry.settings, key)
    standing = Integration.objects.filter(name=entry.name).first()
    secret, _ = vendors.secrets_of(entry.kind)
    held = standing.settings if standing else {}
    settings = sealed_fields(entry.settings, secret, held, f"{key}.settings", known)
    values = {"kind": entry.kind, "enabled": entry.enabled, "settings": settings}
    yield from put(
        "integration", entry.name, Integration, {"name": entry.name}, values, secrets=secret, source=entry.name
    )


def _sign_ins(entry: schema.Integration, key: str, known: Standing) -> Iterator[Change]:
    logins: set[str] = set()
    for place, fields in enumerate(entry.sign_in):
        here = f"{key}.sign_in[{place}]"
        login, change = _sign_in(entry, fields, here, known)
        if login in logins:
            raise WrongSetup(here, f"the login {login} stands in this integration twice.")
        logins.add(login)
        yield from change


def _sign_in(
    entry: schema.Integration, fields: dict[str, Any], key: str, known: Standing
) -> tuple[str, Iterator[Change]]:
    own = {name: value for name, value in fields.items() if name not in ("feed", "user")}
    feed, person = _held_by(fields, key)
    login = vendors.login_of(entry.kind, own, key)
    standing = CtiSignIn.objects.filter(integration_id=entry.name, login=login).first()
    _, secret = vendors.secrets_of(entry.kind)
    values = {
        "feed": feed,
        "person_id": person.pk if person else None,
        "settings": sealed_fields(own, secret, standing.settings if standing else {}, key, known),
    }
    where = {"integration_id": entry.name, "login": login}
    if standing and standing.person_id != values["person_id"]:
        CtiSignIn.objects.filter(pk=standing.pk).update(typed="")  # it was typed by somebody for themselves
    named = f"{entry.name}:{login}"
    return login, put("sign_in", named, CtiSignIn, where, values, secrets=secret, source=entry.name)


def _held_by(fields: dict[str, Any], key: str) -> tuple[bool, Person | None]:
    """Whether a sign-in is a feed's, and whose own it is otherwise: exactly one of the two."""
    feed, user = fields.get("feed", False), fields.get("user", "")
    if not isinstance(feed, bool):
        raise WrongSetup(f"{key}.feed", "is neither true nor false.")
    if feed == bool(user):
        raise WrongSetup(f"{key}.user", 'say either "feed = true" or whose own it is: one of the two.')
    if feed:
        return True, None
    person = Person.objects.filter(username=user).first()
    if person is None:
        raise WrongSetup(f"{key}.user", f"there is no person {user}.")
    return False, person


def _component_setting(entry: schema.IntegrationSetting, key: str) -> Iterator[Change]:
    if not Integration.objects.filter(name=entry.source).exists():
        raise WrongSetup(f"{key}.source", f"there is no integration {entry.source}.")
    where = {"integration_id": entry.source, "identifier": entry.identifier}
    subject = f"{entry.source}:{entry.identifier}"
    yield from put(
        "integration_setting", subject, IntegrationSetting, where, {"value": entry.value}, source=entry.source
    )
    if IntegrationSetting.objects.filter(integration_id=entry.source).count() > MOST_SETTINGS:
        raise WrongSetup(f"{key}.identifier", f"{entry.source} would have more than {MOST_SETTINGS} settings.")


def _source(key: str) -> str:
    return key.partition(":")[0]


def _values(entry: schema.Entry, *without: str) -> dict[str, Any]:
    """An entry's fields as a model keeps them."""
    values = structs.asdict(entry)
    return {k: list(v) if isinstance(v, tuple) else v for k, v in values.items() if k not in without}
