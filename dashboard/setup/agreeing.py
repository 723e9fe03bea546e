"""The setup file on a page: what loading it would change, and, once that was agreed to, the changes and their lines."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from dashboard.models import IntegrationSetting, Person, TrailLine
from dashboard.models.people import Role
from dashboard.setup.changes import Change
from dashboard.setup.dumping import dump, names_needed
from dashboard.setup.errors import WrongSetup
from dashboard.setup.loading import changes_of
from dashboard.store import component_settings
from dashboard.store.changes import note_change, veiled, whose
from dashboard.store.trail import note

ACTION = "setup"
NAMES = ("name", "username")  # of people: they can be erased, and a line of the trail cannot


def preview(text: str) -> list[Change]:
    """What loading the file would change. Raises WrongSetup."""
    with transaction.atomic():
        changes = _loaded(text)
        transaction.set_rollback(True)
    return changes


def agree(text: str, *, by: Person, at: datetime) -> list[Change]:
    """Loads the file; leaves a line for it and one for each change. Raises WrongSetup: then nothing was loaded."""
    with transaction.atomic():
        changes = _loaded(text)
        told = {"changes": len(changes)}
        TrailLine.objects.create(at=at, step="loaded", action=ACTION, person=by.pk, role=by.role, details=told)
        for change in changes:
            _note(change, by, at)
    return changes


def download(*, by: Person, at: datetime) -> str:
    """The installation as a file's text; that it was taken is a line of the trail."""
    text, _names = dump()
    note(ACTION, "downloaded", by=by, at=at)
    return text


def needs() -> tuple[list[str], list[str]]:
    """What a file of this installation needs where it is loaded: names for secrets kept here, and references."""
    names = names_needed()
    return names.given, names.referred_to


def _loaded(text: str) -> list[Change]:
    changes = changes_of(text)
    if not Person.objects.filter(role=Role.ADMINISTRATOR, is_active=True).exists():
        raise WrongSetup("person", _("nobody would be left who administers."))
    return changes


def _note(change: Change, by: Person, at: datetime) -> None:
    """A change's line, and for a setting its place in the history. People's names are no part of it."""
    if isinstance(change.row, IntegrationSetting):
        was = None if change.before is None else change.before["value"]
        identifier, value = change.row.identifier, change.row.value
        component_settings.remember(change.source, identifier, was, value, by=by, now=at)
        return
    before, after = change.before, change.after
    subject, team = change.subject, change.subject if change.what == "team" else ""
    if isinstance(change.row, Person):
        subject, (before, told) = whose(change.row), veiled(before, after, NAMES)
        after = told or {}
    note_change(change.what, subject, by=by, at=at, before=before, after=after, source=change.source, team=team)
