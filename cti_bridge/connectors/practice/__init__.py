"""The practice floor: a pretend contact centre inside our own process, over no network at all.

It drives `cti_bridge.practice` directly; there are no frames, hence no codec. For training, trying out and load.
"""

from cti_bridge.connectors.practice.capabilities import capabilities
from cti_bridge.connectors.practice.config import Config, SignIn
from cti_bridge.connectors.practice.session import connector

__all__ = ["Config", "SignIn", "capabilities", "connector"]
