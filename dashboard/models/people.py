"""People who sign in here, what they are, and which teams are theirs."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
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

    objects: ClassVar[PersonManager] = PersonManager()

    USERNAME_FIELD = "username"

    def __str__(self) -> str:
        """The name as others see it."""
        return self.name or self.username

    @property
    def may_act(self) -> bool:
        """Whether this person may ask anything of a CTI system for others."""
        return self.role in (Role.ADMINISTRATOR, Role.SUPERVISOR)
