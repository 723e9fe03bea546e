"""load_setup, dump_setup, check_integration."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from dashboard.models import Person

FILE = """
[[integration]]
name = "north"
kind = "practice"
[[integration.sign_in]]
feed = true
login = "2900"
password = "hunter2"
[[person]]
username = "sam"
role = "supervisor"
"""

pytestmark = pytest.mark.django_db


def _said(*command: str) -> str:
    out = StringIO()
    call_command(*command, stdout=out, stderr=out)
    return out.getvalue()


@pytest.fixture
def file(tmp_path: Path) -> str:
    (tmp_path / "setup.toml").write_text(FILE)
    return str(tmp_path / "setup.toml")


def test_load_setup_says_what_changed_and_then_that_nothing_did(file: str) -> None:
    assert _said("load_setup", file).splitlines() == [
        "add integration north",
        "add person sam",
        "add sign-in north:2900",
    ]
    assert _said("load_setup", file) == "nothing changed\n"


def test_load_setup_with_check_says_what_would_change(file: str) -> None:
    assert "would add person sam" in _said("load_setup", file, "--check")
    assert not Person.objects.exists()


def test_load_setup_refuses_a_wrong_file_by_its_key(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.toml"
    wrong.write_text(FILE.replace("supervisor", "boss"))

    with pytest.raises(CommandError, match=r"^person\[0\]\.role: "):
        _said("load_setup", str(wrong))


def test_load_setup_names_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be read"):
        _said("load_setup", str(tmp_path / "nowhere.toml"))


def test_dump_setup_lists_the_names_of_its_references(file: str) -> None:
    _said("load_setup", file)

    said = _said("dump_setup")

    assert 'password = "env:FLOORWALKER_NORTH_2900_PASSWORD"' in said
    assert "To load this elsewhere, set there: FLOORWALKER_NORTH_2900_PASSWORD" in said
    assert "hunter2" not in said


def test_check_integration_says_each_step(file: str) -> None:
    _said("load_setup", file)

    said = _said("check_integration", "north")

    assert said.startswith("✔ Settings: ")
    assert said.endswith("north works.\n")


def test_check_integration_names_those_there_are(file: str) -> None:
    _said("load_setup", file)

    with pytest.raises(CommandError, match=r"There is no integration south; there are: north\."):
        _said("check_integration", "south")


def test_check_integration_says_which_secret_is_missing(file: str, monkeypatch: pytest.MonkeyPatch) -> None:
    Path(file).write_text(FILE.replace('"hunter2"', '"env:CTI_PASSWORD"'))
    monkeypatch.delenv("CTI_PASSWORD", raising=False)
    _said("load_setup", file)

    with pytest.raises(CommandError, match="CTI_PASSWORD is not set"):
        _said("check_integration", "north")
