"""What must survive, by subject."""

from dashboard.models.asked import AskedCommand, Follow
from dashboard.models.floor import FloorRow, Stream
from dashboard.models.history import CallLogEntry, QueueSample, StateLogEntry
from dashboard.models.integrations import CtiSignIn, Integration, IntegrationSetting
from dashboard.models.people import Person
from dashboard.models.policies import QueuePolicy, ReasonPolicy, Site, TeamPolicy
from dashboard.models.trail import Pruning, TrailLine

__all__ = [
    "AskedCommand",
    "CallLogEntry",
    "CtiSignIn",
    "FloorRow",
    "Follow",
    "Integration",
    "IntegrationSetting",
    "Person",
    "Pruning",
    "QueuePolicy",
    "QueueSample",
    "ReasonPolicy",
    "Site",
    "StateLogEntry",
    "Stream",
    "TeamPolicy",
    "TrailLine",
]
