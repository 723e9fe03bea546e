"""How one comes in: the token's login by HTTP, its renewal, and the old login in the socket's address."""

import json

import pytest
from websockets.exceptions import ConnectionClosed

from cti_bridge.practice.xuc_peer import Peer, Settings, World
from tests.cti_bridge.practice.xuc_peer.conftest import StartPeer
from tests.cti_bridge.practice.xuc_peer.desk import Clock, Desk, call, log_in, token_of

LOGIN, CHECK = "/xuc/api/2.0/auth/login", "/xuc/api/2.0/auth/check"
UNASKED = ["LoggedOn", "RightProfile", "UsersStatuses", "UserConfigUpdate"]


def check(peer: Peer, token: str) -> tuple[int, dict[str, str]]:
    return call(peer, "GET", CHECK, Authorization=f"Bearer {token}")


def greeting(desk: Desk) -> list[str]:
    return [kind for kind, _ in desk.hears()]


def refused(desk: Desk) -> list[str]:
    """What a socket is told until it is closed."""
    told = []
    try:
        while True:
            kind, content = desk.next() or ("", None)
            told.append(f"{kind} {content['Error']}")
    except ConnectionClosed:
        return told
    finally:
        desk.close()


def test_a_login_gives_a_token_and_says_how_long_it_is_good(peer: Peer) -> None:
    status, answer = log_in(peer, "sam", "pw-sam")

    assert status == 200
    assert (answer["login"], answer["TTL"]) == ("sam", 3600)
    assert answer["token"]


def test_older_versions_do_not_say_how_long(start: StartPeer) -> None:
    peer = start(Settings(token_seconds=None))

    _, answer = log_in(peer, "sam", "pw-sam")

    assert sorted(answer) == ["login", "token"]
    assert check(peer, answer["token"])[0] == 200


@pytest.mark.parametrize(("login", "password"), [("sam", "wrong"), ("nobody", "pw-sam")])
def test_a_wrong_name_or_password_is_refused(peer: Peer, login: str, password: str) -> None:
    status, answer = log_in(peer, login, password)

    assert (status, answer["error"]) == (401, "InvalidCredentials")


def test_until_2018_the_refusal_says_which(start: StartPeer) -> None:
    peer = start(Settings(old_codes=True))

    assert log_in(peer, "sam", "wrong")[1]["error"] == "InvalidPassword"
    assert log_in(peer, "nobody", "pw-sam")[1]["error"] == "UserNotFound"


@pytest.mark.parametrize("body", ["", "{", "[]", json.dumps({"login": "sam"}), json.dumps({"login": 1, "password": 2})])
def test_a_login_that_is_no_login_is_invalid(peer: Peer, body: str) -> None:
    status, answer = call(peer, "POST", LOGIN, body)

    assert (status, answer["error"]) == (400, "InvalidJson")


def test_xuc_itself_may_fail(peer: Peer) -> None:
    peer.refuse_logins("UnhandledError")
    assert log_in(peer, "sam", "pw-sam")[0] == 500

    peer.allow_logins()
    assert log_in(peer, "sam", "pw-sam")[0] == 200


def test_a_check_gives_a_new_token_with_a_new_life(peer: Peer, clock: Clock) -> None:
    old = token_of(peer, "sam")
    clock.turn(3000)

    status, answer = check(peer, old)
    clock.turn(3000)

    assert status == 200
    assert answer["token"] != old
    assert check(peer, old)[0] == 401
    assert check(peer, answer["token"])[0] == 200


def test_a_check_without_a_token_is_refused(peer: Peer) -> None:
    assert call(peer, "GET", CHECK)[0] == 401


def test_what_is_no_address_of_xuc_is_not_found(peer: Peer) -> None:
    assert call(peer, "GET", "/")[0] == 404
    assert call(peer, "GET", LOGIN)[0] == 404


def test_a_token_opens_a_socket_and_xuc_says_who_one_is(peer: Peer) -> None:
    desk = Desk(peer, f"/xuc/api/2.0/cti?token={token_of(peer, 'sam')}")

    told = desk.hears()

    assert [kind for kind, _ in told] == UNASKED
    assert told[1][1] == {"profile": "Supervisor"}
    assert told[3][1]["agentId"] == 7
    desk.close()


def test_who_is_no_agent_and_has_no_profile_is_told_so(peer: Peer) -> None:
    desk = Desk(peer, f"/xuc/api/2.0/cti?token={token_of(peer, 'feed')}")

    told = dict(desk.hears())

    assert "RightProfile" not in told
    assert told["UserConfigUpdate"]["agentId"] is None
    desk.close()


@pytest.mark.parametrize(
    "path",
    [
        "/ctichannel?username=sam&agentNumber=9001&password=pw-sam",
        "/xuc/ctichannel?username=sam&agentNumber=9001&password=pw-sam",
        "/xuc/ctichannel?username=sam&amp;agentNumber=9001&amp;password=pw-sam",
    ],
)
def test_the_old_login_stands_in_the_address_in_either_spelling(peer: Peer, path: str) -> None:
    desk = Desk(peer, path)

    assert greeting(desk) == UNASKED
    desk.close()


def test_a_socket_without_a_good_token_is_told_and_closed(peer: Peer, clock: Clock) -> None:
    late = token_of(peer, "sam")
    clock.turn(3601)

    for token in ("made-up", late, ""):
        assert refused(Desk(peer, f"/xuc/api/2.0/cti?token={token}")) == ["LoggedOnError loggedOnFailed"]


def test_older_versions_close_without_a_word(start: StartPeer) -> None:
    peer = start(Settings(logged_on_error=False))

    assert refused(Desk(peer, "/ctichannel?username=sam&agentNumber=9001&password=wrong")) == []


def test_an_open_socket_outlives_its_token(peer: Peer, sam: Desk, clock: Clock) -> None:
    clock.turn(7200)

    assert sam.ask("getList", objectType="agentgroup")[0][0] == "AgentGroupList"


def test_a_password_is_in_no_repr(world: World) -> None:
    assert "pw-sam" not in repr(world.users["sam"])
