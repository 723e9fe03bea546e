"""Coming in: by token and by password, refused in words, slow, or shut out; a token is renewed, and used again."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest
from websockets.asyncio.server import ServerConnection, serve

from cti_bridge.connector import SignInConfig
from cti_bridge.connectors.xuc import entrance, own_line, talk, tokens
from cti_bridge.connectors.xuc.login import Token
from cti_bridge.connectors.xuc.tokens import Tokens
from cti_bridge.errors import Fatal, Retryable
from cti_bridge.floor.model import AgentState, FeedState
from cti_bridge.practice.xuc_peer import Peer, Settings
from cti_bridge.practice.xuc_peer.tokens import UNHANDLED
from cti_bridge.transports.address import Address
from cti_bridge.transports.http import Reply
from tests.cti_bridge.connectors.xuc.conftest import StartPeer
from tests.cti_bridge.connectors.xuc.follower import FEED, SAM, Follower, session
from tests.cti_bridge.connectors.xuc.test_own_sign_ins import sam, sign_in
from tests.cti_bridge.transports.servers import answering, http

Desk = Callable[[ServerConnection], Awaitable[None]]


@asynccontextmanager
async def an_old_xuc(desk: Desk) -> AsyncIterator[str]:
    """A server that does what `desk` says with each socket; its address."""
    async with serve(desk, "127.0.0.1", 0, close_timeout=0.1) as server:
        yield f"http://127.0.0.1:{next(iter(server.sockets)).getsockname()[1]}"


async def failure(url: str, **settings: object) -> Exception:
    """Why following ends, with whatever was told before."""
    with pytest.raises((Fatal, Retryable)) as raised:
        async for _ in session(url, FEED, **settings).events():
            pass
    return raised.value


async def say(socket: ServerConnection, *frames: str) -> None:
    for frame in frames:
        await socket.send(frame)


# -- by token --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("old_codes", [False, True])
async def test_a_wrong_password_needs_a_person(start: StartPeer, old_codes: bool) -> None:
    peer = start(Settings(old_codes=old_codes))
    wrong = SignInConfig(login="feed", feed=True, password="guessed")

    async with Follower(session(peer.url, wrong)) as follower:
        await follower.until(lambda: follower.light() is FeedState.FAILED)

        assert str(follower.errors[0]) == entrance.WRONG_PASSWORD
        assert follower.floor.sign_ins["xivo:feed"].note == entrance.WRONG_PASSWORD  # type: ignore[index]


async def test_a_system_that_gives_no_token_now_is_tried_again(peer: Peer) -> None:
    peer.refuse_logins(UNHANDLED)

    async with Follower(session(peer.url)) as follower:
        await follower.until(lambda: len(follower.errors) > 1)
        assert all(str(error) == entrance.NOT_NOW for error in follower.errors)

        peer.allow_logins()
        await follower.loaded()


@pytest.fixture
def logins(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The logins by password that were asked for."""
    asked = []
    post = entrance.post_json

    async def remember(address: Address, path: str, body: bytes, *, ca_certs: str) -> Reply:
        asked.append(path)
        return await post(address, path, body, ca_certs=ca_certs)

    monkeypatch.setattr(entrance, "post_json", remember)
    return asked


async def test_a_token_is_used_again_after_a_loss(peer: Peer, logins: list[str]) -> None:
    async with Follower(session(peer.url, FEED)) as follower:
        await follower.loaded()
        peer.drop_all()
        await follower.loaded()

        assert len(logins) == 1


async def test_a_token_that_is_good_no_more_is_replaced(peer: Peer, logins: list[str]) -> None:
    async with Follower(session(peer.url, FEED)) as follower:
        await follower.loaded()
        peer.forget_tokens()
        peer.drop_all()
        await follower.loaded()

        assert len(logins) == 2


async def test_a_token_is_renewed_before_it_ends(start: StartPeer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tokens, "RENEW_AFTER", 0.1)
    renewed: list[str] = []
    keep = Tokens.keep

    def remember(self: Tokens, login: str, token: Token) -> None:
        renewed.append(token.value)
        keep(self, login, token)

    monkeypatch.setattr(Tokens, "keep", remember)
    peer = start(Settings(token_seconds=2))
    async with Follower(session(peer.url, FEED)) as follower:
        await follower.loaded()

        await follower.until(lambda: len(set(renewed)) >= 3)


async def test_a_system_that_tells_no_life_of_tokens_is_asked_for_one_each_time(
    start: StartPeer, logins: list[str]
) -> None:
    peer = start(Settings(token_seconds=None))

    async with Follower(session(peer.url, FEED)) as follower:
        await follower.loaded()
        peer.drop_all()
        await follower.loaded()

        assert len(logins) == 2


async def test_another_server_at_the_address_is_said_to_be_none() -> None:
    server = await asyncio.start_server(answering(http("200 OK", b"hello")), "127.0.0.1", 0)
    async with server:
        why = await failure(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}")

    assert isinstance(why, Retryable)
    assert str(why) == entrance.NO_REPLY


