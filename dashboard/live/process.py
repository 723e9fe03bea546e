"""What there is one of in each process: its rows, its hub, its publisher; and how they hear of each other."""

import asyncio
import atexit
import threading
from collections.abc import Callable, Collection, Sequence
from functools import cache, partial
from typing import Any

from channels.layers import InMemoryChannelLayer, get_channel_layer
from django.conf import settings
from django.contrib.auth.signals import user_logged_out
from django.http import HttpRequest
from django.utils import timezone

from dashboard.access import acted_on
from dashboard.live.cache import RowCache
from dashboard.live.hub import Hub
from dashboard.live.publisher import Publisher
from dashboard.live.pulse import LivePulse
from dashboard.live.receipts import ReceiptsOfPages
from dashboard.live.sockets import Socket
from dashboard.store import checks, floor, hands, lookups, policies, receipts, snoozes
from dashboard.store.follows import end_expired, end_unseen
from dashboard.store.hints import COMMANDS, DESK
from dashboard.store.late_comers import LateComers
from dashboard.store.messages import take_down_what_is_over
from dashboard.store.settling import settle_orphans
from dashboard.store.sockets import SocketRegistry

LAYER = "hints"  # the only one (architecture.md, How truth travels, 2)
_making = threading.RLock()


def publish(streams: Collection[str]) -> None:
    """Says that these streams moved, to every process. From any thread; returns at once, never raises."""
    publisher().publish(streams)


def row_cache() -> RowCache:
    """The floor as this process has it."""
    with _making:
        return _row_cache()


def hub() -> Hub:
    """The hub of this process. It hears hints, and of sign-outs."""
    with _making:
        return _hub()


def receipts_of_pages() -> ReceiptsOfPages:
    """What keeps this process's pages' receipts."""
    with _making:
        return _receipts_of_pages()


def publisher() -> Publisher:
    """This process's way to hint, over the layer of the settings."""
    with _making:
        return _publisher()


def hints_are_lost() -> bool:
    """Whether hints between processes get lost at present. Listens from the first question on."""
    hub()
    return publisher().is_failing


def wake_on_commands(event: asyncio.Event) -> Callable[[], None]:
    """Sets `event`, on the running loop, whenever something was asked of a CTI system. The answer ends it."""
    loop = asyncio.get_running_loop()

    def heard(streams: Collection[str]) -> None:
        if COMMANDS in streams:
            loop.call_soon_threadsafe(event.set)

    return publisher().listen(heard)


@cache
def _row_cache() -> RowCache:
    return RowCache(floor, policies.load)


@cache
def _hub() -> Hub:
    milliseconds = getattr(settings, "LIVE_TICK_MS", None)
    registry, late_comers = SocketRegistry(), LateComers()

    def each_second(there: Sequence[Socket]) -> None:
        registry.say(((s.ticket.person, int(s.opened_at.timestamp())) for s in there), timezone.now())
        _end_what_is_overdue(late_comers)

    tick = milliseconds / 1000 if milliseconds else None
    pulse = LivePulse(tick, each_second=each_second, at_the_end=registry.leave)
    made = Hub(row_cache(), pulse)

    def signed_out(request: HttpRequest | None, **_: Any) -> None:
        """Django says so before it ends the session, so that its key is still known."""
        key = getattr(getattr(request, "session", None), "session_key", None)
        if key:
            pulse.soon(lambda: made.close_session(key))

    user_logged_out.connect(signed_out, weak=False)
    publisher().listen(lambda _: pulse.wake())
    return made


def _end_what_is_overdue(late_comers: LateComers) -> None:
    """Nobody waits for ever: for a bridge that does not come (store/settling.py, store/checks.py), nor for a call.

    Messages whose time is over leave the desk, and who came to a team since gets those that stand
    (store/late_comers.py). What was put off for a while is to be seen again (store/snoozes.py). The hands of who has
    gone are lowered. Answers with customers' numbers go (store/lookups.py): nobody needs to be told of that.
    """
    now = timezone.now()
    lookups.forget_old(now)
    tidied = (
        settle_orphans,
        end_expired,
        partial(end_unseen, sees=acted_on),
        checks.end_orphans,
        take_down_what_is_over,
        late_comers.address,
        snoozes.end_ended,
        hands.tend,
    )
    if sum(tidy(now) for tidy in tidied):
        publish({DESK})


@cache
def _receipts_of_pages() -> ReceiptsOfPages:
    return ReceiptsOfPages(partial(receipts.note, publish=publish))


@cache
def _publisher() -> Publisher:
    layer = get_channel_layer(LAYER)  # type: ignore[no-untyped-call]
    made = Publisher(None if isinstance(layer, InMemoryChannelLayer) else layer)
    atexit.register(made.close)
    return made
