"""The life of a callback, from the list to its end."""

from collections.abc import Callable

import pytest

from tests.cti_bridge.practice.xuc_peer.desk import Desk, Told, contents, lists

NONE: list[Told] = []


@pytest.fixture
def feed(desk: Callable[[str], Desk]) -> Desk:
    """The feed's desk, following callbacks."""
    feed = desk("feed")
    feed.ask("getCallbackLists")
    return feed


@pytest.fixture
def sam(desk: Callable[[str], Desk]) -> Desk:
    """Sam's desk, his own agent signed in."""
    sam = desk("sam")
    sam.ask("agentLogin", agentphonenumber="9001")
    return sam


def a_request(desk: Desk) -> str:
    return str(lists(desk)[0]["callbacks"][0]["uuid"])


def kinds(told: list[Told]) -> list[str]:
    return [kind for kind, _ in told if kind.startswith("Callback")]


def a_ticket(sam: Desk, uuid: str) -> str:
    sam.ask("takeCallback", uuid=uuid)
    (started,) = contents(sam.ask("startCallback", uuid=uuid, number="0230210082"), "CallbackStarted")
    assert started["requestUuid"] == uuid
    return str(started["ticketUuid"])


def test_the_lists_come_with_their_requests(feed: Desk) -> None:
    told = lists(feed)

    assert [(one["queueId"], len(one["callbacks"])) for one in told] == [(3, 4), (8, 4), (14, 4)]
    assert {"listUuid", "dueDate", "preferredPeriod", "agentId"} <= told[0]["callbacks"][0].keys()
    assert {one["dueDate"] for one in told[0]["callbacks"]} == {"2026-11-18", "2026-11-20", "2026-11-21"}


def test_there_are_periods_and_one_is_the_default(feed: Desk) -> None:
    ((_, periods),) = feed.ask("getCallbackPreferredPeriods")

    assert [one["name"] for one in periods if one["default"]] == ["Afternoon"]


def test_a_callback_is_taken_by_the_users_own_agent(feed: Desk, sam: Desk) -> None:
    uuid = a_request(feed)

    sam.ask("takeCallback", uuid=uuid)

    assert feed.hears() == [("CallbackTaken", {"uuid": uuid, "agentId": 7})]
    assert lists(feed)[0]["callbacks"][0]["agentId"] == 7


def test_nobody_takes_one_without_an_agent_that_is_signed_in(feed: Desk, desk: Callable[[str], Desk]) -> None:
    uuid = a_request(feed)

    assert feed.ask("takeCallback", uuid=uuid) == NONE
    assert desk("lea").ask("takeCallback", uuid=uuid) == NONE
    assert feed.hears() == NONE


def test_nobody_takes_what_somebody_has(feed: Desk, sam: Desk, desk: Callable[[str], Desk]) -> None:
    uuid = a_request(feed)
    sam.ask("takeCallback", uuid=uuid)
    feed.hears()

    anna = desk("agent19")
    for command in ("takeCallback", "releaseCallback"):
        anna.ask(command, uuid=uuid)
    anna.ask("startCallback", uuid=uuid, number="0230")

    assert feed.hears() == NONE


def test_who_took_it_gives_it_back(feed: Desk, sam: Desk) -> None:
    uuid = a_request(feed)
    sam.ask("takeCallback", uuid=uuid)

    sam.ask("releaseCallback", uuid=uuid)

    assert feed.hears()[-1] == ("CallbackReleased", {"uuid": uuid})


def test_starting_gives_a_ticket_to_who_asked_and_dials(feed: Desk, sam: Desk) -> None:
    uuid = a_request(feed)
    sam.ask("takeCallback", uuid=uuid)
    feed.hears()

    told = sam.ask("startCallback", uuid=uuid, number="0230210082")

    assert contents(told, "CallbackStarted")[0]["requestUuid"] == uuid
    assert contents(told, "PhoneEvent")[0]["eventType"] == "EventDialing"
    assert feed.hears() == NONE


def test_what_was_not_taken_cannot_be_started(feed: Desk, sam: Desk) -> None:
    assert sam.ask("startCallback", uuid=a_request(feed), number="0230") == NONE


@pytest.mark.parametrize("status", ["NoAnswer", "Answered", "Email", "Fax"])
def test_a_status_closes_it(feed: Desk, sam: Desk, status: str) -> None:
    uuid = a_request(feed)
    ticket = a_ticket(sam, uuid)

    sam.ask("updateCallbackTicket", uuid=ticket, status=status, comment="done")

    assert feed.hears()[-1] == ("CallbackClotured", {"uuid": uuid})
    assert uuid not in [one["uuid"] for one in lists(feed)[0]["callbacks"]]


def test_it_is_put_off_to_a_date_and_a_period(feed: Desk, sam: Desk) -> None:
    uuid = a_request(feed)
    period = lists(feed)[0]["callbacks"][1]["preferredPeriod"]["uuid"]

    sam.ask(
        "updateCallbackTicket",
        uuid=a_ticket(sam, uuid),
        status="Callback",
        comment="later",
        dueDate="2026-12-01",
        periodUuid=period,
    )

    kind, content = feed.hears()[-1]
    request = content["request"]
    assert kind == "CallbackRequestUpdated"
    assert (request["uuid"], request["dueDate"], request["agentId"]) == (uuid, "2026-12-01", None)
    assert request["preferredPeriod"]["uuid"] == period


def test_a_date_without_a_period_counts_for_nothing(feed: Desk, sam: Desk) -> None:
    uuid = a_request(feed)

    sam.ask("updateCallbackTicket", uuid=a_ticket(sam, uuid), status="Callback", comment="", dueDate="2026-12-01")

    assert feed.hears()[-1] == ("CallbackReleased", {"uuid": uuid})
    assert lists(feed)[0]["callbacks"][0]["dueDate"] == "2026-11-18"


def test_a_ticket_is_good_for_once_and_for_who_has_it(feed: Desk, sam: Desk, desk: Callable[[str], Desk]) -> None:
    ticket = a_ticket(sam, a_request(feed))
    feed.hears()

    assert desk("agent19").ask("updateCallbackTicket", uuid=ticket, status="Answered", comment="") == NONE
    assert sam.ask("updateCallbackTicket", uuid="made-up", status="Answered", comment="") == NONE
    sam.ask("updateCallbackTicket", uuid=ticket, status="Answered", comment="")
    sam.ask("updateCallbackTicket", uuid=ticket, status="Answered", comment="")

    assert kinds(feed.hears()) == ["CallbackClotured"]


@pytest.mark.parametrize("wrong", [{"status": "Perhaps"}, {"dueDate": "tomorrow", "periodUuid": "x"}])
def test_a_status_or_a_date_that_is_none_is_an_error(sam: Desk, wrong: dict[str, str]) -> None:
    told = sam.ask("updateCallbackTicket", **{"uuid": "any", "status": "Callback", "comment": "", **wrong})

    assert [kind for kind, _ in told] == ["Error"]
