"""The membership board: who serves which queue with which penalty, and the preview of a change."""

import json
import re

import pytest
from django.http import HttpResponse
from django.test import Client

from cti_bridge.connector import Capability
from cti_bridge.floor.model import FeedState
from cti_bridge.floor.rows import Kind
from dashboard.models import AskedCommand, FloorRow, QueuePolicy
from dashboard.views import reading
from tests.dashboard.views import floors
from tests.dashboard.views.boards import (
    ADA,
    BEN,
    BILLING,
    CHANGE,
    DORA,
    MOVES,
    PREVIEW,
    SALES,
    SUPPORT,
    figures,
    move,
)
from tests.dashboard.views.reading import html, text

pytestmark = pytest.mark.usefixtures("board")


# -- the board ----------------------------------------------------------------------------------------------------


def lane(page: HttpResponse, queue: str, penalty: int) -> str:
    """The names in a lane."""
    column = html(page).split(f'data-queue="{queue}"')[1].split("data-queue=")[0]
    return text(column.split(f'data-lane="{penalty}"')[1].split('<p class="names">')[1].split("</p>")[0])


def test_each_queue_has_its_agents_by_penalty_and_a_free_place_after_the_last(sam_client: Client) -> None:
    page = sam_client.get("/queues/membership/")

    assert (lane(page, SALES, 0), lane(page, SALES, 1), lane(page, SALES, 2)) == ("Ada Novak", "Ben Ito", "")
    assert lane(page, SUPPORT, 2) == "Ada Novak"
    assert "Cleo Sand" not in html(page)


def test_the_browser_gets_the_same_as_a_table(sam_client: Client) -> None:
    found = re.search(
        r'id="board-table" type="application/json">(.*?)</script>', html(sam_client.get("/queues/membership/"))
    )

    assert found
    table = json.loads(found.group(1))
    assert [key for key, _ in table["queues"]] == [BILLING, SALES, SUPPORT]
    assert table["agents"][0] == [ADA, "Ada Novak", "cisco:5000", "talking", [-1, 0, 2], 1]
    assert table["agents"][1] == [BEN, "Ben Ito", "cisco:5000", "not_ready", [-1, 1, -1], 1, [-1, 0, -1]]


def test_the_address_says_which_queues_and_whom_it_shows(sam_client: Client) -> None:
    page = sam_client.get("/queues/membership/", {"queue": SALES, "differs": "1"})

    assert f'data-queue="{SUPPORT}"' not in html(page)
    assert (lane(page, SALES, 0), lane(page, SALES, 1)) == ("", "Ben Ito")


def test_a_queue_of_another_team_is_no_column(sam_client: Client) -> None:
    QueuePolicy.objects.create(id=BILLING, teams=["cisco:5002"])
    floors.forget()

    assert f'data-queue="{BILLING}"' not in html(sam_client.get("/queues/membership/"))


def test_a_system_without_membership_is_named_with_the_reason(
    sam_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    cannot = dict.fromkeys(MOVES, Capability(works=False, note="This system assigns no queues."))
    monkeypatch.setattr(reading, "capabilities", lambda sources: {str(source): cannot for source in sources})

    assert "cisco This system assigns no queues." in text(html(sam_client.get("/queues/membership/")))


def test_vic_looks_and_is_offered_nothing(vic_client: Client) -> None:
    page = html(vic_client.get("/queues/membership/"))

    assert "Ada Novak" in page
    assert 'id="moving"' not in page


# -- the preview --------------------------------------------------------------------------------------------------


def test_the_preview_says_what_changes_and_who_cannot_and_why(sam_client: Client) -> None:
    page = move(sam_client, ADA, BEN, DORA, address=PREVIEW)

    assert figures(page) == ["3", "0"]
    said = text(html(page))
    assert "Move 3 agents" in said
    assert "Ada Novak Support 2 → 1, leaves Sales" in said
    assert "Dora Ünal joins Support with 1" in said
    assert 'form="move-leave" autofocus' in html(page)
    assert not AskedCommand.objects.exists()


def test_who_serves_so_already_cannot(sam_client: Client) -> None:
    page = move(sam_client, ADA, BEN, address=PREVIEW, queue=SALES, penalty=0, out_of="")

    assert figures(page) == ["1", "1"]
    assert "Ada Novak : is so already" in text(html(page))


def test_the_columns_of_a_silent_system_are_hatched_before_any_script(sam_client: Client) -> None:
    assert "data-stale" not in html(sam_client.get("/queues/membership/"))

    floors.put_source(FeedState.STALE, since=30)

    page = html(sam_client.get("/queues/membership/"))
    assert page.count(" data-stale") == page.count('<section class="column"') > 0


def test_who_stands_on_a_silent_system_cannot(sam_client: Client) -> None:
    floors.put_source(FeedState.STALE)

    page = move(sam_client, ADA, address=PREVIEW)

    assert figures(page) == ["0", "1"]
    assert "cisco is not live" in text(html(page))
    assert move(sam_client, ADA).status_code == 422
    assert not AskedCommand.objects.exists()


def test_whose_queues_nobody_tells_cannot(sam_client: Client) -> None:
    FloorRow.objects.filter(kind=Kind.MEMBERSHIP, key=BEN).update(gone=True)

    assert "does not tell which queues they serve" in text(html(move(sam_client, BEN, address=PREVIEW)))


def test_without_a_place_it_is_said_what_is_missing(sam_client: Client) -> None:
    answer = move(sam_client, ADA, queue="", penalty="")

    assert answer.status_code == 422
    assert "Choose a queue and a penalty." in text(html(answer))


def test_without_a_script_it_stands_on_a_page_of_its_own(sam_client: Client) -> None:
    fields = {"agents": [BEN], "deed": "add", "queue": SUPPORT, "penalty": "0"}
    page = sam_client.post(PREVIEW, fields)

    assert "<html" in html(page)
    assert "Add 1 agent" in text(html(page))
    assert "Undo" in text(html(sam_client.post(CHANGE, fields)))
