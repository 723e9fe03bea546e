"""Where sockets are."""

from typing import Any

from dashboard.live.consumers import Receive, floor_socket
from dashboard.live.line import Send

PATHS = {"/live/floor/": floor_socket}


async def sockets(scope: dict[str, Any], receive: Receive, send: Send) -> None:
    """The application of all sockets. An address that is none is refused (HTTP 403), quietly."""
    socket = PATHS.get(scope["path"])
    if socket is None:
        await send({"type": "websocket.close"})
    else:
        await socket(scope, receive, send)
