"""What a person looked up is theirs alone, sealed while it lies, in the trail, and gone after ten minutes."""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest
from cryptography.fernet import Fernet
from pytest_django import Settings

from cti_bridge.floor.lookups import CallFate, PastCall, QueueCalls
from cti_bridge.floor.model import QueueId
from dashboard.models import Lookup, Person, TrailLine
from dashboard.store import lookups, pruning
from dashboard.store.lookups import Calls, Refused, TooManyOpen, Waiting
from tests.dashboard.store.asking import Hints
from tests.dashboard.store.floors import NINE, XIVO, holder

pytestmark = pytest.mark.usefixtures("database")

BRIDGE = "web1:4711:1f9c2ab0"
SALES = "xivo:3"
CUSTOMER = "0230210082"
TOLD = [
    PastCall(began=NINE, seconds=42, fate=CallFate.ANSWERED, caller=CUSTOMER, called="3000"),
    PastCall(began=None, seconds=None, fate=CallFate.UNKNOWN, said="divert_moon"),
]


def after(seconds: float) -> datetime:
    return NINE + timedelta(seconds=seconds)


@pytest.fixture
def lea(database: str) -> Person:
    """Lea supervises another team."""
    return Person.objects.create(username="lea", role="supervisor", teams=["xivo:7"])


@pytest.fixture
def asked(sam: Person, hints: Hints) -> UUID:
    """Sam asked for ten calls at nine."""
    return ask(sam, hints)


def ask(person: Person, hints: Hints, *, seconds: float = 0, size: int = 10) -> UUID:
    return lookups.ask(person, SALES, size=size, publish=hints, now=lambda: after(seconds)).pk


def answer_of(question: UUID, person: Person, seconds: float) -> object:
    return lookups.answer_of(question, person, now=lambda: after(seconds))


def test_who_asked_waits_and_gets_it_when_it_is_there(asked: UUID, sam: Person) -> None:
    assert answer_of(asked, sam, 1) == Waiting(until=after(8))

    lookups.answer(asked, TOLD, after(2))

    assert answer_of(asked, sam, 3) == Calls(calls=TOLD, at=after(2))


def test_nobody_else_gets_it_not_even_by_its_address(asked: UUID, sam: Person, lea: Person) -> None:
    lookups.answer(asked, TOLD, after(2))

    assert answer_of(asked, lea, 3) is None
    assert answer_of(uuid4(), sam, 3) is None


def test_customers_numbers_are_sealed_where_they_lie(asked: UUID) -> None:
    lookups.answer(asked, TOLD, after(2))

    kept = Lookup.objects.get()
    assert kept.answer.startswith("sealed:")
    assert CUSTOMER not in str([getattr(kept, field.attname) for field in Lookup._meta.concrete_fields])


def test_asking_is_a_line_of_the_trail_without_any_number(asked: UUID, sam: Person) -> None:
    line = TrailLine.objects.get()

    assert (line.action, line.step, line.person, line.role) == ("see-queue-calls", "asked", sam.pk, "supervisor")
    assert (line.source, line.subject, line.details) == ("xivo", SALES, {"calls": 10})


def test_bridges_are_woken(asked: UUID, hints: Hints) -> None:
    assert hints.heard == [{"commands"}]


@pytest.mark.parametrize(("wanted", "got"), [(0, 1), (-3, 1), (7, 7), (5000, 100)])
def test_nobody_asks_for_more_calls_than_a_page_shows(sam: Person, hints: Hints, wanted: int, got: int) -> None:
    assert Lookup.objects.get(pk=ask(sam, hints, size=wanted)).size == got


def test_a_system_that_says_more_than_was_asked_is_cut(sam: Person, hints: Hints) -> None:
    question = ask(sam, hints, size=1)

    lookups.answer(question, TOLD, after(1))

    assert answer_of(question, sam, 2) == Calls(calls=TOLD[:1], at=after(1))


def test_a_third_question_waits_until_one_of_two_is_over(asked: UUID, sam: Person, lea: Person, hints: Hints) -> None:
    ask(sam, hints, seconds=1)

    with pytest.raises(TooManyOpen):
        ask(sam, hints, seconds=2)
    ask(lea, hints, seconds=2)  # of whom nobody thought
    assert TrailLine.objects.count() == 3

    lookups.refuse(asked, "It knows no such queue.", after(3))
    ask(sam, hints, seconds=4)


def test_what_nobody_answered_in_time_keeps_nobody_from_asking(asked: UUID, sam: Person, hints: Hints) -> None:
    ask(sam, hints)

    assert answer_of(asked, sam, 8) == Refused(said="No answer came in time.")
    ask(sam, hints, seconds=8)


def test_an_answer_that_came_late_is_an_answer(asked: UUID, sam: Person) -> None:
    lookups.answer(asked, TOLD, after(9))

    assert answer_of(asked, sam, 10) == Calls(calls=TOLD, at=after(9))


def test_why_there_is_none_is_said(asked: UUID, sam: Person) -> None:
    lookups.refuse(asked, "It knows no such queue.", after(1))

    assert answer_of(asked, sam, 2) == Refused(said="It knows no such queue.")


def test_it_comes_to_something_once(asked: UUID, sam: Person) -> None:
    assert lookups.refuse(asked, "The system did not answer in time.", after(1))

    assert not lookups.answer(asked, TOLD, after(2))
    assert not lookups.refuse(asked, "Something else.", after(2))
    assert answer_of(asked, sam, 3) == Refused(said="The system did not answer in time.")


def test_one_bridge_alone_gets_it_and_only_who_follows_the_system(asked: UUID) -> None:
    holder(XIVO, token=BRIDGE)

    assert lookups.claim("xivo", "other:1:a", after(1)) == []
    assert lookups.claim("cisco", BRIDGE, after(1)) == []
    assert lookups.claim("xivo", BRIDGE, after(1)) == [(asked, QueueCalls(queue=QueueId(SALES), size=10))]
    assert lookups.claim("xivo", BRIDGE, after(1)) == []


def test_what_nobody_waits_for_any_more_is_not_asked(asked: UUID) -> None:
    holder(XIVO, token=BRIDGE)

    assert lookups.claim("xivo", BRIDGE, after(8)) == []


def test_after_ten_minutes_it_is_gone_though_nobody_tidied(asked: UUID, sam: Person) -> None:
    lookups.answer(asked, TOLD, after(2))

    assert isinstance(answer_of(asked, sam, 599), Calls)
    assert answer_of(asked, sam, 600) is None


def test_tidying_deletes_the_old_and_leaves_the_young(asked: UUID, sam: Person, hints: Hints) -> None:
    young = ask(sam, hints, seconds=30)

    assert lookups.forget_old(after(599)) == 0
    assert lookups.forget_old(after(600)) == 1
    assert [left.pk for left in Lookup.objects.all()] == [young]


def test_pruning_deletes_them_too(asked: UUID) -> None:
    pruning.prune(after(600))

    assert not Lookup.objects.exists()


def test_an_answer_whose_key_was_taken_away_asks_to_ask_again(asked: UUID, sam: Person, settings: Settings) -> None:
    lookups.answer(asked, TOLD, after(2))

    settings.FIELD_KEYS = (Fernet.generate_key().decode(),)

    assert answer_of(asked, sam, 3) == Refused(said="The answer can no longer be opened: ask again.")
