"""A broker's address, as a person writes it."""

import pytest

from cti_bridge.transports.address import Address


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("stomp://cti.example.com:61613", Address("cti.example.com", 61613)),
        ("stomp://cti.example.com", Address("cti.example.com", 61613)),
        ("stomp+ssl://cti.example.com", Address("cti.example.com", 61614, tls=True)),
        (" stomp+ssl://[::1]:7 ", Address("::1", 7, tls=True)),
    ],
)
def test_it_is_read(url, expected):
    assert Address.parse(url) == expected


@pytest.mark.parametrize(
    "url",
    [
        "",
        "cti.example.com",
        "tcp://cti:61616",
        "stomp://",
        "stomp://cti:99999",
        "stomp://cti:x",
        "stomp://a:0",
        "stomp://[x",
    ],
)
def test_anything_else_is_refused_in_one_sentence(url):
    with pytest.raises(ValueError, match=r"address.*\.$") as refused:
        Address.parse(url)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    "url",
    [
        "stomp://bridge:s3cret@cti:61613",
        "stomp://bridge:s3cret@cti:6161x",
        "stomp://bridge:s3cret[@cti",
        "stomp://bridge:/s3cret@cti",
    ],
)
def test_a_password_in_an_address_is_refused_and_not_repeated(url):
    with pytest.raises(ValueError, match="no user or password") as refused:
        Address.parse(url)
    assert "s3cret" not in str(refused.value)
