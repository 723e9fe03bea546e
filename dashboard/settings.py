"""Settings. What differs between installations comes from the environment (dashboard/environment.py) alone."""

import os
import sys
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF

from dashboard.environment import read
from dashboard.given import WrongEnvironment
from dashboard.logs import logging_config

BASE_DIR = Path(__file__).resolve().parent.parent
VAR = BASE_DIR / "var"

with suppress(OSError):  # whether it is needed, and cannot be had, is told by what needs it
    VAR.mkdir(mode=0o700, exist_ok=True)  # the database is there: calls, sessions
try:
    _given = read(os.environ, VAR)
except WrongEnvironment as wrong:
    sys.exit(f"Floorwalker does not start: {wrong}")

SECRET_KEY = _given.secret_key
FIELD_KEYS = _given.field_keys
DEBUG = _given.debug
ALLOWED_HOSTS = list(_given.allowed_hosts)
CSRF_TRUSTED_ORIGINS = list(_given.csrf_trusted_origins)
DATABASES = {"default": _given.database}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "channels",
    "django_htmx",
    "axes",
    "csp",
    "dashboard",
]
MIDDLEWARE = [
    "dashboard.probes.ProbesMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "dashboard.keyed.KeyedMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "dashboard.language.OwnLanguageMiddleware",
    "dashboard.time_zone.SiteZoneMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "dashboard.signed_out.SignedOutMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "dashboard.urls"
ASGI_APPLICATION = "dashboard.asgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
            ]
        },
    }
]

# Hints. The only layer is named `hints`; there is no `default` (architecture.md, How truth travels, 2).
CHANNEL_LAYERS: dict[str, dict[str, Any]] = {"hints": {"BACKEND": "channels.layers.InMemoryChannelLayer"}}
if _given.redis_urls:
    CHANNEL_LAYERS["hints"] = {
        "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
        "CONFIG": {"hosts": list(_given.redis_urls), "prefix": "floorwalker"},
    }

# People and sessions
AUTH_USER_MODEL = "dashboard.Person"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "name")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
CSRF_FAILURE_VIEW = "dashboard.views.errors.csrf_failed"
LOGIN_URL = "/login/"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/login/"
FILE_UPLOAD_HANDLERS = ["dashboard.uploading.InMemory"]
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # a whole floor may be selected, each agent a field of its own
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 12 * 60 * 60  # a shift
SESSION_COOKIE_HTTPONLY = True

# Sign-in limits: five failures of a name from an address lock that pair for a quarter of an hour; a hundred failures
# from an address lock it for every name (a whole site may share one).
AXES_HANDLER = "dashboard.sign_in_limits.SignInLimits"
AXES_CLIENT_IP_CALLABLE = "dashboard.sign_in_limits.address_of"
AXES_FAILURE_LIMIT = 5
SIGN_IN_FAILURES_PER_ADDRESS = 100
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # a quarter of an hour is what the page says
AXES_LOCKOUT_CALLABLE = "dashboard.views.sessions.locked_out"
AXES_DISABLE_ACCESS_LOG = True  # who signed in when, and from where, is kept nowhere
AXES_VERBOSE = False

# Safe by default: whoever is not on this machine comes by https, through a proxy that sets X-Forwarded-Proto.
# (A client that lies in that header deceives only itself: its cookies are `Secure` either way.)
_HTTPS = not _given.only_loopback
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _HTTPS else None
SECURE_SSL_REDIRECT = _HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if _HTTPS else 0
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _HTTPS
SESSION_COOKIE_NAME = "__Host-floorwalker" if _HTTPS else "floorwalker"
X_FRAME_OPTIONS = "DENY"
SILENCED_SYSTEM_CHECKS = [
    "security.W005",  # other hosts under this name are not ours to bind to https
    "security.W021",  # nor is the browsers' preload list
]
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}

# Words and times
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("de", "Deutsch"), ("fr", "Français"), ("es", "Español")]
LOCALE_PATHS = [BASE_DIR / "dashboard" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = _given.time_zone

# Files are served as they lie here
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_USE_FINDERS = True

LOGGING_CONFIG = "logging.config.dictConfig"
LOGGING = logging_config(_given.log_format)
