"""Settings, all from the environment (contract: Environment). A stub until the real one lands."""

SECRET_KEY = "stub"
USE_TZ = True
INSTALLED_APPS = ["dashboard"]
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
