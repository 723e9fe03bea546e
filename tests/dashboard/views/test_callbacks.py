"""The callbacks page: lists and requests as the viewer may see them, filtered, paged, and as a file."""

from collections.abc import Callable

import pytest
from django.test import Client

from dashboard.models import Person
from tests.dashboard.views import callback_floor as lists
from tests.dashboard.views.reading import html, text

pytestmark = pytest.mark.usefixtures("lists_")


@pytest.fixture
def lists_(floor: None, sam: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    """Xivo's lists, with Jane's request, overdue since yesterday."""
    lists.let_xivo_have_callbacks(monkeypatch)
    lists.open_lists(sam)


def test_it_shows_who_asked_and_since_when_it_is_overdue(sam_client: Client) -> None:
    said = text(html(sam_client.get("/callbacks/")))
    print(said)
    assert "Jane Roe" in said
