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


def test_every_reference_is_revealed_wherever_it_stands(
    cisco: Integration, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("GC_PASSWORD", "from the environment")
    (tmp_path / "secret").write_text("from a file\n")
    _set(cisco, password="env:GC_PASSWORD", tls={"key": f"file:{tmp_path}/secret"}, brokers=[seal("sealed"), 5])

    (config,) = configs(KEY)

    assert config.settings == {
        "password": "from the environment",
        "tls": {"key": "from a file"},
        "brokers": ["sealed", 5],
    }
    assert "from the environment" not in repr(config)


def test_a_secret_that_cannot_be_had_is_the_fault_of_its_integration_alone(cisco: Integration) -> None:
    Integration.objects.create(name="xivo", kind="xuc", settings={"password": "env:NOT_SET_ANYWHERE"})

    fine, faulty = configs(KEY)

    assert (fine.name, fine.fault) == ("cisco", "")
    assert (faulty.name, faulty.fault) == ("xivo", "The environment variable NOT_SET_ANYWHERE is not set.")


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
