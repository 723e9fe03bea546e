"""Settings, all from the environment (contract: Environment)."""

SECRET_KEY = "stub"  # noqa: S105
USE_TZ = True
AUTH_USER_MODEL = "dashboard.Person"
INSTALLED_APPS = ["django.contrib.contenttypes", "django.contrib.auth", "django.contrib.sessions", "dashboard"]
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
