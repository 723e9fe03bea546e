"""What people asked of CTI systems: the table through which every command goes."""

from uuid import uuid4

from django.db import models

from cti_bridge.floor.commands import Outcome


class AskedCommand(models.Model):
    """One command: who, what, whom, why, until when, and what came of it. Sent at most once."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    action = models.CharField(max_length=30)  # cti_bridge.connector.Action
    source = models.CharField(max_length=40)
    subject = models.CharField(max_length=200)  # the agent's id, or the own sign-in's
    team = models.CharField(max_length=120)  # whose outcome it is; "@7" for person 7's own sign-in
    person = models.BigIntegerField()
    parameters = models.JSONField(default=dict)
    secret = models.TextField(blank=True)  # a password typed for a sign-in: sealed, cleared when claimed
    why = models.TextField(blank=True)
    seen = models.JSONField(default=dict)  # what the person saw when asking (state, call, age of the word)
    batch = models.UUIDField(null=True)  # asked together with others
    asked_at = models.DateTimeField()
    deadline = models.DateTimeField()
    outcome = models.CharField(max_length=12, choices=[(o.value, o.value) for o in Outcome], default=Outcome.ASKED)
    said = models.TextField(blank=True)  # in words, for the supervisor
    code = models.CharField(max_length=100, blank=True)  # the system's own word
    holder = models.CharField(max_length=40, blank=True)  # the bridge that claimed it
    settled_at = models.DateTimeField(null=True)

    class Meta:
        """Claimed by source, oldest first; looked for every second once they are overdue."""

        indexes = (
            models.Index("source", "outcome", "asked_at", name="command_to_claim"),
            models.Index("outcome", "deadline", name="command_overdue"),
            models.Index("batch", name="command_by_batch"),
        )

    def __str__(self) -> str:
        """What it asks."""
        return f"{self.action} {self.subject}: {self.outcome}"


class Follow(models.Model):
    """A person waits for an agent's next call, to be asked then whether to listen."""

    person = models.BigIntegerField()
    agent = models.CharField(max_length=200)
    team = models.CharField(max_length=120)
    asked_at = models.DateTimeField()
    until = models.DateTimeField()

    class Meta:
        """Once for each agent."""

        constraints = (models.UniqueConstraint("person", "agent", name="one_follow_per_agent"),)

    def __str__(self) -> str:
        """Who waits for whom."""
        return f"{self.person} follows {self.agent}"
