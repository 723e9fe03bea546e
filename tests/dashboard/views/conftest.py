"""A floor to look at, and pages read as a browser reads them."""

from collections.abc import Iterator

import pytest
from django.test import Client

from dashboard.models import Person
from tests.dashboard.views import addresses, floors
from tests.dashboard.views.addresses import Things


@pytest.fixture
def floor(db: None) -> Iterator[None]:
    """The small floor of floors.py, live."""
    floors.open_floor()
    yield
    floors.forget()


@pytest.fixture
def ben(db: None) -> Person:
    """Ben is another agent than Ann."""
    return Person.objects.create_user("ben", name="Ben Bell", role="agent", agents=["cisco:1003"])


@pytest.fixture
def things(floor: None, sam: Person, ann: Person, ada: Person) -> Things:
    """What stands in the places of addresses: Sam can act on it, Ann was sent it, Ada administers it."""
    return addresses.of_sam(sam, ann, ada)


@pytest.fixture
def nobody() -> Client:
    """A client who is not signed in."""
    return Client()
