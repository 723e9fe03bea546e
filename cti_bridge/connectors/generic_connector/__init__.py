"""Cisco Finesse through Expertflow's Generic Connector: text messages over ActiveMQ, reached by STOMP.

A feed sign-in (a supervisor in Finesse) tells the states of its teams' agents and its queues; people sign in with their
own. Written after the vendor's guide; what the guide lost is inferred, and stands in spellings.py and SUPPORT.md.
"""

from cti_bridge.connectors.generic_connector.capabilities import capabilities
from cti_bridge.connectors.generic_connector.config import Config, SignIn
from cti_bridge.connectors.generic_connector.session import connector

__all__ = ["Config", "SignIn", "capabilities", "connector"]
