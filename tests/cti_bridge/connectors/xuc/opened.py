"""An XUC session that is up, for what every vendor promises (test_every_capability.py)."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from uuid import uuid4

from cti_bridge.floor.commands import SignIn
from cti_bridge.floor.model import AgentId
from cti_bridge.practice.xuc_peer import Peer, a_site
from tests.cti_bridge.connectors.opened import Opened, soon
from tests.cti_bridge.connectors.xuc.follower import Follower, now, session


@asynccontextmanager
async def opened(settings: dict[str, Any]) -> AsyncIterator[Opened]:
    """Loaded, with Sam signed in."""
    sam = AgentId("xivo:sam")
    chosen = {name: value for name, value in settings.items() if name != "url"}
    with Peer(a_site(clock=now)) as peer:
        async with Follower(session(peer.url, **chosen)) as follower:
            await follower.loaded()
            await follower.confirmed(SignIn(id=uuid4(), sign_in=sam, extension="9001", deadline=soon(now())))
            yield Opened(
                execute=follower.session.execute,
                look_up=follower.session.look_up,
                agent=AgentId("xivo:19"),
                sign_in=sam,
                deadline=soon(now()),
                sent=lambda: [one for one in peer.received() if one.command],
            )
