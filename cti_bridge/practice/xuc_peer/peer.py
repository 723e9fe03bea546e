"""The XUC peer: the XUC of `xuc.py` behind a real port, in a thread of its own, with the handles of `handles.py`."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import Future

from .front import Front
from .handles import Handles
from .life import Life
from .settings import Settings
from .tokens import Tokens
from .world import World
from .xuc import Xuc

HOST = "127.0.0.1"
COUNTERS_SECONDS = 0.1  # queues' counters are gathered for so long before they are told
STEP_SECONDS = 0.5  # of the site's own life


class Peer(Handles):
    """One XUC on one port. Also a context manager: started inside, stopped after."""

    def __init__(
        self,
        world: World,
        settings: Settings | None = None,
        *,
        port: int = 0,
        host: str = HOST,
        life: Life | None = None,
    ) -> None:
        settings = settings or Settings()
        tokens = Tokens(world, settings)
        super().__init__(Xuc(world, settings, self._later), tokens)
        self.host = host
        self.port = port  # 0: any, known once it is started
        self._life = life  # None: nothing happens by itself
        self._thread: threading.Thread | None = None
        self._starting: Future[None] = Future()

    @property
    def url(self) -> str:
        """Where its HTTP is; its WebSocket is the same with ws."""
        return f"http://{self.host}:{self.port}"

    def start(self) -> Peer:
        """Returns once it can be reached. Raises OSError where the port is not free."""
        self._starting = Future()
        self._thread = threading.Thread(target=self._run, name="xuc-peer", daemon=True)
        self._thread.start()
        self._starting.result(timeout=15)
        return self

    def stop(self) -> None:
        """Leaves the port as an XUC whose process ends; what the site is like stays, for `start`."""
        if self._thread is None or self._loop is None:
            return
        self._loop.call_soon_threadsafe(self._ending.set)
        self._thread.join(timeout=15)
        self._thread = None

    def __enter__(self) -> Peer:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    def _run(self) -> None:
        try:
            asyncio.run(self._serve())
        except OSError as error:
            self._starting.set_exception(error)

    async def _serve(self) -> None:
        self._ending = asyncio.Event()
        self._front = Front(self._xuc, self._tokens)
        server = await asyncio.start_server(self._front.serve, self.host, self.port)
        self.port = server.sockets[0].getsockname()[1]
        self._loop = asyncio.get_running_loop()
        tasks = [asyncio.create_task(self._tell_counters()), asyncio.create_task(self._live())]
        self._starting.set_result(None)
        await self._ending.wait()
        self._loop = None
        server.close()
        await self._front.end()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _tell_counters(self) -> None:
        while True:
            await asyncio.sleep(COUNTERS_SECONDS)
            if self._xuc.counters.may_have_changed:
                self._xuc.publish_counters()

    async def _live(self) -> None:
        while self._life:
            await asyncio.sleep(STEP_SECONDS)
            self._life.step()
            self._xuc.publish()

    def _later(self, seconds: float, act: Callable[[], None]) -> None:
        asyncio.get_running_loop().call_later(seconds, act)
