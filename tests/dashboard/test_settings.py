"""Settings of whole processes: what differs by who is served."""

import json
import os
import secrets
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from cryptography.fernet import Fernet

REPOSITORY = Path(__file__).parents[2]
ASKED = """
import json, django; django.setup()
from django.conf import settings as s
print(json.dumps({n: getattr(s, n) for n in (
    "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_SSL_REDIRECT", "SECURE_HSTS_SECONDS", "SESSION_COOKIE_NAME",
    "CHANNEL_LAYERS", "TIME_ZONE",
)}))
"""


def _settings(tmp_path: Path, **given: str) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-c", ASKED],
        cwd=REPOSITORY,
        env={
            "PATH": os.environ["PATH"],
            "DJANGO_SETTINGS_MODULE": "dashboard.settings",
            "DATABASE_URL": f"sqlite:///{tmp_path}/floorwalker.sqlite3",
            **given,
        },
        capture_output=True,
        check=True,
        timeout=60,
    )
    return dict(json.loads(done.stdout))


def test_on_loopback_plain_http_is_served(tmp_path: Path) -> None:
    told = _settings(tmp_path)

    assert not told["SESSION_COOKIE_SECURE"]
    assert not told["SECURE_SSL_REDIRECT"]
    assert told["SECURE_HSTS_SECONDS"] == 0


def test_whoever_is_not_on_this_machine_comes_by_https(tmp_path: Path) -> None:
    told = _settings(tmp_path, ALLOWED_HOSTS="desk.example.com")

    assert told["SESSION_COOKIE_SECURE"]
    assert told["CSRF_COOKIE_SECURE"]
    assert told["SECURE_SSL_REDIRECT"]
    assert told["SECURE_HSTS_SECONDS"] > 0
    assert told["SESSION_COOKIE_NAME"].startswith("__Host-")


@pytest.mark.parametrize(
    ("given", "backend"),
    [
        ({}, "channels.layers.InMemoryChannelLayer"),
        ({"REDIS_URL": "redis://127.0.0.1:6379/0"}, "channels_redis.pubsub.RedisPubSubChannelLayer"),
    ],
    ids=["in the process", "over Redis"],
)
def test_the_only_channel_layer_is_for_hints(tmp_path: Path, given: dict[str, str], backend: str) -> None:
    layers = _settings(tmp_path, **given)["CHANNEL_LAYERS"]

    assert list(layers) == ["hints"]
    assert layers["hints"]["BACKEND"] == backend


@pytest.fixture
def read_only(tmp_path: Path) -> Path:
    """A checkout in which `var` cannot be made (not even by root, whom no permission stops)."""
    shutil.copytree(REPOSITORY / "dashboard", tmp_path / "dashboard", ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "var").touch()
    return tmp_path


@pytest.mark.parametrize(
    ("given", "code", "said"),
    [
        ({"DATABASE_URL": "postgres://db.example/desk"}, 0, ""),
        ({"SECRET_KEY": ""}, 1, "Floorwalker does not start: SECRET_KEY is not set, and cannot be kept in"),
    ],
    ids=["nothing is kept there", "a key would be kept there"],
)
def test_a_checkout_that_cannot_be_written_needs_to_be_only_where_something_is_kept(
    read_only: Path, given: dict[str, str], code: int, said: str
) -> None:
    keys = {"SECRET_KEY": secrets.token_urlsafe(64), "FIELD_KEYS": Fernet.generate_key().decode()}
    done = subprocess.run(
        [sys.executable, "-c", "import dashboard.settings"],
        cwd=read_only,
        env={"PATH": os.environ["PATH"], **keys, **given},
        capture_output=True,
        text=True,
        timeout=60,
    )

    assert done.returncode == code
    assert done.stderr.startswith(said)
    assert len(done.stderr.splitlines()) == code


def test_a_production_installation_passes_djangos_own_checks(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=REPOSITORY,
        env={
            "PATH": os.environ["PATH"],
            "ALLOWED_HOSTS": "desk.example.com",
            "DATABASE_URL": f"sqlite:///{tmp_path}/floorwalker.sqlite3",
        },
        capture_output=True,
        text=True,
        timeout=60,
    )

    assert done.returncode == 0, done.stderr
