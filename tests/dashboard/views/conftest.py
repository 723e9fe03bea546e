"""A floor to look at, and pages read as a browser reads them."""

from collections.abc import Iterator

import pytest
from django.test import Client

from tests.dashboard.views import floors


@pytest.fixture
def floor(db: None) -> Iterator[None]:
    """The small floor of floors.py, live."""
    floors.open_floor()
    yield
    floors.forget()


@pytest.fixture
def nobody() -> Client:
    """A client who is not signed in."""
    return Client()
