"""A queue's past calls: asked for by name, one question at a time, because answers do not say whose they are (1.4)."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Sequence

from cti_bridge.connectors.xuc import queue_messages
from cti_bridge.connectors.xuc.commands import GetQueueCallHistory
from cti_bridge.connectors.xuc.queue_messages import CallHistory, QueueConfig
from cti_bridge.connectors.xuc.site import Site
from cti_bridge.errors import CommandRefused, Retryable
from cti_bridge.floor.lookups import CallFate, PastCall

ANSWERS_WITHIN = 5.0  # seconds
FORGIVEN_AFTER = 30.0  # seconds after which an answer that never came is not waited for any more

SILENT = "XiVO did not answer in time."
STILL_SILENT = "XiVO has not answered the last question yet: try again in a moment."


class History:
    """The one question that may be open on a line."""

    def __init__(self, site: Site, clock: Callable[[], float]) -> None:
        self._site, self._clock = site, clock
        self._turn = asyncio.Lock()
        self._answer: asyncio.Future[CallHistory] | None = None
        self._owed_until = float("-inf")  # an answer that came too late would be taken for the next question's

    async def of(
        self,
        queue: QueueConfig,
        others: Iterable[QueueConfig],
        size: int,
        send: Callable[[GetQueueCallHistory], Awaitable[None]],
    ) -> Sequence[PastCall]:
        """The last calls of a queue, newest as XUC orders them. Raises CommandRefused where it cannot say."""
        name = queue.name.casefold()
        namesakes = [one for one in others if name in one.name.casefold() and one.id != queue.id]
        wanted = min(size * (len(namesakes) + 1), 1000)
        async with self._turn:
            if self._clock() < self._owed_until:
                raise Retryable(STILL_SILENT)
            self._answer = asyncio.get_running_loop().create_future()
            try:
                await send(GetQueueCallHistory(queue=queue.name, size=wanted))
                async with asyncio.timeout(ANSWERS_WITHIN):
                    said = await self._answer
            except (TimeoutError, asyncio.CancelledError) as late:
                self._owed_until = self._clock() + FORGIVEN_AFTER
                if isinstance(late, TimeoutError):
                    raise CommandRefused(SILENT) from None
                raise
            finally:
                self._answer = None
        # A name that is part of another's finds that one's calls too, and who may see this queue may not see that one:
        # only what was dialled by this queue's own number is certainly its own.
        calls = [one for one in said.calls if not namesakes or one.dst_num == queue.number]
        return tuple(self._past_call(one) for one in calls[:size])

    def heard(self, said: CallHistory) -> None:
        """An answer."""
        self._owed_until = float("-inf")
        if self._answer is not None and not self._answer.done():
            self._answer.set_result(said)

    def _past_call(self, said: queue_messages.PastCall) -> PastCall:
        """Times carry no zone: they are the site's (contract.md, the setup file)."""
        began = None if said.start is None else self._site.moment(said.start)
        try:
            fate, word = CallFate(said.status), ""
        except ValueError:
            fate, word = CallFate.UNKNOWN, said.status
        return PastCall(
            began=began, seconds=said.seconds, fate=fate, caller=said.src_num, called=said.dst_num, said=word
        )
