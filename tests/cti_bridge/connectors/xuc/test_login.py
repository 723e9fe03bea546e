"""Requests for a token, every reply that xuc.md 1.3 prints, and the socket's address: secrets in none of the reprs."""

import json
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cti_bridge.connectors.xuc.login import (
    Denied,
    Token,
    check_headers,
    login_body,
    old_socket_target,
    read_reply,
    socket_target,
)
from cti_bridge.errors import BadMessage


def test_the_login_is_asked_for_with_two_keys():
    assert json.loads(login_body("ü", 'p"w')) == {"login": "ü", "password": 'p"w'}


def test_a_check_carries_the_token_it_renews():
    assert check_headers(Token(value="T")) == {"Authorization": "Bearer T"}


@pytest.mark.parametrize(
    ("body", "token"),
    [
        (b'{"login":"u","token":"abc","TTL":3600}', Token(value="abc", seconds=3600)),
        (b'{"login":"u","token":"abc","TTL":"3600"}', Token(value="abc", seconds=3600)),
        (b'{"login":"u","token":"abc"}', Token(value="abc")),  # 2018.16
        (b'{"login":"u","token":"abc","TTL":null,"error":null,"more":[1]}', Token(value="abc")),
    ],
)
def test_a_token_comes_with_its_time_or_without(body, token):
    assert read_reply(200, body) == token


@pytest.mark.parametrize(
    ("code", "wrong_password"),
    [
        ("InvalidCredentials", True),
        ("UserNotFound", True),
        ("InvalidPassword", True),
        ("InvalidJson", False),
        ("UnhandledError", False),
    ],
)
@pytest.mark.parametrize("status", [200, 400, 401, 500])
def test_an_error_is_read_whatever_the_status(code, wrong_password, status):
    denied = read_reply(status, json.dumps({"error": code, "message": "words"}).encode())

    assert denied == Denied(code=code, status=status)
    assert denied.is_wrong_password is wrong_password


@pytest.mark.parametrize(("status", "wrong_password"), [(401, True), (403, True), (404, False), (429, False)])
def test_a_refusal_without_words_is_told_by_its_status(status, wrong_password):
    denied = read_reply(status, b"<html>no</html>")

    assert denied == Denied(code="", status=status)
    assert denied.is_wrong_password is wrong_password


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (200, b"<html>"),
        (200, b"{}"),
        (302, b""),
        (502, b"Bad gateway"),
        (200, b'{"token":""}'),
        (200, b'{"token":"with a line\\nbreak"}'),
        (200, '{"token":"é"}'.encode()),
        (500, b'{"token":"abc"}'),
        (200, b"[" * 100_000),
        (200, b"\xff"),
    ],
)
def test_what_is_no_reply_of_xucs_is_told_so(status, body):
    with pytest.raises(BadMessage, match=rf"HTTP {status}"):
        read_reply(status, body)


@example(200, b'{"error":"0230210082 is wrong"}')
@given(st.integers(100, 599), st.binary(max_size=60))
def test_nothing_stops_it_and_a_code_is_a_word(status, body):
    try:
        said = read_reply(status, body)
    except BadMessage:
        return

    assert isinstance(said, Token) or not said.code or said.code.isidentifier()


@given(st.text(st.characters(codec="utf-8"), min_size=1), st.text(st.characters(codec="utf-8"), min_size=1))
def test_whatever_a_password_holds_it_stays_in_its_place(login, password):
    target = urlsplit(old_socket_target(login, password, "1000", prefix="/xuc"))

    assert target.path == "/xuc/ctichannel"
    assert parse_qs(target.query, strict_parsing=True) == {
        "username": [login],
        "agentNumber": ["1000"],
        "password": [password],
    }


def test_the_socket_is_opened_with_the_token():
    assert socket_target(Token(value="a+b/c=")) == "/xuc/api/2.0/cti?token=a%2Bb%2Fc%3D"
    assert old_socket_target("u", "p", "1000") == "/ctichannel?username=u&agentNumber=1000&password=p"


def test_a_token_prints_nowhere():
    assert "abc" not in repr(Token(value="abc"))
