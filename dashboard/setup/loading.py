"""Puts a setup file into the database: all of it or nothing. What the file does not name stays as it is."""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model
from msgspec import structs

from cti_bridge.errors import Fatal
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
from dashboard.secrets import reveal
from dashboard.setup import schema, vendors
from dashboard.setup.errors import WrongSetup
from dashboard.setup.reading import read
from dashboard.setup.sealing import sealed_fields

MOST_SETTINGS = 5  # of one integration


def load(text: str, *, check: bool = False) -> list[str]:
    """Loads a file; returns what changed, a line each (nothing, the second time). With `check`, what would change.

    Raises WrongSetup, and then nothing was loaded.
    """
    setup = read(text)
    with transaction.atomic():
        changes = list(_changes(setup))
        transaction.set_rollback(check)
    return changes


def _changes(setup: schema.Setup) -> Iterator[str]:
    yield from _site(setup)
    for place, integration in enumerate(setup.integration):
        yield from _integration(integration, f"integration[{place}]")
    for place, person in enumerate(setup.person):
        yield from _person(person, f"person[{place}]")
    for place, integration in enumerate(setup.integration):
        yield from _sign_ins(integration, f"integration[{place}]")
    for team in setup.team:
        yield from _put(TeamPolicy, f"team {team.id}", {"id": team.id}, _values(team, "id"))
    for queue in setup.queue:
        yield from _put(QueuePolicy, f"queue {queue.id}", {"id": queue.id}, _values(queue, "id"))
    for reason in setup.reason_code:
        key = {"source": reason.source, "category": reason.category, "code": reason.code}
        yield from _put(ReasonPolicy, f"reason code {':'.join(key.values())}", key, _values(reason, *key))
    for place, setting in enumerate(setup.integration_setting):
        yield from _component_setting(setting, f"integration_setting[{place}]")


def _site(setup: schema.Setup) -> Iterator[str]:
    tables = [table for table in (setup.site, setup.retention, setup.privacy) if table is not None]
    values = {name: value for table in tables for name, value in _values(table).items()}
    if values:
        yield from _put(Site, "site", {"id": 1}, values)


def _integration(entry: schema.Integration, key: str) -> Iterator[str]:
    vendors.check_settings(entry.kind, entry.settings, key)
    standing = Integration.objects.filter(name=entry.name).first()
    secret, _ = vendors.secrets_of(entry.kind)
    settings = sealed_fields(entry.settings, secret, standing.settings if standing else {}, f"{key}.settings")
    values = {"kind": entry.kind, "enabled": entry.enabled, "settings": settings}
    yield from _put(Integration, f"integration {entry.name}", {"name": entry.name}, values)


def _sign_ins(entry: schema.Integration, key: str) -> Iterator[str]:
    logins: set[str] = set()
    for place, fields in enumerate(entry.sign_in):
        here = f"{key}.sign_in[{place}]"
        login, change = _sign_in(entry, fields, here)
        if login in logins:
            raise WrongSetup(here, f"the login {login} stands in this integration twice.")
        logins.add(login)
        yield from change


def _sign_in(entry: schema.Integration, fields: dict[str, Any], key: str) -> tuple[str, Iterator[str]]:
    own = {name: value for name, value in fields.items() if name not in ("feed", "user")}
    feed, person = _held_by(fields, key)
    login = vendors.login_of(entry.kind, own, key)
    standing = CtiSignIn.objects.filter(integration_id=entry.name, login=login).first()
    _, secret = vendors.secrets_of(entry.kind)
    values = {
        "feed": feed,
        "person_id": person.pk if person else None,
        "settings": sealed_fields(own, secret, standing.settings if standing else {}, key),
    }
    where = {"integration_id": entry.name, "login": login}
    return login, _put(CtiSignIn, f"sign-in {entry.name}:{login}", where, values)


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


def _person(entry: schema.Person, key: str) -> Iterator[str]:
    values = _values(entry, "username", "password", "agent") | {"agents": list(entry.agent)}
    if Person.objects.filter(username=entry.username).exists():
        yield from _put(Person, f"person {entry.username}", {"username": entry.username}, values)
        return
    try:
        password = reveal(entry.password)
    except Fatal as error:
        raise WrongSetup(f"{key}.password", str(error)) from None
    person = Person.objects.create_user(entry.username, password or None, **values)
    yield f"add person {entry.username}{_weakness(password, person)}"


def _weakness(password: str, person: Person) -> str:
    """What is weak about a new person's password, to be told to whoever loads it: it is loaded all the same."""
    try:
        if password:
            validate_password(password, person)
    except ValidationError as weak:
        return f", with a weak password: {weak.messages[0]}"
    return ""


def _component_setting(entry: schema.IntegrationSetting, key: str) -> Iterator[str]:
    if not Integration.objects.filter(name=entry.source).exists():
        raise WrongSetup(f"{key}.source", f"there is no integration {entry.source}.")
    where = {"integration_id": entry.source, "identifier": entry.identifier}
    yield from _put(IntegrationSetting, f"setting {entry.source}:{entry.identifier}", where, {"value": entry.value})
    if IntegrationSetting.objects.filter(integration_id=entry.source).count() > MOST_SETTINGS:
        raise WrongSetup(f"{key}.identifier", f"{entry.source} would have more than {MOST_SETTINGS} settings.")


def _values(entry: schema.Entry, *without: str) -> dict[str, Any]:
    """An entry's fields as a model keeps them."""
    values = structs.asdict(entry)
    return {k: list(v) if isinstance(v, tuple) else v for k, v in values.items() if k not in without}


def _put(model: type[Model], what: str, key: dict[str, Any], values: dict[str, Any]) -> Iterator[str]:
    """Makes the row be so; says what that changed, without the values: some are secrets."""
    objects = model._default_manager
    standing = objects.filter(**key).first()
    if standing is None:
        objects.create(**key, **values)
        yield f"add {what}"
        return
    differing = [name for name, value in values.items() if getattr(standing, name) != value]
    if differing:
        for name in differing:
            setattr(standing, name, values[name])
        standing.save(update_fields=differing)
        yield f"change {what}: {', '.join(name.removesuffix('_id') for name in differing)}"
