"""The activity as a file: the same lines as the list, streamed, and never without a line of its own."""

import csv
import io
from collections.abc import Callable, Iterator
from unittest.mock import patch

import pytest
from asgiref.sync import async_to_sync
from django.db import DatabaseError
from django.http import StreamingHttpResponse
from django.test import AsyncClient, Client

from dashboard.models import Person, Site, TrailLine
from dashboard.views.activity import _in_steps
from tests.dashboard.views import trails
from tests.dashboard.views.reading import html, text

pytestmark = pytest.mark.usefixtures("floor")
FILE = "/activity/export.csv"


def rows(client: Client, query: str = "") -> list[dict[str, str]]:
    """What a spreadsheet program reads."""
    answer = client.get(FILE + query)
    assert isinstance(answer, StreamingHttpResponse)
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"), newline="")))  # type: ignore[arg-type]


def test_sam_gets_the_lines_of_the_own_teams_with_their_names(sam: Person, lea: Person, sam_client: Client) -> None:
    Site.objects.create(time_zone="Europe/Berlin")
    trails.command(lea, why="=HYPERLINK(1)")
    trails.command(lea, subject="cisco:1003", team="cisco:5002")

    found = [row for row in rows(sam_client) if row["action"] != "export"]

    assert [(row["person"], row["agent"], row["reason"]) for row in found] == [
        ("Lea Leader", "Ada Novak", "'=HYPERLINK(1)")
    ]
    assert found[0]["asked_at"] == "2026-11-20T13:00:00.000+01:00"


def test_the_filters_of_the_list_are_those_of_the_file(sam: Person, sam_client: Client) -> None:
    trails.command(sam, "ready")
    trails.command(sam, "sign-out", "refused")

    assert [row["action"] for row in rows(sam_client, "?outcome=refused")] == ["sign-out"]


def test_that_it_was_taken_is_a_line_with_its_filters(sam: Person, sam_client: Client, lea_client: Client) -> None:
    sam_client.get(f"{FILE}?outcome=refused&from=2026-11-20")

    line = TrailLine.objects.get()
    assert (line.action, line.step, line.person, line.role) == ("export", "exported", sam.pk, "supervisor")
    assert line.details == {"filters": {"outcome": "refused", "from": "2026-11-20"}}
    assert "Export the activity" in text(html(sam_client.get("/activity/")))
    assert "Export the activity" not in text(html(lea_client.get("/activity/")).split('id="activity"')[1])


def test_where_that_cannot_be_written_nothing_is_given(sam: Person, sam_client: Client) -> None:
    trails.command(sam, why="Coaching")

    with patch("dashboard.store.trail.TrailLine.objects.create", side_effect=DatabaseError):
        answer = sam_client.get(FILE)

    assert answer.status_code == 503
    assert "The trail could not be written, so nothing was exported." in text(html(answer))
    assert "Coaching" not in html(answer)


def test_more_than_one_reading_is_whole(sam: Person, sam_client: Client) -> None:
    with patch("dashboard.store.activity.every.__kwdefaults__", {"size": 7}):
        for _ in range(30):
            trails.line(sam, "history", "opened")

        assert len(rows(sam_client, "?action=history")) == 30


async def test_on_a_real_server_it_comes_in_parts() -> None:
    taken: list[int] = []

    def lines() -> Iterator[str]:
        for number in range(450):
            taken.append(number)
            yield f"{number}\r\n"

    parts = _in_steps(lines())

    assert (await anext(parts)).count("\r\n") == 200
    assert len(taken) == 200
    assert [part.count("\r\n") async for part in parts] == [200, 50]


def test_under_asgi_it_streams_too(
    sam: Person, signed_in: Callable[[Person], Client], async_client: AsyncClient
) -> None:
    trails.command(sam)
    async_client.cookies = signed_in(sam).cookies

    async def read() -> str:
        answer = await async_client.get(FILE)
        return b"".join([part async for part in answer.streaming_content]).decode("utf-8-sig")

    assert "cisco:1001" in async_to_sync(read)()
