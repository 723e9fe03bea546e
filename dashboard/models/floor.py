"""The floor as it stands: one table of rows, told by revision. Written by one bridge a source, in plain SQL."""

from django.db import models


class Stream(models.Model):
    """A source, or `desk` (what people change). Its counter makes the order of commits the order of revisions.

    A source's lease stands here too, so that one UPDATE both counts and proves that the writer still holds it.
    """

    name = models.CharField(primary_key=True, max_length=40)
    epoch = models.CharField(max_length=12)  # changes when the counter starts anew: a position of another is void
    revision = models.BigIntegerField(default=0)
    pruned = models.BigIntegerField(default=0)  # tombstones up to here are gone: an older position means the whole
    lease_token = models.CharField(max_length=40, blank=True)
    lease_until = models.DateTimeField(null=True)

    def __str__(self) -> str:
        """Its name."""
        return self.name


class FloorRow(models.Model):
    """One thing on the floor, as JSON (cti_bridge.floor.rows). `gone` marks a tombstone, in the team it left."""

    pk = models.CompositePrimaryKey("stream", "kind", "team", "key")
    stream = models.CharField(max_length=40)
    kind = models.CharField(max_length=20)
    team = models.CharField(max_length=201)  # "": no team's; "@7": person 7's; "#cisco:Sales": of who sees this queue
    key = models.CharField(max_length=200)
    revision = models.BigIntegerField()
    gone = models.BooleanField(default=False)
    body = models.TextField()
    changed_at = models.DateTimeField()

    class Meta:
        """Read by revision, a stream at a time."""

        indexes = (models.Index("stream", "revision", name="row_by_revision"),)

    def __str__(self) -> str:
        """Its key."""
        return f"{self.kind} {self.key}"
