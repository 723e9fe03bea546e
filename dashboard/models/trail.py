"""The trail: who did what to whom, why, and what came of it. It only grows; the database refuses to change it."""

from django.db import models


class TrailLine(models.Model):
    """One step. No foreign keys, no customer's number.

    People stand by id; their names are in Person, where they can be erased.
    """

    at = models.DateTimeField()
    command = models.UUIDField(null=True)
    step = models.CharField(max_length=30)  # asked, sent, confirmed … (Outcome), ended, denied; or a deed of our own
    action = models.CharField(max_length=30)
    person = models.BigIntegerField(null=True)
    role = models.CharField(max_length=20, blank=True)
    source = models.CharField(max_length=40, blank=True)
    subject = models.CharField(max_length=200, blank=True)
    team = models.CharField(max_length=120, blank=True)
    why = models.TextField(blank=True)
    details = models.JSONField(default=dict)  # what the person saw when asking; what the system said

    class Meta:
        """Read by time, by subject, by command."""

        indexes = (
            models.Index("at", name="trail_by_time"),
            models.Index("subject", "at", name="trail_by_subject"),
            models.Index("command", name="trail_by_command"),
            models.Index("team", "at", name="trail_by_team"),
        )

    def __str__(self) -> str:
        """The step and its subject."""
        return f"{self.step} {self.action} {self.subject}"


class Pruning(models.Model):
    """A single row, and only inside of a pruning's own transaction: the trail lets old lines go to nobody else."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)

    class Meta:
        """One at a time."""

        constraints = (models.CheckConstraint(condition=models.Q(id=1), name="one_pruning"),)

    def __str__(self) -> str:
        """What it says."""
        return "pruning"
