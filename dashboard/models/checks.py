"""Connection tests that people ask for: a bridge carries them out, and writes each step as it is done."""

from uuid import uuid4

from django.db import models


class ConnectionTest(models.Model):
    """One test of one integration."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    integration = models.CharField(max_length=40)
    person = models.BigIntegerField()
    asked_at = models.DateTimeField()
    deadline = models.DateTimeField()  # not begun by then: no bridge is there
    holder = models.CharField(max_length=40, blank=True)  # the bridge that began it
    begun_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    works = models.BooleanField(null=True)
    said = models.TextField(blank=True)  # why it ended without steps: no bridge took it, its bridge died
    steps = models.JSONField(
        default=list
    )  # [{"name", "ok", "said", "mend", "at"}], in the order in which they were done

    class Meta:
        """Claimed by integration; the newest is shown."""

        indexes = (models.Index("integration", "asked_at", name="tests_by_integration"),)

    def __str__(self) -> str:
        """Of what."""
        return self.integration
