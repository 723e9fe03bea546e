"""Two administrators, or one and a bridge, on two connections at once: nothing is lost, and nobody waits for ever."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction

from dashboard.models import Integration, Person, ReasonPolicy, SettingChange, TrailLine
from dashboard.store import component_settings, people, reason_files, systems
from dashboard.store.component_settings import MOST, TooMany
from dashboard.store.hints import unheard
from dashboard.store.reasons import decided
from dashboard.store.roster import Barred, Wanted, Why, standing
from dashboard.store.streams import lock_stream
from tests.dashboard.store.asking import TEAM

pytestmark = pytest.mark.usefixtures("database")
NINE = datetime(2026, 11, 20, 9, tzinfo=UTC)


@pytest.fixture
def two(database: str) -> Iterator[ThreadPoolExecutor]:
    """Two threads, each with a connection of its own, closed at the end."""
    with ThreadPoolExecutor(2) as executor:
        yield executor
        both = threading.Barrier(2)
        list(executor.map(lambda _: (both.wait(10), connection.close()), range(2)))


def at_once(two: ThreadPoolExecutor, *deeds: Callable[[], object]) -> list[object]:
    """What came of two deeds that begin at the same moment: what each gave, or raised."""
    start = threading.Barrier(2)

    def begin(deed: Callable[[], object]) -> object:
        start.wait(10)
        return deed()

    begun: list[Future[object]] = [two.submit(begin, deed) for deed in deeds]
    return [future.exception(60) or future.result() for future in begun]


def administrator(username: str) -> Person:
    """Somebody who may change people."""
    return Person.objects.create(username=username, name=username.title(), role="administrator")


def test_two_who_put_each_other_out_leave_one(two: ThreadPoolExecutor) -> None:
    ada, max_ = administrator("ada"), administrator("max")

    def puts_out(by: Person, whom: Person) -> Callable[[], object]:
        return lambda: people.save([replace(standing(whom), active=False)], by=by, at=NINE)

    came = at_once(two, puts_out(ada, max_), puts_out(max_, ada))

    assert {type(one) for one in came} == {list, PermissionDenied}
    assert Person.objects.filter(is_active=True).count() == 1


def test_of_two_who_give_one_identity_away_at_once_one_is_told_whose_it_is(two: ThreadPoolExecutor) -> None:
    ada, max_ = administrator("ada"), administrator("max")

    def adds(by: Person, username: str) -> Callable[[], object]:
        wanted = Wanted(username=username, role="agent", agents=("cisco:1001",))
        return lambda: people.save([wanted], by=by, at=NINE)

    came = at_once(two, adds(ada, "zoe"), adds(max_, "mia"))

    (barred,) = [one for one in came if isinstance(one, Barred)]
    assert [fault.why for fault in barred.faults] == [Why.AGENT_TAKEN]
    assert Person.objects.filter(role="agent").count() == 1


def test_of_two_who_add_a_fifth_setting_at_once_one_does(two: ThreadPoolExecutor) -> None:
    ada = administrator("ada")
    Integration.objects.create(name="cisco", kind="practice")
    for number in range(1, MOST):
        component_settings.put("cisco", f"s{number}", "x", by=ada, now=NINE)

    def adds(identifier: str) -> Callable[[], object]:
        return lambda: component_settings.put("cisco", identifier, "x", by=ada, now=NINE)

    came = at_once(two, adds("fifth"), adds("sixth"))

    assert {type(one) for one in came} == {bool, TooMany}
    assert Integration.objects.get().component_settings.count() == MOST
    assert SettingChange.objects.count() == MOST


def test_a_file_of_reason_codes_that_is_agreed_to_twice_is_loaded_once(two: ThreadPoolExecutor) -> None:
    ada = administrator("ada")
    Integration.objects.create(name="cisco", kind="practice")
    wanted = {("cisco", "not_ready", str(code)): decided(ReasonPolicy(label=f"No. {code}")) for code in range(40)}

    def agrees() -> object:
        return reason_files.load(wanted, by=ada, now=NINE)

    came = at_once(two, agrees, agrees)

    assert sorted(came, key=str) == [0, 40]
    assert (ReasonPolicy.objects.count(), TrailLine.objects.count()) == (40, 40)


def test_a_password_changed_by_its_owner_stands_when_an_administrator_saves_what_was_read_before(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ada = administrator("ada")
    sam = Person.objects.create(username="sam", role="supervisor", password="old")
    read = people.standing

    def owner_is_quicker(person: Person) -> Wanted:
        Person.objects.filter(pk=person.pk).update(password="new", signed_out_times=3)
        return read(person)

    monkeypatch.setattr(people, "standing", owner_is_quicker)
    people.save([replace(read(sam), teams=(TEAM,))], by=ada, at=NINE)

    sam.refresh_from_db()
    assert (sam.password, sam.signed_out_times, sam.teams) == ("new", 3, [TEAM])


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)  # SQLite has one writer at a time
def test_an_integration_is_deleted_beside_a_bridge_that_holds_its_stream_and_wants_the_desk(
    two: ThreadPoolExecutor,
) -> None:
    """A bridge locks its source, then the desk. In the other order each would wait for the other."""
    ada = administrator("ada")
    cisco = Integration.objects.create(name="cisco", kind="practice")
    waits, goes_on = threading.Event(), threading.Event()

    def bridge() -> None:
        with transaction.atomic():
            lock_stream("cisco")
            waits.set()
            assert goes_on.wait(10)
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL lock_timeout = '5s'")
            lock_stream("desk")

    following = two.submit(bridge)
    assert waits.wait(10)
    deleting = two.submit(systems.remove, cisco, by=ada, publish=unheard)
    _until_somebody_waits()
    goes_on.set()

    following.result(20)
    deleting.result(20)
    assert not Integration.objects.exists()


def _until_somebody_waits() -> None:
    """Until a statement on this database waits for a lock."""
    waiting = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
    for _ in range(2_000):
        with connection.cursor() as cursor:
            cursor.execute(waiting)
            if cursor.fetchone()[0]:
                return
            cursor.execute("SELECT pg_sleep(0.005)")
    raise AssertionError("nobody waits")
