"""The fixed people of every test, and a browserless client signed in as each."""

from collections.abc import Callable, Collection, Iterator

import hypothesis
import pytest
from django.test import Client
from django.utils import translation
from pytest_django import Settings

from dashboard.models import Person
from dashboard.models.people import Role

pytest_plugins = [f"tests.services.{name}" for name in ("activemq", "chromium", "databases", "postgres", "redis")]

hypothesis.settings.register_profile(
    "shared machine", deadline=None, max_examples=50
)  # how long an example takes says nothing here
hypothesis.settings.load_profile("shared machine")

PASSWORD = "a-password-for-tests"


@pytest.fixture(autouse=True)
def _quick_passwords(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def _own_language() -> Iterator[None]:
    """A test that made a page in German leaves no German behind."""
    yield
    translation.deactivate()


def _person(username: str, name: str, role: Role, *teams: str) -> Person:
    return Person.objects.create_user(username, PASSWORD, name=name, role=role, teams=list(teams))


@pytest.fixture
def sam(db: None) -> Person:
    """Sam supervises two teams."""
    return _person("sam", "Sam Supervisor", Role.SUPERVISOR, "cisco:5000", "cisco:5001")


@pytest.fixture
def lea(db: None) -> Person:
    """Lea supervises another team."""
    return _person("lea", "Lea Leader", Role.SUPERVISOR, "cisco:5002")


@pytest.fixture
def vic(db: None) -> Person:
    """Vic may look at one of Sam's teams, and never act."""
    return _person("vic", "Vic Viewer", Role.VIEWER, "cisco:5000")


@pytest.fixture
def ada(db: None) -> Person:
    """Ada administers: she sees and may do everything."""
    return _person("ada", "Ada Administrator", Role.ADMINISTRATOR)


@pytest.fixture
def ann(db: None) -> Person:
    """Ann is an agent: she has her own page only."""
    return _person("ann", "Ann Agent", Role.AGENT)


@pytest.fixture
def signed_in() -> Callable[[Person], Client]:
    """A client signed in as a person."""

    def as_person(person: Person) -> Client:
        client = Client()
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return as_person


@pytest.fixture
def sam_client(sam: Person, signed_in: Callable[[Person], Client]) -> Client:
    """Sam, signed in."""
    return signed_in(sam)


@pytest.fixture
def lea_client(lea: Person, signed_in: Callable[[Person], Client]) -> Client:
    """Lea, signed in."""
    return signed_in(lea)


@pytest.fixture
def vic_client(vic: Person, signed_in: Callable[[Person], Client]) -> Client:
    """Vic, signed in."""
    return signed_in(vic)


@pytest.fixture
def ada_client(ada: Person, signed_in: Callable[[Person], Client]) -> Client:
    """Ada, signed in."""
    return signed_in(ada)


_WAITING = ("tests/journeys/", "tests/browser/", "tests/dashboard/live/test_servers.py")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest come first: of the workers none is left alone with a journey at the end. Then those with a browser:
    one after the other they share it.

    What waits for real servers and browsers has a second try: out of breath, a machine passes it; a defect fails twice.
    """
    items.sort(key=lambda item: (item.get_closest_marker("journey") is None, "chromium" not in _fixtures_of(item)))
    for item in items:
        if item.nodeid.startswith(_WAITING):
            item.add_marker(pytest.mark.flaky(reruns=1))


def _fixtures_of(item: pytest.Item) -> Collection[str]:
    return item.fixturenames if isinstance(item, pytest.Function) else ()
