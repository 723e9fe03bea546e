"""XiVO's contact centre server XUC: JSON over a WebSocket, as its own browser client speaks it.

One socket for each CTI sign-in; a feed's tells of all agents, queues, waiting callers and callbacks. Written after the
vendor's page and its client's frames; what is inferred stands beside its line, and in SUPPORT.md.
"""

from cti_bridge.connectors.xuc.capabilities import capabilities
from cti_bridge.connectors.xuc.config import Config, SignIn
from cti_bridge.connectors.xuc.session import connector

__all__ = ["Config", "SignIn", "capabilities", "connector"]
