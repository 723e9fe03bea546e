"""Hints: heard at once in this process, heard in others over Redis, and never in anybody's way."""

import gc
import logging
import os
import signal
import time
from collections.abc import Callable, Collection, Iterator

import pytest
from channels_redis.pubsub import RedisPubSubChannelLayer

from dashboard.live.publisher import Publisher
from tests.services.redis import RedisServer

# Redis's client leaves a half-made connection to the collector when a deadline cuts it short.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


class Listener:
    """Remembers what it heard."""

    def __init__(self) -> None:
        self.heard: set[str] = set()

    def __call__(self, streams: Collection[str]) -> None:
        self.heard |= set(streams)


def until(is_so: Callable[[], bool], within: float = 10.0) -> None:
    """Waits for a condition."""
    deadline = time.monotonic() + within
    while not is_so():
        assert time.monotonic() < deadline, "it did not come to be so"
        time.sleep(0.01)


@pytest.fixture
def redis(redis_server: RedisServer) -> Iterator[RedisServer]:
    """A Redis that stands again after the test."""
    yield redis_server
    redis_server.start()


@pytest.fixture
def another(redis: RedisServer) -> Iterator[Callable[[], Publisher]]:
    """Makes publishers, as other processes would have them."""
    made: list[Publisher] = []

    def make() -> Publisher:
        made.append(Publisher(RedisPubSubChannelLayer(hosts=[redis.url], prefix="floorwalker")))
        return made[-1]

    yield make
    for publisher in made:
        publisher.close()
    gc.collect()  # so that what is ignored below appears here, and in nobody else's test


Another = Callable[[], Publisher]


def test_alone_a_hint_is_heard_before_publishing_returns() -> None:
    publisher, listener = Publisher(), Listener()
    stop = publisher.listen(listener)
    publisher.publish({"cisco"})
    stop()
    publisher.publish({"xivo"})

    assert listener.heard == {"cisco"}
    assert not publisher.is_failing


def test_hints_go_from_process_to_process(another: Another) -> None:
    here, there, listener = another(), another(), Listener()
    there.listen(listener)

    def repeated() -> bool:
        here.publish({"cisco"})
        return listener.heard == {"cisco"}

    until(repeated)


def test_without_redis_publishing_returns_at_once_and_this_process_hears(redis: RedisServer, another: Another) -> None:
    publisher, listener = another(), Listener()
    publisher.listen(listener)
    redis.kill()
    begun = time.monotonic()
    for _ in range(1000):
        publisher.publish({"cisco"})

    assert time.monotonic() - begun < 0.5
    assert listener.heard == {"cisco"}


def test_the_loss_of_redis_and_its_return_are_logged_once_each(
    redis: RedisServer, another: Another, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    publisher, listener = another(), Listener()
    publisher.listen(listener)
    _until_heard(listener, another(), "before")

    redis.kill()
    until(lambda: publisher.is_failing)
    for number in range(200):
        publisher.publish({f"during {number}"})
        time.sleep(0.01)
    redis.start()
    until(lambda: not publisher.is_failing, within=20)
    _until_heard(listener, another(), "after")

    said = [r.getMessage() for r in caplog.records if r.name == "dashboard.live.publisher"]
    assert sum("do not reach Redis" in text for text in said) == 1
    assert sum("reach Redis again" in text for text in said) == 1
    assert sum("No hints come" in text for text in said) <= 1
    assert not [r for r in caplog.records if r.name.startswith("channels_redis")]


def _until_heard(listener: Listener, by: Publisher, stream: str) -> None:
    """Another process hints until it is heard, and ends."""

    def heard() -> bool:
        by.publish({stream})
        return stream in listener.heard

    until(heard, within=20)
    by.close()


def test_a_redis_that_hangs_delays_nobody(redis: RedisServer, another: Another) -> None:
    publisher = another()
    publisher.publish({"cisco"})
    os.kill(redis.pid, signal.SIGSTOP)
    try:
        begun = time.monotonic()
        for _ in range(100):
            publisher.publish({"cisco"})
        took = time.monotonic() - begun
        until(lambda: publisher.is_failing)
    finally:
        os.kill(redis.pid, signal.SIGCONT)

    assert took < 0.2
