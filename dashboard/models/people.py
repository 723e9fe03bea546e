"""People who sign in here, what they are, and which teams are theirs."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.crypto import salted_hmac
from django.utils.translation import pgettext_lazy


class Role(models.TextChoices):
    """What a person is. A viewer looks and never acts; an agent has the own page only."""

    ADMINISTRATOR = "administrator", pgettext_lazy("role", "Administrator")
    SUPERVISOR = "supervisor", pgettext_lazy("role", "Supervisor")
    VIEWER = "viewer", pgettext_lazy("role", "Viewer")
    AGENT = "agent", pgettext_lazy("role", "Agent")


class PersonManager(BaseUserManager["Person"]):
    """Makes people."""

    def create_user(self, username: str, password: str | None = None, **fields: Any) -> "Person":
        """A new person; without a password they cannot sign in."""
        person = self.model(username=username, **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person


class Person(AbstractBaseUser):
    """Somebody who signs in. `teams` are team ids (`cisco:5000`) or whole sources (`xivo:*`)."""

    username = models.CharField(max_length=150, unique=True)
    name = models.CharField(max_length=200, blank=True)
    role = models.CharField(max_length=20, choices=Role, default=Role.VIEWER)
    teams = models.JSONField(default=list, blank=True)
    agents = models.JSONField(default=list, blank=True)  # who this person is on the floor: ["cisco:1001", …]
    language = models.CharField(max_length=10, blank=True)
    is_active = models.BooleanField(default=True)
    single_keys = models.BooleanField(default=True)  # letters act with the focus in a row (WCAG 2.1.4)
    comfortable_rows = models.BooleanField(default=False)
    signed_out_times = models.PositiveIntegerField(default=0)  # an administrator ended all sessions: part of their hash

    objects: ClassVar[PersonManager] = PersonManager()

    USERNAME_FIELD = "username"

    def __str__(self) -> str:
        """The name as others see it."""
        return self.name or self.username

    @property
    def may_act(self) -> bool:
        """Whether this person may ask anything of a CTI system for others."""
        return self.role in (Role.ADMINISTRATOR, Role.SUPERVISOR)

    def get_session_auth_hash(self) -> str:
        """What a session is worth nothing without: the password, and how often all sessions were ended."""
        return salted_hmac(_SESSION, f"{self.password} {self.signed_out_times}", algorithm="sha256").hexdigest()


_SESSION = "dashboard.models.Person.session"


class Lent(models.Model):
    """A person has one more team, up to the end of a day in the site's time zone."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="lent")
    team = models.CharField(max_length=120)
    until = models.DateField()  # the last day

    class Meta:
        """A team is lent once."""

        constraints = (models.UniqueConstraint("person", "team", name="one_loan_per_team"),)

    def __str__(self) -> str:
        """Which, and how long."""
        return f"{self.team} until {self.until}"
