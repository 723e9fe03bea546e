"""A web server's address, as a person writes it."""

import pytest

from cti_bridge.transports.address import Address
from cti_bridge.transports.web_address import web_address


@pytest.mark.parametrize(
    ("url", "address", "path"),
    [
        ("http://xuc.example.com:80", Address("xuc.example.com", 80), ""),
        ("http://xuc.example.com", Address("xuc.example.com", 8090), ""),
        (" https://xuc.example.com/ ", Address("xuc.example.com", 443, tls=True), ""),
        ("https://[::1]:7/xuc/", Address("::1", 7, tls=True), "/xuc"),
    ],
)
def test_it_is_read(url, address, path):
    assert web_address(url, port=8090) == (address, path)


@pytest.mark.parametrize(
    "url", ["", "xuc", "ws://xuc", "http://", "http://a:99999", "http://a:x", "http://a:0", "http://[x"]
)
def test_anything_else_is_refused_in_one_sentence(url):
    with pytest.raises(ValueError, match=r"address.*\.$") as refused:
        web_address(url, port=8090)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    "url", ["http://u:s3cret@xuc", "http://u:s3cret@xuc:x", "http://xuc/?token=s3cret", "http://xuc/#s3cret"]
)
def test_a_secret_in_an_address_is_refused_and_not_repeated(url):
    with pytest.raises(ValueError) as refused:
        web_address(url, port=8090)
    assert "s3cret" not in str(refused.value)
