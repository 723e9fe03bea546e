"""What several sign-ins tell of one floor comes together, each thing once."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from cti_bridge.connectors.generic_connector.messages import QueueList
from cti_bridge.connectors.generic_connector.roster import Roster
from cti_bridge.connectors.generic_connector.site import Site
from cti_bridge.floor.model import SourceId

NINE = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


def test_a_queue_that_two_feeds_see_is_as_it_was_last_told():
    roster = Roster(Site(source=SourceId("cisco"), zone=ZoneInfo("UTC")))

    for seconds, (login, waiting) in enumerate([("2900", "3"), ("2901", "4"), ("2900", "9")]):
        roster.put_queues(QueueList(login, ({"name": "Sales", "waiting": waiting},)), NINE + timedelta(seconds=seconds))

    assert [queue.waiting for queue in roster.queues] == [9]
