"""Secrets at rest."""

import os
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from pytest_django import Settings

from dashboard.secrets import SecretMissing, reveal, seal

OLD, NEW = Fernet.generate_key().decode(), Fernet.generate_key().decode()


def test_a_sealed_secret_does_not_show_and_can_be_revealed(settings: Settings) -> None:
    settings.FIELD_KEYS = (NEW,)

    sealed = seal("hunter2")

    assert sealed.startswith("sealed:")
    assert "hunter2" not in sealed
    assert reveal(sealed) == "hunter2"


def test_what_an_old_key_sealed_is_still_revealed_while_that_key_is_kept(settings: Settings) -> None:
    settings.FIELD_KEYS = (OLD,)
    sealed = seal("hunter2")

    settings.FIELD_KEYS = (NEW, OLD)

    assert reveal(sealed) == "hunter2"


def test_a_key_that_is_gone_is_said_in_a_sentence(settings: Settings) -> None:
    settings.FIELD_KEYS = (OLD,)
    sealed = seal("hunter2")
    settings.FIELD_KEYS = (NEW,)

    with pytest.raises(SecretMissing, match="a key that FIELD_KEYS no longer holds") as caught:
        reveal(sealed)

    assert sealed not in str(caught.value)


def test_a_reference_to_the_environment_is_resolved_when_it_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CISCO_PASSWORD", "first")
    assert reveal("env:CISCO_PASSWORD") == "first"

    monkeypatch.setenv("CISCO_PASSWORD", "second")
    assert reveal("env:CISCO_PASSWORD") == "second"


def test_a_variable_that_is_not_set_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CISCO_PASSWORD", raising=False)

    with pytest.raises(SecretMissing, match="CISCO_PASSWORD is not set"):
        reveal("env:CISCO_PASSWORD")


def test_a_reference_to_a_file_gives_its_text_without_the_last_line_end(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text(" hunter2 \n")

    assert reveal(f"file:{tmp_path / 'secret'}") == " hunter2 "


@pytest.mark.parametrize("name", ["SECRET_KEY", "FIELD_KEYS", "DATABASE_URL", "REDIS_URL"])
def test_no_reference_hands_out_what_the_installation_itself_lives_by(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    """An administrator says where a system is, and with it who is told the password."""
    (tmp_path / "own").write_text("hunter2")
    (tmp_path / "link").symlink_to(tmp_path / "own")
    monkeypatch.setenv(name, "hunter2")
    monkeypatch.setenv(f"{name}_FILE", str(tmp_path / "own"))

    for reference in (f"env:{name}", f"file:{tmp_path}/own", f"file:{tmp_path}/./link", "file:/proc/self/environ"):
        with pytest.raises(SecretMissing, match="is Floorwalker's own"):
            reveal(reference)


@pytest.mark.parametrize("name", ["secret_key", "field_keys"])
def test_nor_a_key_that_was_made_here(name: str, tmp_path: Path, settings: Settings) -> None:
    settings.VAR = tmp_path
    (tmp_path / name).write_text("hunter2")

    with pytest.raises(SecretMissing, match="is Floorwalker's own"):
        reveal(f"file:{tmp_path}/{name}")


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(SecretMissing, match="nowhere cannot be read"):
        reveal(f"file:{tmp_path / 'nowhere'}")


def test_what_has_no_end_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")

    for path in (tmp_path / "pipe", "/dev/zero"):
        with pytest.raises(SecretMissing, match="cannot be read"):
            reveal(f"file:{path}")


@pytest.mark.parametrize("literal", ["hunter2", "a:b", "", "ENV:X"])
def test_anything_else_is_the_secret_itself(literal: str) -> None:
    assert reveal(literal) == literal
