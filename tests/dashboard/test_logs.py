"""What logs say, and what they withhold."""

import io
import json
import logging
import logging.config
from collections.abc import Iterator
from typing import Any
from unittest.mock import Mock

import pytest
from django.conf import settings
from django.db import IntegrityError, OperationalError
from django.test import Client, RequestFactory

from dashboard.logs import logging_config
from dashboard.views import health


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    """What a program that logs as JSON writes."""
    out = io.StringIO()
    config = logging_config("json")
    config["handlers"]["lines"]["stream"] = out
    logging.config.dictConfig(config)
    yield out
    logging.config.dictConfig(settings.LOGGING)


def test_a_line_is_one_json_object(lines: io.StringIO) -> None:
    logging.getLogger("cti_bridge.following").info("%s is live", "cisco")

    said = json.loads(lines.getvalue())
    assert (said["event"], said["level"], said["logger"]) == ("cisco is live", "info", "cti_bridge.following")


@pytest.mark.parametrize("name", ["password", "CTI_Password", "secret_key", "token", "FIELD_KEYS", "Authorization"])
def test_what_is_named_like_a_secret_is_withheld_at_any_depth(lines: io.StringIO, name: str) -> None:
    logging.getLogger("a").warning(
        "connecting", extra={name: "hunter2", "sign_ins": [{"login": "2001", name: "hunter2"}]}
    )

    assert "hunter2" not in lines.getvalue()
    assert json.loads(lines.getvalue())["sign_ins"] == [{"login": "2001", name: "(withheld)"}]


def test_a_request_is_named_without_what_was_searched_for(lines: io.StringIO) -> None:
    request = RequestFactory().get("/callbacks/", {"q": "Alice 0230210092"})
    logging.getLogger("django.request").error("Internal Server Error: %s", request.path, extra={"request": request})

    assert json.loads(lines.getvalue())["request"] == "GET /callbacks/"


@pytest.mark.parametrize(
    ("asked", "status", "said"),
    [
        ({"path": "/nowhere/"}, 404, "GET /nowhere/ gave 404"),
        ({"path": "/login/", "method": "POST"}, 403, "POST /login/ gave 403: CSRF cookie not set."),
        ({"path": "/login/", "headers": {"Host": "elsewhere.example"}}, 400, "Invalid HTTP_HOST header"),
    ],
)
def test_a_refused_request_is_one_line_without_a_traceback(
    lines: io.StringIO, asked: dict[str, Any], status: int, said: str
) -> None:
    answer = Client(enforce_csrf_checks=True).generic(**{"method": "GET"} | asked)

    assert answer.status_code == status
    (line,) = map(json.loads, lines.getvalue().splitlines())
    assert said in line["event"]
    assert "exception" not in line


def test_a_probe_that_is_told_not_ready_leaves_no_line(lines: io.StringIO, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "read_feeds", Mock(side_effect=OperationalError("gone")))

    assert Client().get("/readyz").status_code == 503
    assert not lines.getvalue()


def test_a_traceback_stays_within_its_line(lines: io.StringIO) -> None:
    try:
        raise ValueError("no")
    except ValueError:
        logging.getLogger("a").exception("it broke")

    assert len(lines.getvalue().splitlines()) == 1
    assert "ValueError: no" in json.loads(lines.getvalue())["exception"]


def test_of_what_a_database_complains_no_row_is_told(lines: io.StringIO) -> None:
    """PostgreSQL names the row that it refuses, with the customer's number in it."""
    said = 'null value in column "media"\nDETAIL:  Failing row contains (7, +49 40 1234552, null).'
    try:
        try:
            raise IntegrityError(said)
        except IntegrityError as error:
            raise RuntimeError("not written") from error
    except RuntimeError:
        logging.getLogger("cti_bridge.bridge").exception("cisco could not be written")

    exception = json.loads(lines.getvalue())["exception"]
    assert 'null value in column "media"' in exception
    assert "RuntimeError: not written" in exception
    assert "1234552" not in exception


def test_nobody_writes_a_line_of_their_own_by_asking_for_it(lines: io.StringIO) -> None:
    config = logging_config("console")
    config["handlers"]["lines"]["stream"] = lines
    logging.config.dictConfig(config)

    Client().get("/nowhere/%0A2026-11-20%20[critical]%20all%20is%20lost/%1B[2J%E2%80%AE")

    (line,) = lines.getvalue().splitlines()
    assert r"/nowhere/\n2026-11-20" in line
    assert not {"\x1b", "\u202e"} & set(line)


def test_frames_of_the_stomp_library_are_never_logged(lines: io.StringIO) -> None:
    logging.getLogger("stomp.py").error("frame with a password")

    assert lines.getvalue() == ""