# -- by password -----------------------------------------------------------------------------------------------------


async def test_the_old_generation_has_its_login_in_the_address(peer: Peer) -> None:
    async with Follower(session(peer.url, FEED, SAM, generation="old")) as follower:
        await follower.loaded()
        await sign_in(follower)

        assert sorted(peer.signed_in()) == ["feed", "sam"]


async def test_the_old_generations_refusal_needs_a_person(peer: Peer) -> None:
    wrong = SignInConfig(login="feed", feed=True, password="guessed")

    async with Follower(session(peer.url, wrong, generation="old")) as follower:
        await follower.until(lambda: follower.light() is FeedState.FAILED)

        assert str(follower.errors[0]) == entrance.WRONG_PASSWORD


@pytest.mark.parametrize(
    ("frames", "kind", "said"),
    [
        (['{"msgType":"LoggedOnError","ctiMessage":{"Error":"loggedOnFailed"}}'], Fatal, entrance.WRONG_PASSWORD),
        (['{"msgType":"LoggedOnError","ctiMessage":{"Error":"loggedOnTimeout"}}'], Retryable, talk.TOO_SLOW),
        (['{"msgType":"Error","ctiMessage":{"Error":"whatever"}}'], Retryable, talk.AN_ERROR),
        ([], Retryable, talk.CLOSED_AT_ONCE),
        (['{"msgType":"RightProfile","ctiMessage":{"profile":"Supervisor"}}'], Retryable, talk.CLOSED_AT_ONCE),
    ],
)
async def test_each_way_of_not_being_let_in_is_said_in_words(
    frames: list[str], kind: type[Exception], said: str
) -> None:
    async def refuse(socket: ServerConnection) -> None:
        await say(socket, *frames)

    async with an_old_xuc(refuse) as url:
        why = await failure(url, generation="old")

    assert type(why) is kind or (kind is Retryable and isinstance(why, Retryable))
    assert str(why) == said


async def test_a_server_that_says_nothing_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(talk, "LOGGED_ON_WITHIN", 0.1)

    async def say_nothing(socket: ServerConnection) -> None:
        await socket.wait_closed()

    async with an_old_xuc(say_nothing) as url:
        assert str(await failure(url, generation="old")) == talk.NO_ANSWER


async def test_the_connection_test_names_a_profile_that_comes_a_moment_later() -> None:
    async def let_in(socket: ServerConnection) -> None:
        await say(socket, '{"msgType":"LoggedOn","ctiMessage":{}}')
        await asyncio.sleep(0.1)
        await say(socket, '{"msgType":"RightProfile","ctiMessage":{"profile":"Admin"}}')
        await socket.wait_closed()

    async with an_old_xuc(let_in) as url:
        found = {step.name: step.said async for step in session(url, SAM, generation="old").check()}

    assert found["Login: sam"] == "Signed on. With the profile Admin."


async def test_a_list_that_never_comes_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cti_bridge.connectors.xuc.follow.LISTS_WITHIN", 0.1)

    async def only_let_in(socket: ServerConnection) -> None:
        await say(socket, '{"msgType":"LoggedOn","ctiMessage":{}}')
        await socket.wait_closed()

    async with an_old_xuc(only_let_in) as url:
        assert str(await failure(url, generation="old")) == "XiVO did not send its agents."


async def test_without_a_feed_there_is_nothing_to_hear(peer: Peer) -> None:
    with pytest.raises(Fatal, match="No feed"):
        async for _ in session(peer.url, SAM).events():
            pass


# -- one's own line --------------------------------------------------------------------------------------------------


def cut(peer: Peer, login: str) -> None:
    """This user's line is gone, without a goodbye; everybody else's stands."""
    sockets = peer._front.sockets
    peer._do(lambda: [socket._writer.transport.abort() for socket, one in sockets.items() if one.user.login == login])


async def test_a_persons_line_alone_is_lost_and_comes_back(peer: Peer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own_line, "FIRST_PAUSE", 0.2)
    async with Follower(session(peer.url)) as follower:
        await follower.loaded()
        await sign_in(follower)

        await asyncio.to_thread(cut, peer, "sam")
        await follower.until(lambda: sam(follower).note == own_line.LOST)
        await follower.until(lambda: sam(follower).note == "" and "sam" in peer.signed_in())

        assert follower.loads == 1
        assert follower.errors == []


async def test_a_persons_line_that_cannot_come_back_says_why(peer: Peer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own_line, "FIRST_PAUSE", 0.05)
    async with Follower(session(peer.url)) as follower:
        await follower.loaded()
        await sign_in(follower)

        peer.refuse_logins()
        await asyncio.to_thread(cut, peer, "sam")
        await follower.until(lambda: sam(follower).state is AgentState.SIGNED_OUT)

        assert sam(follower).note == entrance.WRONG_PASSWORD
