"""The one app."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class DashboardConfig(AppConfig):
    """Floorwalker's dashboard."""

    name = "dashboard"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Floorwalker"

    def ready(self) -> None:
        """The trail's triggers are made again after every migration."""
        from dashboard.store.trail_guard import guard_the_trail

        post_migrate.connect(guard_the_trail, sender=self, dispatch_uid="guard_the_trail")
