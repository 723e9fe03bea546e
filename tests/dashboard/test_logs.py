"""What logs say, and what they withhold."""

import io
import json
import logging
import logging.config
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.test import RequestFactory

from dashboard.logs import logging_config


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


def test_a_traceback_stays_within_its_line(lines: io.StringIO) -> None:
    try:
        raise ValueError("no")
    except ValueError:
        logging.getLogger("a").exception("it broke")

    assert len(lines.getvalue().splitlines()) == 1
    assert "ValueError: no" in json.loads(lines.getvalue())["exception"]


def test_frames_of_the_stomp_library_are_never_logged(lines: io.StringIO) -> None:
    logging.getLogger("stomp.py").error("frame with a password")

    assert lines.getvalue() == ""
