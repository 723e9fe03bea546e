"""A XiVO XUC peer: its HTTP login and its WebSocket on one port, with a small contact centre behind it.

For tests and training. Written from `xuc.md` and the vendor's page alone; it shares no code with the connector that it
tests.
"""

from .peer import Peer
from .settings import PingAnswer, Settings
from .site import a_site
from .world import World

__all__ = ["Peer", "PingAnswer", "Settings", "World", "a_site"]
