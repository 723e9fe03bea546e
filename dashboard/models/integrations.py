"""The CTI systems to follow, and the sign-ins held there. Secrets stand sealed, or as references."""

from django.db import models

from dashboard.models.people import Person


class Integration(models.Model):
    """One CTI system. Its name is its source's id; `settings` are what that vendor's config.py declares."""

    name = models.SlugField(primary_key=True, max_length=40)
    kind = models.CharField(max_length=40)
    enabled = models.BooleanField(default=True)
    settings = models.JSONField(default=dict)  # a secret: "env:NAME", "file:PATH" or "sealed:…" (dashboard.secrets)
    nudges = models.PositiveIntegerField(default=0)  # a person asked to connect anew: any change restarts it
    key_digest = models.CharField(max_length=64, blank=True)  # of the key by which components read its settings

    def __str__(self) -> str:
        """Its source id."""
        return self.name


class CtiSignIn(models.Model):
    """A sign-in on a CTI system: a feed's (held by the bridge at all times), or a person's own."""

    integration = models.ForeignKey(Integration, models.CASCADE, related_name="sign_ins")
    login = models.CharField(max_length=100)
    person = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="sign_ins")
    feed = models.BooleanField(default=False)
    settings = models.JSONField(default=dict)  # the vendor's own fields; secrets as in Integration
    typed = models.TextField(blank=True)  # the password typed today, sealed; kept while signed in, for the next bridge

    class Meta:
        """One login stands once on a system."""

        constraints = (models.UniqueConstraint("integration", "login", name="one_sign_in_per_login"),)

    def __str__(self) -> str:
        """Its id on the floor."""
        return self.key

    @property
    def key(self) -> str:
        """`source:login`, as the floor's OwnSignIn names it."""
        return f"{self.integration_id}:{self.login}"


class IntegrationSetting(models.Model):
    """An identifier and a value that relays and custom components read; at most five for each integration."""

    integration = models.ForeignKey(Integration, models.CASCADE, related_name="component_settings")
    identifier = models.CharField(max_length=100)
    value = models.TextField(blank=True)

    class Meta:
        """One value for each identifier."""

        constraints = (models.UniqueConstraint("integration", "identifier", name="one_value_per_identifier"),)

    def __str__(self) -> str:
        """Whose and which."""
        return f"{self.integration_id}: {self.identifier}"


class SettingChange(models.Model):
    """One change of an integration's setting: what it was before can be had again. None: it was not there."""

    integration = models.ForeignKey(Integration, models.CASCADE, related_name="setting_changes")
    identifier = models.CharField(max_length=100)
    before = models.TextField(null=True)  # noqa: DJ001 - an empty value is not the same as none
    after = models.TextField(null=True)  # noqa: DJ001
    person = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        """The newest first."""

        indexes = (models.Index("integration", "at", name="setting_changes_by_time"),)

    def __str__(self) -> str:
        """Which."""
        return f"{self.integration_id}: {self.identifier}"
