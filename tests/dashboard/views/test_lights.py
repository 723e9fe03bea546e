"""Every page of what systems say tells how much each one's word is worth: by lights, and in one line."""

import re

import pytest
from django.test import Client

from cti_bridge.floor.model import FeedState
from dashboard.models import Person
from tests.dashboard.views import callback_floor, floors
from tests.dashboard.views.reading import html, text

pytestmark = pytest.mark.usefixtures("floor")

FLOOR, HERE = "/?source=cisco", "?source=cisco"
PAGES = {
    "/queues/": HERE,
    "/queues/cisco:Sales/": FLOOR,
    "/queues/membership/": FLOOR,
    "/callbacks/": HERE,
}


@pytest.mark.parametrize("page", PAGES)
def test_a_light_stands_on_it_and_leads_to_the_rows_of_its_system(sam_client: Client, page: str) -> None:
    said = html(sam_client.get(page))

    light = re.search(r'<li data-feed="cisco" data-feed-state="live"[^>]*><a href="([^"]*)"', said)
    assert light, said
    assert light[1] == PAGES[page]
    assert "All systems are live." in text(said)


@pytest.mark.parametrize("page", PAGES)
def test_that_a_system_is_silent_is_said_once(sam_client: Client, page: str) -> None:
    floors.put_source(FeedState.STALE, since=30)

    said = html(sam_client.get(page))

    assert '<p class="banner" id="banner" role="status" data-level="warn">' in said
    assert text(said).count("cisco is silent since") == 1


def test_a_request_on_its_own_page_leads_to_the_lists_of_a_system(
    sam: Person, sam_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    callback_floor.let_xivo_have_callbacks(monkeypatch)
    callback_floor.open_lists(sam)

    assert '<a href="/callbacks/?source=xivo"' in html(sam_client.get("/callbacks/xivo:c1/"))
