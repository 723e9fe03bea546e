"""Which callbacks are found: by filters that all must hold, in an order, a page at a time."""

from typing import Any

from tests.cti_bridge.practice.xuc_peer.desk import Desk, lists


def found(desk: Desk, *filters: dict[str, str], **page: int) -> list[dict[str, Any]]:
    ((kind, content),) = desk.ask("findCallbackRequest", id=5, request={"filters": list(filters), **page})
    assert (kind, content["id"]) == ("FindCallbackResponseWithId", 5)
    return list(content["response"]["list"])


def test_requests_are_found_by_filters(feed: Desk) -> None:
    overdue = found(feed, {"field": "dueDate", "operator": "<", "value": "2026-11-20", "order": "ASC"})
    free = found(feed, {"field": "agentId", "operator": "is null"})
    second = lists(feed)[1]
    of_a_list = found(feed, {"field": "listUuid", "operator": "=", "value": second["uuid"]})

    assert [one["dueDate"] for one in overdue] == ["2026-11-18"] * 3
    assert len(free) == 12
    assert of_a_list == second["callbacks"]


def test_requests_are_found_by_a_part_of_a_name(feed: Desk) -> None:
    callback = lists(feed)[0]["callbacks"][0]
    part = f"%{callback['lastName'][:4].upper()}%"

    assert callback in found(feed, {"field": "lastName", "operator": "ilike", "value": part})
    assert found(feed, {"field": "lastName", "operator": "Like", "value": "%§%"}) == []


def test_an_operator_that_is_none_is_an_error(feed: Desk) -> None:
    request = {"filters": [{"field": "lastName", "operator": "sounds like", "value": "Meier"}]}

    assert [kind for kind, _ in feed.ask("findCallbackRequest", id=5, request=request)] == ["Error"]


def test_requests_come_in_order_and_by_pages(feed: Desk) -> None:
    newest = {"field": "dueDate", "order": "DESC"}

    dates = [one["dueDate"] for one in found(feed, newest)]
    page = found(feed, newest, offset=3, limit=2)

    assert dates == sorted(dates, reverse=True)
    assert [one["dueDate"] for one in page] == dates[3:5]
