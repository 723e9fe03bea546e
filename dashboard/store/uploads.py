"""Files between their preview and the agreeing: sealed, for one hour, only for whoever brought them."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet

from dashboard.models import Person, Upload
from dashboard.secrets import SecretMissing, reveal, seal

WAITS = timedelta(hours=1)


def keep(person: Person, kind: str, text: str, now: datetime) -> Upload:
    """Keeps a file until it is agreed to. `kind` is what it would be loaded as: "setup", "people", "reasons"."""
    return Upload.objects.create(person=person, kind=kind, text=seal(text), at=now)


def look(person: Person, upload: UUID | str, kind: str, now: datetime) -> str | None:
    """The file's text, which stays kept. None: it is too old, another's, of another kind, or was never there."""
    found = _waiting(person, upload, kind, now).first()
    return _text(found) if found else None


def take(person: Person, upload: UUID | str, kind: str, now: datetime) -> str | None:
    """As `look`, and the file is forgotten: of two who take it at once, one has it."""
    found = _waiting(person, upload, kind, now).first()
    if found is None or not Upload.objects.filter(pk=found.pk).delete()[0]:
        return None
    return _text(found)


def forget_what_nobody_agreed_to(now: datetime) -> int:
    """How many files were too old, and are gone."""
    return Upload.objects.filter(at__lt=now - WAITS).delete()[0]


def _waiting(person: Person, upload: UUID | str, kind: str, now: datetime) -> "QuerySet[Upload]":
    try:
        named = UUID(str(upload))
    except ValueError:
        return Upload.objects.none()
    return Upload.objects.filter(pk=named, person=person, kind=kind, at__gte=now - WAITS)


def _text(upload: Upload) -> str | None:
    try:
        return reveal(upload.text)
    except SecretMissing:  # its key was taken away meanwhile: it has to be brought again
        return None
