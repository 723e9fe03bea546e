"""The installation on its way out as a setup file, and back."""

import msgspec
import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings

from dashboard.models import CtiSignIn, Person
from dashboard.secrets import reveal
from dashboard.setup import schema
from dashboard.setup.dumping import as_setup, dump, written
from dashboard.setup.loading import load
from dashboard.setup.reading import read
from tests.dashboard.setup.installations import setups


@given(setups())
def test_what_is_written_reads_back_the_same(setup: schema.Setup) -> None:
    assert read(written(setup)) == setup


@pytest.mark.django_db
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(setups())
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
