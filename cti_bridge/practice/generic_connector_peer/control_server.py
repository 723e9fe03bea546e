"""The control port: reads one JSON line, turns one handle of the peer, writes one JSON line. Loopback only."""

import json
import logging
import socketserver
import threading

from .control import Control
from .model import Refused
from .peer import Peer

log = logging.getLogger(__name__)

VERBS = frozenset(name for name in dir(Control) if not name.startswith("_")) - {"close"}


class ControlServer(socketserver.ThreadingTCPServer):
    """Serves a peer's handles on 127.0.0.1; port 0 chooses a free one (`port` tells which)."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, peer: Peer, port: int) -> None:
        super().__init__(("127.0.0.1", port), _Lines)
        self.peer = peer
        self.port: int = self.server_address[1]
        self._thread = threading.Thread(target=self.serve_forever, name="gc-peer-control", daemon=True)

    def start(self) -> None:
        """Begins to serve."""
        self._thread.start()

    def stop(self) -> None:
        """Serves no more."""
        self.shutdown()
        self.server_close()
        self._thread.join(timeout=10)


class _Lines(socketserver.StreamRequestHandler):
    server: ControlServer

    def handle(self) -> None:
        for line in self.rfile:
            try:
                answer = {"gives": _turn(self.server.peer, line)}
            except (Refused, TimeoutError, ValueError, KeyError, TypeError) as problem:
                answer = {"error": f"{type(problem).__name__}: {problem}"}
            self.wfile.write(json.dumps(answer).encode() + b"\n")


def _turn(peer: Peer, line: bytes) -> object:
    asked = json.loads(line)
    verb, named = asked["do"], asked.get("with", {})
    if verb not in VERBS:
        raise ValueError(f"no such handle: {verb}")
    if verb == "send_raw" and named.pop("is_bytes", False):
        named["body"] = named["body"].encode("latin-1")
    given = getattr(peer, verb)(*asked.get("list", ()), **named)
    return None if verb == "start" else given
