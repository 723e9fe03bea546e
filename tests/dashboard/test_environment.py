"""What the environment says, and what it may not."""

import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from unittest.mock import Mock
from zoneinfo import ZoneInfoNotFoundError

import pytest
from cryptography.fernet import Fernet

from dashboard.environment import NAMES, read
from dashboard.given import WrongEnvironment
from dashboard.kept_keys import kept_key

SECRET = "S3cret-" * 10
KEY = Fernet.generate_key().decode()
POSTGRESQL = "postgres://floor:w%40lker@db.example:5433/desk"
REPOSITORY = Path(__file__).parents[2]


def test_nothing_is_needed_to_begin(tmp_path: Path) -> None:
    told = read({}, tmp_path)

    assert told.database["NAME"] == str(tmp_path / "floorwalker.sqlite3")
    assert not told.debug
    assert told.allowed_hosts == ("127.0.0.1", "localhost", "[::1]")
    assert told.redis_urls == ()
    assert told.time_zone == "UTC"
    assert told.log_format == "console"


def test_keys_that_nobody_gave_are_made_once_and_only_their_owner_may_read_them(tmp_path: Path) -> None:
    var = tmp_path / "var"

    first, second = read({}, var), read({}, var)

    assert first.secret_key == second.secret_key
    assert first.field_keys == second.field_keys
    assert stat.S_IMODE(var.stat().st_mode) == 0o700  # the database comes to lie there too
    for name in ("secret_key", "field_keys"):
        assert stat.S_IMODE((var / name).stat().st_mode) == 0o600


def test_processes_that_start_at_once_get_the_same_key(tmp_path: Path) -> None:
    made = iter(range(100))

    with ThreadPoolExecutor(8) as pool:
        keys = list(pool.map(lambda _: kept_key(tmp_path / "key", lambda: f"key {next(made)}"), range(32)))

    assert len(set(keys)) == 1
    assert [p.name for p in tmp_path.iterdir()] == ["key"]


