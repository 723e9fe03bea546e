"""The one app."""

from django.apps import AppConfig


class DashboardConfig(AppConfig):
    """Floorwalker's dashboard."""

    name = "dashboard"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Floorwalker"
