"""Messages to teams and agents, and what became of them; hands that agents raise; what a person put off."""

from datetime import datetime
from uuid import uuid4

from django.db import models

from dashboard.models.people import Person


class Message(models.Model):
    """One message. It is over by its `until` or its deletion, whichever is first: nobody has to end it.

    Its fields are those of the vendors' TeamMessages structure (`id createdBy createdAt duration content teams`), so
    that a connector with a message channel of its own can carry it.
    """

    id = models.UUIDField(primary_key=True, default=uuid4)
    person = models.BigIntegerField()  # who wrote it; the name is in Person, where it can be erased
    content = models.CharField(max_length=255)
    teams = models.JSONField(default=list)  # team ids: whoever is in one of them, now or later, gets it
    agents = models.JSONField(default=list)  # and these agents, whatever their team
    important = models.BooleanField(default=False)
    must_confirm = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    until = models.DateTimeField()
    deleted_at = models.DateTimeField(null=True)
    deleted_by = models.BigIntegerField(null=True)
    taken_down = models.BooleanField(default=False)  # its rows are off the desk: it is over, and every screen was told

    class Meta:
        """Read by when it is over; the few whose rows are still on the desk are asked for every second."""

        indexes = (
            models.Index("until", name="messages_by_end"),
            models.Index("created_at", name="messages_by_start"),
            models.Index("until", condition=models.Q(taken_down=False), name="messages_not_taken_down"),
        )

    def __str__(self) -> str:
        """Its first words."""
        return self.content[:40]

    @property
    def duration(self) -> int:
        """For how many seconds it was meant to stand."""
        return int((self.until - self.created_at).total_seconds())

    def stands(self, now: datetime) -> bool:
        """Whether it is not over yet."""
        return self.until > now and self.deleted_at is None


class Receipt(models.Model):
    """What became of a message for one recipient: the person, however many screens and agent identities they have.

    `agent` and `team` are as they were when it was addressed. A time that is not there has not come yet.
    """

    message = models.ForeignKey(Message, models.CASCADE, related_name="receipts")
    person = models.BigIntegerField()
    agent = models.CharField(max_length=200)
    team = models.CharField(max_length=120, blank=True)
    name = models.CharField(max_length=200, blank=True)  # the agent's, as the floor had it
    way = models.CharField(max_length=20, blank=True)  # by which way it arrived: "page", or a connector's kind
    addressed_at = models.DateTimeField()  # again with each time it was sent
    delivered_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        """One for each recipient."""

        constraints = (models.UniqueConstraint("message", "person", name="one_receipt_per_person"),)
        indexes = (
            models.Index("person", "message", name="receipts_by_person"),
            models.Index("message", "team", name="receipts_by_team"),
        )

    def __str__(self) -> str:
        """Whose."""
        return f"{self.message_id} {self.agent}"


class MessageTemplate(models.Model):
    """Words that a person writes again and again: their own."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="message_templates")
    name = models.CharField(max_length=60)
    content = models.CharField(max_length=255)

    class Meta:
        """A name stands once."""

        constraints = (models.UniqueConstraint("person", "name", name="one_template_per_name"),)

    def __str__(self) -> str:
        """Its name."""
        return self.name


class RaisedHand(models.Model):
    """An agent asks for somebody. It stands until either side lowers it; who has claimed it is on the way."""

    person = models.BigIntegerField(unique=True)  # one hand each
    agent = models.CharField(max_length=200)
    team = models.CharField(max_length=120)
    text = models.CharField(max_length=100, blank=True)
    raised_at = models.DateTimeField()
    claimed_by = models.BigIntegerField(null=True)
    claimed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        """Whose."""
        return self.agent


class Snooze(models.Model):
    """A person does not want to see one need until then."""

    person = models.BigIntegerField()
    about = models.CharField(max_length=240)  # "agent cisco:1001": the need's kind and key
    until = models.DateTimeField()

    class Meta:
        """One for each need."""

        constraints = (models.UniqueConstraint("person", "about", name="one_snooze_per_need"),)

    def __str__(self) -> str:
        """Who and what."""
        return f"{self.person}: {self.about}"
