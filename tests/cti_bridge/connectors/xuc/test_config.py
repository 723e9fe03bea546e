"""The settings: a wrong one is one sentence, a secret never prints."""

import msgspec
import pytest

from cti_bridge.connectors.xuc import Config, SignIn
from cti_bridge.connectors.xuc.config import read
from cti_bridge.errors import Fatal

CONTRACT = {"url": "http://127.0.0.1:8090", "generation": "current", "time_zone": "Europe/Paris"}


def test_the_contracts_settings_are_taken():
    settings = read(CONTRACT)

    assert settings.zone.key == "Europe/Paris"
    assert (str(settings.address), settings.address.tls, settings.prefix) == ("127.0.0.1:8090", False, "")
    assert settings.command_ttl_seconds == 5


@pytest.mark.parametrize(
    ("url", "address", "tls", "prefix"),
    [
        ("http://xuc", "xuc:8090", False, ""),
        ("http://xuc:80/", "xuc:80", False, ""),
        ("https://xuc", "xuc:443", True, ""),
        ("https://xuc:8443/xuc", "xuc:8443", True, "/xuc"),
        ("http://[::1]:8090", "[::1]:8090", False, ""),
    ],
)
def test_only_the_address_is_needed(url, address, tls, prefix):
    settings = read({"url": url})

    assert (str(settings.address), settings.address.tls, settings.prefix) == (address, tls, prefix)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"url": ""}, "url"),
        ({"url": "ws://xuc:8090"}, "http:// or https://"),
        ({"url": "http://"}, "no address"),
        ({"url": "http://xuc:99999"}, "no address"),
        ({"url": "http://xuc:8090/api"}, "ends after the port, or with /xuc"),
        ({"url": "http://xuc:8090/?token=s3cret"}, "ends where its path does"),
        ({"url": "http://sam:s3cret@xuc:8090"}, "no user or password"),
        ({"generation": "future"}, "generation"),
        ({"time_zone": "Mars/Base"}, "no time zone 'Mars/Base'"),
        ({"command_ttl_seconds": 0}, "command_ttl_seconds"),
        ({"ulr": "x"}, "ulr"),
    ],
)
def test_a_wrong_value_is_one_sentence_that_names_it(wrong, words):
    with pytest.raises(Fatal) as refused:
        read(CONTRACT | wrong)

    said = str(refused.value)
    assert words in said
    assert said.endswith(".")
    assert "\n" not in said
    assert "s3cret" not in said


def test_a_sign_in_has_the_contracts_names():
    sign_in = msgspec.convert({"login": "sam", "password": "s3cret", "phone": "1000"}, SignIn)

    assert (sign_in.login, sign_in.password, sign_in.phone) == ("sam", "s3cret", "1000")
    assert "s3cret" not in repr(sign_in)


def test_a_feed_is_needed():
    assert getattr(SignIn, "feed_is_needed", True)


def test_every_setting_has_a_title_and_help():
    schema = msgspec.json.schema(Config)["$defs"]["Config"]["properties"]

    assert all(field.get("title") and field.get("description") for field in schema.values())
