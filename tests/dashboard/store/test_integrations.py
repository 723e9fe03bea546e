"""What to follow, as administrators set it: secrets revealed, a fault of one integration kept to that one."""

from pathlib import Path

import pytest

from dashboard.models import CtiSignIn, Integration, Person
from dashboard.secrets import seal
from dashboard.store.integrations import configs

pytestmark = pytest.mark.usefixtures("database")

KEY = b"of these tests"


@pytest.fixture
def cisco(database: str) -> Integration:
    """An integration with a feed sign-in."""
    made = Integration.objects.create(name="cisco", kind="generic_connector", settings={"username": "bridge"})
    CtiSignIn.objects.create(
        integration=made, login="2900", feed=True, settings={"password": "literal", "extension": "4900", "phone": "1"}
    )
    return made


def _set(integration: Integration, **settings: object) -> None:
    integration.settings = settings
    integration.save()


def test_an_integration_comes_with_its_sign_ins(cisco: Integration) -> None:
    (config,) = configs(KEY)

    (feed,) = config.sign_ins
    assert (config.name, config.kind, config.enabled, config.fault) == ("cisco", "generic_connector", True, "")
    assert config.settings == {"username": "bridge"}
    assert (feed.login, feed.feed, feed.person, feed.password) == ("2900", True, "", "literal")
    assert (feed.extension, feed.settings) == ("4900", {"phone": "1"})


def test_a_vendor_may_call_the_extension_a_phone() -> None:
    xivo = Integration.objects.create(name="xivo", kind="xuc", settings={"url": "http://127.0.0.1:8090"})
    CtiSignIn.objects.create(integration=xivo, login="feed", feed=True, settings={"password": "p", "phone": "1000"})

    (config,) = configs(KEY)

    assert (config.sign_ins[0].extension, config.sign_ins[0].settings) == ("1000", {})


@pytest.mark.parametrize("way", ["env:GC_PASSWORD", "file:{tmp_path}/secret", "sealed"])
def test_a_secret_is_revealed_wherever_it_is_kept(
    cisco: Integration, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, way: str
) -> None:
    monkeypatch.setenv("GC_PASSWORD", "hunter2")
    (tmp_path / "secret").write_text("hunter2\n")
    _set(cisco, username="bridge", password=seal("hunter2") if way == "sealed" else way.format(tmp_path=tmp_path))

    (config,) = configs(KEY)

    assert config.settings == {"username": "bridge", "password": "hunter2"}
    assert "hunter2" not in repr(config)


def test_what_is_no_secret_says_nothing_of_the_environment_of_files_or_of_other_secrets(
    cisco: Integration, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It may come back in the words of a connection test, on a page and in the trail."""
    monkeypatch.setenv("OF_ANOTHER", "hunter2")
    sealed = seal("hunter2")
    _set(cisco, username="env:OF_ANOTHER", ca_certs=sealed, brokers=[sealed])

    (config,) = configs(KEY)

    assert config.settings == {"username": "env:OF_ANOTHER", "ca_certs": sealed, "brokers": [sealed]}


def test_a_secret_that_cannot_be_had_is_the_fault_of_its_integration_alone(cisco: Integration) -> None:
    Integration.objects.create(name="west", kind="generic_connector", settings={"password": "env:NOT_SET_ANYWHERE"})

    fine, faulty = configs(KEY)

    assert (fine.name, fine.fault) == ("cisco", "")
    assert (faulty.name, faulty.fault) == ("west", "The environment variable NOT_SET_ANYWHERE is not set.")


def test_a_feeds_missing_password_is_a_fault_too(cisco: Integration) -> None:
    CtiSignIn.objects.update(settings={"password": "env:NOT_SET_ANYWHERE"})

    (config,) = configs(KEY)

    assert config.fault


def test_one_persons_missing_password_does_not_stop_the_floor(cisco: Integration) -> None:
    sam = Person.objects.create(username="sam")
    CtiSignIn.objects.create(
        integration=cisco, login="2001", person=sam, settings={"password": "env:NOT_SET_ANYWHERE", "extension": "4001"}
    )

    (config,) = configs(KEY)

    own = config.sign_ins[0]
    assert (config.fault, own.person, own.extension, own.password) == ("", "sam", "4001", "")


def test_who_is_no_longer_active_has_no_sign_in(cisco: Integration) -> None:
    gone = Person.objects.create(username="gone", is_active=False)
    CtiSignIn.objects.create(integration=cisco, login="2001", person=gone)

    (config,) = configs(KEY)

    assert [sign_in.login for sign_in in config.sign_ins] == ["2900"]


def test_the_version_stays_while_nothing_changes(cisco: Integration) -> None:
    assert configs(KEY) == configs(KEY)


@pytest.mark.parametrize("change", ["nudge", "setting", "switch", "sign-in", "environment"])
def test_the_version_changes_with_everything(cisco: Integration, change: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GC_PASSWORD", "old")
    _set(cisco, password="env:GC_PASSWORD")
    (before,) = configs(KEY)

    match change:
        case "nudge":
            Integration.objects.update(nudges=1)
        case "setting":
            _set(cisco, password="env:GC_PASSWORD", username="other")
        case "switch":
            Integration.objects.update(enabled=False)
        case "sign-in":
            CtiSignIn.objects.update(settings={})
        case "environment":
            monkeypatch.setenv("GC_PASSWORD", "new")

    (after,) = configs(KEY)
    assert after.version != before.version
