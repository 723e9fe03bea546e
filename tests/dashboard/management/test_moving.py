"""An installation moves: dump_setup here, load_setup into an empty database there, where its secrets are set."""

import shutil
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from dashboard.models import CtiSignIn, Integration, Lent, Person
from dashboard.secrets import reveal
from tests.dashboard.setup.test_contract import FILE
from tests.services.databases import settings_of, standing_on

ALSO = """
[[person]]
username = "lea"
role = "supervisor"
active = false
lent = [{team = "cisco:6000", until = 2026-12-31}]
"""


def said(*command: str) -> tuple[str, str]:
    out, errors = StringIO(), StringIO()
    call_command(*command, stdout=out, stderr=errors)
    return out.getvalue(), errors.getvalue()


def test_every_table_of_the_contract_is_the_same_there(
    database: str, sqlite_template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAM_PASSWORD", "correct horse")
    file, dumped, empty = tmp_path / "file.toml", tmp_path / "dumped.toml", tmp_path / "empty.sqlite3"
    file.write_text(FILE.replace("env:FEED_CTI_PASSWORD", "hunter2") + ALSO)
    shutil.copy(sqlite_template, empty)

    said("load_setup", str(file))
    text, needed = said("dump_setup")
    dumped.write_text(text)
    with standing_on(settings_of(f"sqlite:///{empty}", tmp_path)):
        assert not Integration.objects.exists()
        monkeypatch.setenv("FLOORWALKER_CISCO_2900_PASSWORD", "hunter2")
        said("load_setup", str(dumped))
        again, _ = said("dump_setup")

        assert reveal(CtiSignIn.objects.get(login="2900").settings["password"]) == "hunter2"
        assert not Person.objects.get(username="lea").is_active
        assert [str(loan) for loan in Lent.objects.all()] == ["cisco:6000 until 2026-12-31"]
        assert said("load_setup", str(dumped))[0] == "nothing changed\n"

    assert "FLOORWALKER_CISCO_2900_PASSWORD" in needed
    assert again == text.removeprefix("# needs FLOORWALKER_CISCO_2900_PASSWORD\n\n")
