"""What must survive, by subject."""

from dashboard.models.asked import AskedCommand, Follow
from dashboard.models.checks import ConnectionTest
from dashboard.models.floor import FloorRow, Stream
from dashboard.models.history import CallLogEntry, QueueSample, StateLogEntry
from dashboard.models.integrations import CtiSignIn, Integration, IntegrationSetting, SettingChange
from dashboard.models.lookups import Lookup
from dashboard.models.messages import Message, MessageTemplate, RaisedHand, Receipt, Snooze
from dashboard.models.people import Lent, Person
from dashboard.models.policies import QueuePolicy, ReasonPolicy, Site, TeamPolicy
from dashboard.models.sockets import Upload, WebProcess
from dashboard.models.trail import Pruning, TrailLine

__all__ = [
    "AskedCommand",
    "CallLogEntry",
    "ConnectionTest",
    "CtiSignIn",
    "FloorRow",
    "Follow",
    "Integration",
    "IntegrationSetting",
    "Lent",
    "Lookup",
    "Message",
    "MessageTemplate",
    "Person",
    "Pruning",
    "QueuePolicy",
    "QueueSample",
    "RaisedHand",
    "ReasonPolicy",
    "Receipt",
    "SettingChange",
    "Site",
    "Snooze",
    "StateLogEntry",
    "Stream",
    "TeamPolicy",
    "TrailLine",
    "Upload",
    "WebProcess",
]
