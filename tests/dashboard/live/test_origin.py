"""Whose page asks for a socket."""

import pytest
from pytest_django import Settings

from dashboard.live.origin import is_ours


@pytest.fixture(autouse=True)
def _hosts(settings: Settings) -> None:
    settings.ALLOWED_HOSTS = ["floor.example.com", "127.0.0.1"]
    settings.CSRF_TRUSTED_ORIGINS = ["https://desk.example.com"]


@pytest.mark.parametrize(
    ("origin", "host"),
    [
        ("https://floor.example.com", "floor.example.com"),
        ("https://floor.example.com", "floor.example.com:443"),
        ("http://127.0.0.1:8000", "127.0.0.1:8000"),
        ("HTTPS://Floor.Example.com", "floor.example.com"),
        ("https://desk.example.com", "127.0.0.1:8000"),  # a proxy that asks under another name
    ],
)
def test_a_page_of_the_host_that_was_asked_is_ours(origin: str, host: str) -> None:
    assert is_ours([(b"origin", origin.encode()), (b"host", host.encode())])


@pytest.mark.parametrize(
    ("origin", "host"),
    [
        ("", "floor.example.com"),
        ("null", "floor.example.com"),
        ("https://evil.example", "floor.example.com"),
        ("https://evil.example", "evil.example"),  # a name of theirs that leads to us
        ("http://127.0.0.1:9000", "127.0.0.1:8000"),  # another program of this machine
        ("https://floor.example.com.evil.example", "floor.example.com"),
        ("https://floor.example.com:bad", "floor.example.com"),
        ("https://[floor.example.com", "floor.example.com"),  # what no address can be read from
        ("file://floor.example.com", "floor.example.com"),
        ("https://floor.example.com", ""),
    ],
)
def test_any_other_page_is_not(origin: str, host: str) -> None:
    assert not is_ours([(b"origin", origin.encode()), (b"host", host.encode())])


def test_without_an_origin_it_is_nobodys() -> None:
    assert not is_ours([(b"host", b"floor.example.com")])


@pytest.mark.parametrize(("origin", "ours"), [("https://floor.example.com", True), ("http://floor.example.com", False)])
def test_where_pages_come_by_https_alone_so_must_the_one_that_asks(settings: Settings, origin: str, ours: bool) -> None:
    settings.SECURE_SSL_REDIRECT = True

    assert is_ours([(b"origin", origin.encode()), (b"host", b"floor.example.com")]) is ours
