"""A Generic Connector peer: Expertflow's protocol on a real ActiveMQ, with Cisco Finesse's rules behind it.

For tests and training. Written from `generic_connector.md` and `finesse.md` alone; it shares no code with the connector
that it tests.
"""

from .line import BrokerAddress
from .model import Platform, Refused
from .peer import Peer
from .site import a_site
from .wire import Received, Settings

__all__ = ["BrokerAddress", "Peer", "Platform", "Received", "Refused", "Settings", "a_site"]
