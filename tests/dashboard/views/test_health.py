"""What operators are told: the process lives, everything is ready or why not, and how much there is of what."""

from datetime import UTC, datetime, timedelta
from typing import Any
from unittest.mock import patch

import pytest
from django.conf import settings
from django.db import DatabaseError
from django.db.backends.base.base import BaseDatabaseWrapper
from django.test import Client
from pytest_django import Settings

from cti_bridge.floor.model import FeedState, Source, SourceId
from cti_bridge.floor.rows import Kind, Row
from dashboard.models import Integration
from dashboard.views import health
from tests.dashboard.store.floors import CISCO, expire, holder, put


def says(state: FeedState) -> None:
    """The bridge of cisco says how its source is."""
    heard = datetime.now(UTC) - timedelta(seconds=2)
    body = Source(id=CISCO, state=state, since=heard, heard_at=heard, bad_frames=3, skew_seconds=0.5)
    holder(CISCO).write([put(Row(source=CISCO, kind=Kind.SOURCE, team="", key="cisco", body=body))])


@pytest.fixture
def cisco(db: None) -> SourceId:
    """An enabled integration."""
    Integration.objects.create(name="cisco", kind="generic_connector")
    return CISCO


def ready(client: Client) -> tuple[int, dict[str, Any]]:
    """The answer of /readyz."""
    answer = client.get("/readyz")
    return answer.status_code, answer.json()


def test_it_lives_without_a_database(client: Client) -> None:
    assert client.get("/healthz").json() == {"lives": True}


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/metrics"])
def test_a_machine_that_asks_by_address_without_https_is_answered(
    cisco: SourceId, settings: Settings, caplog: pytest.LogCaptureFixture, path: str
) -> None:
    settings.ALLOWED_HOSTS = ["desk.example.com"]
    settings.SECURE_SSL_REDIRECT = True
    says(FeedState.LIVE)

    assert Client(headers={"host": "127.0.0.1:8000"}).get(path).status_code == 200
    assert not caplog.records


def test_people_are_still_asked_by_which_name_they_come(settings: Settings) -> None:
    settings.ALLOWED_HOSTS = ["desk.example.com"]

    assert Client(headers={"host": "127.0.0.1:8000"}).get("/login/").status_code == 400


@pytest.mark.parametrize(("path", "status"), [("/healthz", 200), ("/readyz", 503), ("/metrics", 200)])
def test_a_browsers_session_is_not_looked_up(client: Client, path: str, status: int) -> None:
    client.cookies[settings.SESSION_COOKIE_NAME] = "somebody"

    with patch.object(BaseDatabaseWrapper, "ensure_connection", side_effect=DatabaseError):
        assert client.get(path).status_code == status


def test_a_live_source_with_a_bridge_is_ready(client: Client, cisco: SourceId) -> None:
    says(FeedState.LIVE)

    status, said = ready(client)

    assert (status, said["ready"]) == (200, True)
    assert said["sources"]["cisco"]["state"] == "live"
    assert 2 <= said["sources"]["cisco"]["word_age_seconds"] < 60


def test_a_source_that_no_bridge_ever_followed_is_not_ready(client: Client, cisco: SourceId) -> None:
    status, said = ready(client)

    assert (status, said["bridge"]) == (503, False)
    assert said["sources"]["cisco"] == {"followed": False, "state": "connecting", "word_age_seconds": None}


def test_a_bridge_that_died_is_not_ready(client: Client, cisco: SourceId) -> None:
    says(FeedState.LIVE)
    expire("cisco")

    assert ready(client)[0] == 503


def test_a_source_that_is_down_is_not_ready_and_says_so(client: Client, cisco: SourceId) -> None:
    says(FeedState.DOWN)

    status, said = ready(client)

    assert (status, said["bridge"], said["sources"]["cisco"]["state"]) == (503, True, "down")


def test_a_disabled_source_does_not_count(client: Client, cisco: SourceId) -> None:
    Integration.objects.update(enabled=False)

    assert ready(client) == (200, {"ready": True, "database": True, "hints": True, "bridge": True, "sources": {}})


def test_without_a_database_it_is_not_ready_and_metrics_still_come(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone() -> None:
        raise DatabaseError

    monkeypatch.setattr(health, "read_feeds", gone)

    status, said = ready(client)
    assert (status, said["database"], said["bridge"]) == (503, False, False)
    assert b"floorwalker_sockets" in client.get("/metrics").content


def test_metrics_name_each_source(client: Client, cisco: SourceId) -> None:
    says(FeedState.LIVE)

    text = client.get("/metrics").content.decode()

    assert 'floorwalker_source_live{source="cisco"} 1.0' in text
    assert 'floorwalker_source_bad_frames{source="cisco"} 3.0' in text
    assert 'floorwalker_source_skew_seconds{source="cisco"} 0.5' in text
    assert "floorwalker_row_lag_seconds_bucket" in text
