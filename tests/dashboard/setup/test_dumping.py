"""The installation on its way out as a setup file, and back."""

from operator import attrgetter
from zoneinfo import available_timezones

import msgspec
import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.models import CtiSignIn, Person
from dashboard.secrets import reveal
from dashboard.setup import schema
from dashboard.setup.dumping import as_setup, dump, written
from dashboard.setup.loading import load
from dashboard.setup.reading import read

WORDS = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=20)
SLUGS = st.from_regex(r"[a-z0-9][a-z0-9_-]{0,8}", fullmatch=True).filter(lambda s: s != "desk")
PLACES = st.builds("{}:{}".format, SLUGS, WORDS.filter(lambda s: s and "\n" not in s))
ZONES = st.sampled_from(["", *sorted(available_timezones())[:20]])
COUNTS = st.integers(0, 10_000)
MAYBE = st.none() | COUNTS


def _up_to(
    entries: st.SearchStrategy[schema.Entry], *key: str, order: tuple[str, ...] = ()
) -> st.SearchStrategy[tuple[schema.Entry, ...]]:
    """A few entries, no key twice, in the order of a dump."""
    by, sorted_by = attrgetter(*key), attrgetter(*(order or key))
    return st.lists(entries, max_size=3, unique_by=by).map(lambda some: tuple(sorted(some, key=sorted_by)))


SITES = st.builds(schema.Site, name=WORDS, time_zone=ZONES)
PEOPLE = st.builds(
    schema.Person,
    username=WORDS.filter(bool),
    name=WORDS,
    role=st.sampled_from(["administrator", "supervisor", "viewer", "agent"]),
    teams=st.lists(PLACES, max_size=3).map(tuple),
    password=st.just(""),
    language=st.sampled_from(["", "en", "de", "fr", "es"]),
    agent=st.lists(PLACES, max_size=2).map(tuple),
)
TEAMS = st.builds(
    schema.Team,
    id=PLACES,
    name=WORDS,
    time_zone=ZONES,
    listening=st.sampled_from(["off", "queue_calls", "all_calls"]),
    purpose=WORDS.filter(bool),
    reason_required=st.booleans(),
    excluded=st.lists(PLACES, max_size=2).map(tuple),
    history=st.sampled_from(["off", "today", "kept"]),
    max_minutes=st.dictionaries(st.sampled_from(["not_ready", "hold", "busy"]), COUNTS),
)
REASONS = st.builds(
    schema.ReasonCode,
    source=SLUGS,
    category=st.sampled_from(["not_ready", "sign_out", "wrap_up"]),
    code=WORDS.filter(bool),
    label=WORDS,
    order=COUNTS,
    tone=st.sampled_from(["", "amber", "teal"]),
    productive=st.booleans(),
    max_minutes=MAYBE,
    forceable=st.booleans(),
    protected=st.booleans(),
    retired=st.booleans(),
)
QUEUES = st.builds(
    schema.Queue,
    id=PLACES,
    name=WORDS,
    teams=st.lists(PLACES, max_size=2).map(tuple),
    warn_waiting=MAYBE,
    warn_wait_seconds=MAYBE,
    service_level_seconds=COUNTS,
    service_level_variant=st.sampled_from(["answered_only", "short_abandon_credit"]),
    short_abandon_seconds=COUNTS,
)
INTEGRATIONS = st.builds(
    schema.Integration,
    name=SLUGS,
    kind=st.just("practice"),
    enabled=st.booleans(),
    settings=st.fixed_dictionaries({}, optional={"agents": st.integers(1, 50), "speed": st.floats(0.5, 4)}),
    sign_in=st.lists(
        st.fixed_dictionaries({"feed": st.just(True), "login": SLUGS}, optional={"password": st.just("env:CTI")}),
        max_size=2,
        unique_by=lambda s: s["login"],
    ).map(lambda sign_ins: tuple(sorted(sign_ins, key=lambda s: s["login"]))),
)
RETENTIONS = st.builds(schema.Retention, states_days=st.integers(1, 900), trail_days=st.integers(1, 9000))
SETUPS = st.builds(
    schema.Setup,
    site=SITES,
    integration=_up_to(INTEGRATIONS, "name"),
    person=_up_to(PEOPLE, "username"),
    team=_up_to(TEAMS, "id"),
    reason_code=_up_to(REASONS, "source", "category", "code", order=("source", "category", "order", "code")),
    queue=_up_to(QUEUES, "id"),
    retention=RETENTIONS,
    privacy=st.builds(schema.Privacy, mask_numbers=st.booleans(), agent_sees_listens=st.booleans()),
)


@given(SETUPS)
def test_what_is_written_reads_back_the_same(setup: schema.Setup) -> None:
    assert read(written(setup)) == setup


@pytest.mark.django_db
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(SETUPS)
def test_what_is_loaded_is_dumped_the_same(setup: schema.Setup) -> None:
    with transaction.atomic():
        load(written(setup))

        assert as_setup()[0] == setup

        transaction.set_rollback(True)


SIGN_IN = """
[[integration]]
name = "north"
kind = "practice"
[[integration.sign_in]]
feed = true
login = "2900"
password = "hunter2"
[[person]]
username = "sam"
role = "viewer"
password = "correct horse"
"""


@pytest.mark.django_db
def test_a_stored_secret_comes_out_as_a_reference_that_the_dump_lists() -> None:
    load(SIGN_IN)

    text, names = dump()

    assert names == ["FLOORWALKER_NORTH_2900_PASSWORD"]
    assert text.startswith("# needs FLOORWALKER_NORTH_2900_PASSWORD\n")
    assert 'password = "env:FLOORWALKER_NORTH_2900_PASSWORD"' in text
    assert "hunter2" not in text
    assert "sealed:" not in text


@pytest.mark.django_db
def test_loaded_where_the_names_are_set_a_dump_gives_the_same_installation(monkeypatch: pytest.MonkeyPatch) -> None:
    load(SIGN_IN)
    text, [name] = dump()
    CtiSignIn.objects.all().delete()
    monkeypatch.setenv(name, "hunter2")

    load(text)

    assert reveal(CtiSignIn.objects.get().settings["password"]) == "hunter2"
    assert dump()[0].endswith(text.partition("\n\n")[2])


@pytest.mark.django_db
def test_a_password_of_a_person_is_never_dumped() -> None:
    load(SIGN_IN)

    [person] = as_setup()[0].person

    assert person.password == ""
    assert "correct horse" not in dump()[0]
    assert Person.objects.get().password not in dump()[0]


@pytest.mark.django_db
def test_names_of_two_places_never_meet() -> None:
    load(SIGN_IN + SIGN_IN.split("[[person]]")[0].replace('"north"', '"north_2900"').replace('"2900"', '"x"'))
    load(
        '[[integration]]\nname = "north"\nkind = "practice"\n'
        '[[integration.sign_in]]\nfeed = true\nlogin = "29-00"\npassword = "a"\n'
        '[[integration.sign_in]]\nfeed = true\nlogin = "29.00"\npassword = "b"\n'
    )

    _, names = dump()

    assert len(set(names)) == len(names) == 4


def test_every_entry_of_the_contract_can_be_written() -> None:
    fields = {f.name for f in msgspec.structs.fields(schema.Setup)}

    assert fields == {
        "site",
        "integration",
        "person",
        "team",
        "reason_code",
        "integration_setting",
        "queue",
        "retention",
        "privacy",
    }
