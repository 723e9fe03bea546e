"""What several sign-ins tell of one floor comes together, each thing once."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from cti_bridge.connectors.generic_connector.messages import QueueList
from cti_bridge.connectors.generic_connector.roster import Roster
from cti_bridge.connectors.generic_connector.site import Site
from cti_bridge.floor.model import AgentId, ReasonCategory, ReasonCode, SourceId, Team, TeamId

CISCO = SourceId("cisco")
NINE = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
SALES = Team(id=TeamId("cisco:5000"), name="Sales North")
ANNA = {"login": "1001", "first_name": "Anna", "state": "NOT_READY", "label": "Lunch"}


@pytest.fixture
def roster() -> Roster:
    return Roster(Site(source=CISCO, zone=ZoneInfo("UTC")))


def reasons(**labels: str) -> tuple[ReasonCode, ...]:
    """Reasons for not ready: `c10="Lunch"` is the code 10."""
    of = ReasonCategory.NOT_READY
    return tuple(ReasonCode(source=CISCO, category=of, code=key[1:], label=name) for key, name in labels.items())


@pytest.mark.parametrize("comes_first", ["reasons", "team"])
def test_whom_a_list_gives_a_label_has_the_code_of_the_reason_with_that_label(roster: Roster, comes_first: str):
    known, of = reasons(c10="Lunch", c11="Training"), ReasonCategory.NOT_READY
    if comes_first == "reasons":
        assert roster.put_reasons(of, known) == []
        (told,) = roster.put_team(SALES, [ANNA], NINE).agents
        assert told.reason == "10"
    else:
        roster.put_team(SALES, [ANNA], NINE)
        (changed,) = roster.put_reasons(of, known)
        assert (changed.agent, changed.reason, changed.reason_label) == ("cisco:1001", "10", "Lunch")

    assert roster.agents[AgentId("cisco:1001")].reason == "10"


@pytest.mark.parametrize("known", [reasons(c10="Lunch", c20="Lunch"), reasons(c11="Training"), ()])
def test_a_label_that_several_reasons_have_or_none_gives_no_code(roster: Roster, known: tuple[ReasonCode, ...]):
    roster.put_reasons(ReasonCategory.NOT_READY, known)

    (told,) = roster.put_team(SALES, [ANNA], NINE).agents

    assert told.reason == ""


def test_a_label_of_another_states_reasons_gives_no_code(roster: Roster):
    roster.put_reasons(ReasonCategory.SIGN_OUT, reasons(c10="Lunch"))

    (told,) = roster.put_team(SALES, [ANNA], NINE).agents

    assert told.reason == ""


def test_a_queue_that_two_feeds_see_is_as_it_was_last_told(roster: Roster):

    for seconds, (login, waiting) in enumerate([("2900", "3"), ("2901", "4"), ("2900", "9")]):
        roster.put_queues(QueueList(login, ({"name": "Sales", "waiting": waiting},)), NINE + timedelta(seconds=seconds))

    assert [queue.waiting for queue in roster.queues] == [9]
