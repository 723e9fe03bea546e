"""Sam in each test's own database, and ears for what the store says."""

import pytest

from dashboard.models import Person
from tests.dashboard.store.asking import Hints


@pytest.fixture
def sam(database: str) -> Person:
    """Sam, in this test's own database."""
    return Person.objects.create(username="sam", name="Sam Supervisor", role="supervisor", teams=["cisco:5000"])


@pytest.fixture
def hints() -> Hints:
    """What pages and bridges heard."""
    return Hints()
