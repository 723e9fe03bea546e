"""Who has pages open, as each web process last said; and files that somebody uploaded and has not yet agreed to."""

from uuid import uuid4

from django.db import models

from dashboard.models.people import Person


class WebProcess(models.Model):
    """One web process and its open sockets. One that was not heard of for 15 seconds is gone, and so are they."""

    id = models.CharField(primary_key=True, max_length=60)
    heard_at = models.DateTimeField()
    sockets = models.JSONField(default=list)  # [[person, opened_at], …]

    def __str__(self) -> str:
        """Its id."""
        return self.id


class Upload(models.Model):
    """A file whose preview somebody looks at. Sealed: it may hold secrets. Worth nothing after an hour."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    person = models.ForeignKey(Person, models.CASCADE)
    kind = models.CharField(max_length=20)  # "setup", "people", "reasons"
    text = models.TextField()  # dashboard.secrets.seal
    at = models.DateTimeField()

    def __str__(self) -> str:
        """What it is."""
        return self.kind
