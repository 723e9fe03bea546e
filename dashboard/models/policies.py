"""What administrators decide about the site, teams, queues and reason codes."""

from django.db import models


class Listening(models.TextChoices):
    """Which calls of a team may be listened to."""

    OFF = "off"
    QUEUE_CALLS = "queue_calls"
    ALL_CALLS = "all_calls"


class Kept(models.TextChoices):
    """How much of a team's history is kept."""

    OFF = "off"
    TODAY = "today"
    KEPT = "kept"


class Site(models.Model):
    """The one site: there is a single row, with id 1."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    name = models.CharField(max_length=200, blank=True)
    time_zone = models.CharField(max_length=60, blank=True)
    states_days = models.PositiveIntegerField(default=30)
    calls_days = models.PositiveIntegerField(default=30)
    trail_days = models.PositiveIntegerField(default=365)
    mask_numbers = models.BooleanField(default=True)
    agent_sees_listens = models.BooleanField(default=False)

    class Meta:
        """Exactly one."""

        constraints = (models.CheckConstraint(condition=models.Q(id=1), name="one_site"),)

    def __str__(self) -> str:
        """Its name."""
        return self.name


class TeamPolicy(models.Model):
    """What was decided for a team; absent: the defaults."""

    id = models.CharField(primary_key=True, max_length=120)  # "cisco:5000"
    name = models.CharField(max_length=200, blank=True)
    time_zone = models.CharField(max_length=60, blank=True)
    listening = models.CharField(max_length=20, choices=Listening, default=Listening.OFF)
    purpose = models.TextField(blank=True)
    reason_required = models.BooleanField(default=False)
    excluded = models.JSONField(default=list, blank=True)
    history = models.CharField(max_length=10, choices=Kept, default=Kept.KEPT)
    max_minutes = models.JSONField(default=dict, blank=True)

    def __str__(self) -> str:
        """Its id."""
        return self.id


class QueuePolicy(models.Model):
    """What was decided for a queue. Without `teams`, whoever has a team of its source sees it."""

    id = models.CharField(primary_key=True, max_length=200)
    name = models.CharField(max_length=200, blank=True)
    teams = models.JSONField(default=list, blank=True)
    warn_waiting = models.PositiveIntegerField(null=True, blank=True)
    warn_wait_seconds = models.PositiveIntegerField(null=True, blank=True)
    service_level_seconds = models.PositiveIntegerField(default=20)
    service_level_variant = models.CharField(max_length=30, default="abandons_negative")
    short_abandon_seconds = models.PositiveIntegerField(default=5)

    def __str__(self) -> str:
        """Its id."""
        return self.id


class ReasonPolicy(models.Model):
    """How we word and treat a reason code of a source."""

    source = models.CharField(max_length=40)
    category = models.CharField(max_length=20)
    code = models.CharField(max_length=60)
    label = models.CharField(max_length=200, blank=True)
    order = models.PositiveIntegerField(default=0)
    tone = models.CharField(max_length=20, blank=True)
    productive = models.BooleanField(default=False)
    max_minutes = models.PositiveIntegerField(null=True, blank=True)
    forceable = models.BooleanField(default=True)
    protected = models.BooleanField(default=False)
    retired = models.BooleanField(default=False)
    named = models.CharField(max_length=200, blank=True)  # the system's own label when it was last imported

    class Meta:
        """A code stands once in its category and source."""

        constraints = (models.UniqueConstraint("source", "category", "code", name="one_policy_per_reason"),)

    def __str__(self) -> str:
        """Its label, else its code."""
        return self.label or self.code
