"""Work that waits while earlier work is done, and is then done together: many small writes as one transaction."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, TypeVar

from cti_bridge.errors import Retryable

T = TypeVar("T")


class Gathering(Generic[T]):
    """Hands what was added, all of it at once, to `do`; what is added meanwhile waits for the next time.

    Where `do` fails on several, it is tried on each alone, so that one which can never be done stops no other; but not
    for Retryable, which would be the same for each.
    """

    def __init__(self, do: Callable[[Sequence[T]], Awaitable[None]]) -> None:
        self._do = do
        self._waiting: list[_Waiting[T]] = []
        self._task: asyncio.Task[None] | None = None

    async def add(self, one: T) -> None:
        """Returns when it is done; raises what `do` raised. It is done even when its asker is cancelled."""
        done = asyncio.get_running_loop().create_future()
        self._waiting.append((one, done))
        if self._task is None:
            self._task = asyncio.create_task(self._do_all(), name="gathered")
        await done

    async def _do_all(self) -> None:
        try:
            while self._waiting:
                together, self._waiting = self._waiting, []
                failed = await self._failure(together)
                if failed is None or isinstance(failed, Retryable) or len(together) == 1:
                    _tell(together, failed)
                    continue
                for one in together:
                    _tell([one], await self._failure([one]))
        finally:
            self._task = None

    async def _failure(self, together: "Sequence[_Waiting[T]]") -> Exception | None:
        try:
            await self._do([one for one, _ in together])
        except Exception as error:  # whoever added it hears of it, and decides
            return error
        return None


_Waiting = tuple[T, "asyncio.Future[None]"]


def _tell(together: "Sequence[_Waiting[T]]", failed: Exception | None) -> None:
    for _, done in together:
        if done.done():  # its asker went away meanwhile
            continue
        if failed is None:
            done.set_result(None)
        else:
            done.set_exception(failed)
