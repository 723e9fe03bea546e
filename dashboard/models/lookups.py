"""Questions that people ask of a CTI system about what it keeps, and does not tell by itself: answers live shortly."""

from uuid import uuid4

from django.db import models


class Lookup(models.Model):
    """One question of one person: the last calls of a queue. Its answer holds customers' numbers, and is sealed."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    source = models.CharField(max_length=40)
    queue = models.CharField(max_length=200)
    size = models.PositiveIntegerField()
    person = models.BigIntegerField()
    asked_at = models.DateTimeField()
    deadline = models.DateTimeField()  # nobody waits any longer
    holder = models.CharField(max_length=40, blank=True)  # the bridge that asks
    answered_at = models.DateTimeField(null=True)
    said = models.TextField(blank=True)  # why there is no answer
    answer = models.TextField(blank=True)  # sealed JSON of cti_bridge.floor.lookups.PastCall

    class Meta:
        """Claimed by source, tidied by time."""

        indexes = (
            models.Index("source", "answered_at", name="lookup_to_claim"),
            models.Index("asked_at", name="lookup_by_time"),
        )

    def __str__(self) -> str:
        """Of what."""
        return self.queue