def test_with_a_shared_database_keys_are_asked_for(tmp_path: Path) -> None:
    with pytest.raises(WrongEnvironment, match="SECRET_KEY is not set"):
        read({"DATABASE_URL": POSTGRESQL, "FIELD_KEYS": KEY}, tmp_path)
    with pytest.raises(WrongEnvironment, match="FIELD_KEYS is not set"):
        read({"DATABASE_URL": POSTGRESQL, "SECRET_KEY": SECRET}, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_postgresql_is_read_from_its_address(tmp_path: Path) -> None:
    told = read({"DATABASE_URL": POSTGRESQL, "SECRET_KEY": SECRET, "FIELD_KEYS": KEY}, tmp_path)

    assert told.database["ENGINE"] == "django.db.backends.postgresql"
    assert (told.database["HOST"], told.database["PORT"], told.database["NAME"]) == ("db.example", 5433, "desk")
    assert told.database["PASSWORD"] == "w@lker"


@pytest.mark.parametrize("name", NAMES)
def test_each_value_may_stand_in_a_file(name: str, tmp_path: Path) -> None:
    values = {
        "SECRET_KEY": SECRET,
        "DEBUG": "true",
        "ALLOWED_HOSTS": "localhost",
        "CSRF_TRUSTED_ORIGINS": "https://desk.example.com",
        "DATABASE_URL": f"sqlite:///{tmp_path}/other.sqlite3",
        "REDIS_URL": "redis://127.0.0.1:6379/0",
        "FIELD_KEYS": KEY,
        "TIME_ZONE": "Europe/Berlin",
        "LOG_FORMAT": "json",
    }
    (tmp_path / "value").write_text(values[name] + "\n")
    in_file = {k: v for k, v in values.items() if k != name} | {f"{name}_FILE": str(tmp_path / "value")}

    assert read(in_file, tmp_path) == read(values, tmp_path)


def test_origins_are_kept_as_browsers_say_them(tmp_path: Path) -> None:
    told = read({"CSRF_TRUSTED_ORIGINS": "https://Desk.Example.COM, HTTPS://floor.example.com"}, tmp_path)

    assert told.csrf_trusted_origins == ("https://desk.example.com", "https://floor.example.com")


WRONG = [
    ({"DEBUG": "maybe"}, "DEBUG is neither true nor false."),
    ({"DEBUG": "true", "ALLOWED_HOSTS": "desk.example.com"}, "only with ALLOWED_HOSTS on loopback"),
    ({"ALLOWED_HOSTS": "*"}, 'may not be "*"'),
    ({"ALLOWED_HOSTS": "https://desk.example.com"}, "hosts without scheme or port"),
    ({"ALLOWED_HOSTS": "desk.example.com:8000"}, "hosts without scheme or port"),
    ({"ALLOWED_HOSTS": "a.example.com b.example.com"}, "commas between them"),
    ({"ALLOWED_HOSTS": "*.example.com"}, ".example.com: every name"),
    ({"CSRF_TRUSTED_ORIGINS": "https://[::1"}, "origins such as https://"),
    ({"CSRF_TRUSTED_ORIGINS": "desk.example.com"}, "origins such as https://"),
    ({"CSRF_TRUSTED_ORIGINS": "https://desk.example.com/floor"}, "origins such as https://"),
    ({"DATABASE_URL": "mysql://a:hunter2@b/c"}, "must begin with sqlite:/// or postgres://"),
    ({"DATABASE_URL": "sqlite://floor.sqlite3"}, "must begin with sqlite:/// or postgres://"),
    ({"DATABASE_URL": "sqlite:///:memory:"}, "names no file"),
    ({"DATABASE_URL": "postgres://a:hun#ter2@b:x/c"}, "percent-encoded"),
    ({"DATABASE_URL": "postgres://a:hunter2@b"}, "names no database"),
    ({"REDIS_URL": "http://:hunter2@redis"}, "REDIS_URL must begin with"),
    ({"REDIS_URL": "redis://:hunter2@redis:port/0"}, "REDIS_URL cannot be read"),
    ({"REDIS_URL": "redis://:hunter2@redis/first"}, "REDIS_URL cannot be read"),
    ({"REDIS_URL": "redis://:hunter2@redis/0?no_such_option=1"}, "REDIS_URL cannot be read"),
    ({"SECRET_KEY": "hunter2"}, "SECRET_KEY is too weak"),
    ({"SECRET_KEY": "x" * 60}, "SECRET_KEY is too weak"),
    ({"FIELD_KEYS": f"{KEY},hunter2"}, "key 2 is no Fernet key"),
    ({"FIELD_KEYS": ","}, "FIELD_KEYS holds no key"),
    ({"TIME_ZONE": "Berlin"}, "TIME_ZONE 'Berlin' is not known"),
    ({"LOG_FORMAT": "xml"}, "console or json"),
    ({"SECRET_KEY_FILE": "/nowhere/at/all"}, "SECRET_KEY_FILE names /nowhere/at/all"),
    ({"SECRET_KEY_FILE": "/dev/null"}, "SECRET_KEY_FILE names /dev/null, which is empty."),
    ({"SECRET_KEY": SECRET, "SECRET_KEY_FILE": "/dev/null"}, "are both set"),
]


@pytest.mark.parametrize(("given", "said"), WRONG, ids=[f"{min(g)}: {said}" for g, said in WRONG])
def test_a_wrong_or_unsafe_value_is_refused_in_one_sentence_that_holds_no_secret(
    given: dict[str, str], said: str, tmp_path: Path
) -> None:
    with pytest.raises(WrongEnvironment) as caught:
        read({"SECRET_KEY": SECRET, "FIELD_KEYS": KEY} | given if "SECRET_KEY_FILE" not in given else given, tmp_path)

    sentence = str(caught.value)
    assert said in sentence
    assert "\n" not in sentence
    assert "hunter2" not in sentence


def test_a_machine_without_time_zones_is_told_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dashboard.environment.ZoneInfo", Mock(side_effect=ZoneInfoNotFoundError("UTC")))

    with pytest.raises(WrongEnvironment, match="install the package tzdata"):
        read({}, tmp_path)


def test_secrets_do_not_print(tmp_path: Path) -> None:
    told = read({"DATABASE_URL": POSTGRESQL, "SECRET_KEY": SECRET, "FIELD_KEYS": KEY}, tmp_path)

    assert not any(secret in repr(told) for secret in (SECRET, KEY, "w@lker"))


def test_a_wrong_value_stops_the_start_without_a_traceback() -> None:
    done = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=REPOSITORY,
        env={"LOG_FORMAT": "xml", "PATH": ""},
        capture_output=True,
        text=True,
        timeout=60,
    )

    assert done.returncode == 1
    assert done.stderr == "Floorwalker does not start: LOG_FORMAT 'xml' is not known: console or json.\n"
    assert done.stdout == ""
