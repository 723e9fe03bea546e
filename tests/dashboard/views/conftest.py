"""A floor to look at, and pages read as a browser reads them."""

from collections.abc import Iterator

import pytest
from django.test import Client

from cti_bridge.connector import Capability
from cti_bridge.floor.model import Queue, QueueId
from cti_bridge.floor.rows import Kind
from dashboard.models import Person
from dashboard.views import reading
from tests.dashboard.views import addresses, floors
from tests.dashboard.views.addresses import Things
from tests.dashboard.views.boards import ADA, BEN, BILLING, CLEO, DORA, MOVES, SALES, SUPPORT, serves


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


@pytest.fixture
def board(floor: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Three queues on a system that can do all of it: Ada serves two, Ben one and not as by default, Cleo is Lea's."""
    can = dict.fromkeys(MOVES, Capability(works=True))
    monkeypatch.setattr(reading, "capabilities", lambda sources: {str(source): can for source in sources})
    floors.put(
        [
            (Kind.QUEUE, "", key, Queue(id=QueueId(key), name=key.partition(":")[2], heard_at=floors.ago(1)))
            for key in (SALES, SUPPORT, BILLING)
        ]
    )
    serves(ADA, {SALES: 0, SUPPORT: 2}, {SALES: 0, SUPPORT: 2})
    serves(BEN, {SALES: 1}, {SALES: 0})
    serves(CLEO, {SALES: 0})
    serves(DORA, {})
