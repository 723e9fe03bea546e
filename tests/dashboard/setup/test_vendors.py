"""What no vendor's own settings may hold: a way to read something else where anybody would see it."""

from types import SimpleNamespace

import msgspec
import pytest

from dashboard.setup.errors import WrongSetup
from dashboard.setup.vendors import check_settings, login_of

SETTINGS = {"brokers": ["stomp://127.0.0.1"], "username": "bridge", "command_queue": "Connector1", "destination": "d"}


@pytest.mark.parametrize("elsewhere", ["env:SECRET_KEY", "file:/etc/passwd", "sealed:gAAAAAB"])
def test_only_a_secret_is_read_from_elsewhere(elsewhere: str) -> None:
    """Any other setting may come back in the words of a connection test: `The file …, cannot be read.`"""
    with pytest.raises(WrongSetup, match=r"^integration\[0\]\.settings\.ca_certs: only a secret"):
        check_settings("generic_connector", SETTINGS | {"ca_certs": elsewhere}, "integration[0]")
    with pytest.raises(WrongSetup, match=r"^here\.extension: only a secret"):
        login_of("generic_connector", {"login_id": "2001", "extension": elsewhere}, "here")


def test_a_secret_may_be() -> None:
    check_settings("generic_connector", SETTINGS | {"password": "env:GC_PASSWORD"}, "integration[0]")


class OfALaterVendor(msgspec.Struct):
    """Settings of which the first, a list, is innocent, and the second is wrong by the vendor's own rule."""

    lists: list[str] = msgspec.field(default_factory=list)
    speed: int = 1

    def __post_init__(self) -> None:
        if self.speed > 9:
            raise ValueError("nobody is so quick.")


def test_a_vendors_own_complaint_names_the_key_that_it_is_about(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cti_bridge.catalog.vendor", lambda _: SimpleNamespace(Config=OfALaterVendor))

    with pytest.raises(WrongSetup, match=r"^integration\[0\]\.settings\.speed: nobody is so quick"):
        check_settings("later", {"lists": ["a"], "speed": 10}, "integration[0]")
