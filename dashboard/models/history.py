"""What happened: states of agents and figures of queues, appended as they come. Rewind and reports read it."""

from django.db import models


class StateLogEntry(models.Model):
    """From `since`, an agent was in this state."""

    source = models.CharField(max_length=40)
    agent = models.CharField(max_length=200)
    team = models.CharField(max_length=120)
    state = models.CharField(max_length=20)
    reason = models.CharField(max_length=60, blank=True)
    since = models.DateTimeField()
    since_is_known = models.BooleanField()
    at = models.DateTimeField()  # when the bridge heard of it

    class Meta:
        """Read by agent and time, pruned by time."""

        indexes = (
            models.Index("agent", "since", name="states_by_agent"),
            models.Index("at", name="states_by_time"),
        )

    def __str__(self) -> str:
        """Who and what."""
        return f"{self.agent} {self.state}"


class CallLogEntry(models.Model):
    """A call that an agent had, as it was when it ended for them."""

    source = models.CharField(max_length=40)
    call = models.CharField(max_length=200)
    agent = models.CharField(max_length=200)
    team = models.CharField(max_length=120)
    type = models.CharField(max_length=20)
    media = models.CharField(max_length=20)
    queue = models.CharField(max_length=200, blank=True)
    parties = models.JSONField(default=list)  # cti_bridge.floor.rows.PartyOnRow; numbers are masked when shown
    variables = models.JSONField(default=list)  # the allow-listed ones
    since = models.DateTimeField(null=True)
    ended_at = models.DateTimeField()

    class Meta:
        """Read by agent and time, pruned by time."""

        indexes = (
            models.Index("agent", "ended_at", name="calls_by_agent"),
            models.Index("ended_at", name="calls_by_time"),
        )

    def __str__(self) -> str:
        """Who and which."""
        return f"{self.agent} {self.call}"


class QueueSample(models.Model):
    """A queue's figures at a moment."""

    source = models.CharField(max_length=40)
    queue = models.CharField(max_length=200)
    at = models.DateTimeField()
    waiting = models.IntegerField(null=True)
    longest_since = models.DateTimeField(null=True)

    class Meta:
        """Read by queue and time."""

        indexes = (models.Index("queue", "at", name="samples_by_queue"),)

    def __str__(self) -> str:
        """Which and when."""
        return f"{self.queue} {self.at}"
