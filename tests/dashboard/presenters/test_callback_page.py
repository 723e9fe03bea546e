"""The callbacks page made of rows: groups and their order, counts, pages, who is named, what is searched."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from cti_bridge.connector import Action, Capability
from dashboard.presenters import callback_page
from dashboard.presenters.callback_due import Due
from dashboard.presenters.callback_filters import CallbackFilters, filters_of
from dashboard.presenters.callback_lists import Lists
from dashboard.presenters.callback_own import standing
from dashboard.presenters.callback_request import Worded
from dashboard.presenters.callback_rules import DEEDS, Desk, Seat
from dashboard.presenters.callback_sheet import COLUMNS, row, sheet

PARIS = ZoneInfo("Europe/Paris")
NOW = datetime(2026, 11, 20, 14, 30, tzinfo=UTC)  # half past three in Paris
SAM = 7
DESK = Desk(
    source="xivo",
    is_live=True,
    may_act=True,
    capabilities={deed: Capability(works=True) for deed in DEEDS},
    seats=(Seat(sign_in="xivo:sam", is_in=True, agent="xivo:19", agent_is_in=True),),
)
AFTERNOON = {"starts": "14:00", "ends": "18:00", "period": "xivo:p1", "period_name": "Afternoon"}
ANYTHING = CallbackFilters()


def request(list_: str = "xivo:l1", due: str = "2026-11-20", **more: Any) -> dict[str, Any]:
    """A request's values (docs/live.md)."""
    return {"list": list_, "queue": "xivo:11", "name": "Jane Roe", "phone": "+33 14 •••• 456", "due": due, **more}


def worded(callbacks: Mapping[str, Mapping[str, Any]], **more: Any) -> Worded:
    """These requests, worded for Sam, who is agent 19."""
    lists = Lists(
        callbacks=callbacks,
        lists={
            "xivo:l1": {"name": "Support lines", "queue": "xivo:11"},
            "xivo:l2": {"name": "Sales leads", "queue": "xivo:12"},
        },
        agents={"xivo:20": {"name": "Lou Petit"}},
        queues={"xivo:11": {"name": "Support"}},
        desks={"xivo": DESK},
    )
    return Worded(lists=replace(lists, **more), now=NOW, person=SAM, zones={"xivo": PARIS}, elsewhere=ZoneInfo("UTC"))


def page_of(made: Worded, asked: CallbackFilters = ANYTHING) -> callback_page.Page:
    """The page."""
    return callback_page.page(made.lists, asked, made)


def keys(page: callback_page.Page) -> list[str]:
    """The requests on it, in their order."""
    return [one.key for group in page.groups for one in group.requests]


def test_requests_stand_by_list_and_the_one_that_is_due_first_on_top() -> None:
    made = worded(
        {
            "xivo:later": request(due="2026-11-21"),
            "xivo:no-day": request(due=""),
            "xivo:over": request(due="2026-11-19"),
            "xivo:sales": request("xivo:l2", due="2026-11-30"),
        }
    )

    page = page_of(made)

    assert [group.name for group in page.groups] == ["Sales leads", "Support lines"]
    assert keys(page) == ["xivo:sales", "xivo:over", "xivo:later", "xivo:no-day"]


def test_what_is_overdue_stands_above_what_is_due_now_whenever_that_began() -> None:
    made = worded(
        {
            "xivo:all-day": request(starts="00:00", ends="23:59"),
            "xivo:morning": request(starts="08:00", ends="12:00"),
            "xivo:afternoon": request(**AFTERNOON),
            "xivo:tomorrow": request(due="2026-11-21", starts="08:00", ends="12:00"),
            "xivo:evening": request(starts="18:00", ends="22:00"),
        }
    )

    assert keys(page_of(made)) == ["xivo:morning", "xivo:afternoon", "xivo:all-day", "xivo:evening", "xivo:tomorrow"]


def test_each_list_counts_its_own_and_the_page_counts_all() -> None:
    made = worded(
        {
            "xivo:a": request(due="2026-11-19"),
            "xivo:b": request(**AFTERNOON),
            "xivo:c": request("xivo:l2", due="2026-11-21"),
            "xivo:d": request("xivo:l2", due=""),
        }
    )

    page = page_of(made)

    assert page.counts == {"overdue": 1, "now": 1, "later": 1}
    assert {group.name: group.counts for group in page.groups} == {
        "Support lines": {"overdue": 1, "now": 1, "later": 0},
        "Sales leads": {"overdue": 0, "now": 0, "later": 1},
    }
    assert page.matching == 4


def test_the_counts_stay_while_one_looks_at_those_that_are_overdue() -> None:
    made = worded({"xivo:a": request(due="2026-11-19"), "xivo:b": request(due="2026-11-25")})

    page = page_of(made, CallbackFilters(due="overdue"))

    assert keys(page) == ["xivo:a"]
    assert page.counts == {"overdue": 1, "now": 0, "later": 1}


def test_a_hundred_stand_on_a_page_and_the_last_page_holds_the_rest() -> None:
    made = worded({f"xivo:{number:03}": request(name=f"{number:03}") for number in range(230)})

    first, last = page_of(made), page_of(made, CallbackFilters(page=99))

    assert (len(keys(first)), first.first, first.until, first.last) == (100, 1, 100, 3)
    assert (keys(last)[0], last.number, last.first, last.until) == ("xivo:200", 3, 201, 230)


def test_mine_are_those_that_my_agent_has_taken() -> None:
    made = worded({"xivo:a": request(agent="xivo:19"), "xivo:b": request(agent="xivo:20"), "xivo:c": request()})

    assert keys(page_of(made, CallbackFilters(mine="1"))) == ["xivo:a"]
    assert page_of(made).mine == 1


def test_who_has_taken_it_is_named_only_where_the_viewer_may_know_them() -> None:
    made = worded(
        {"xivo:a": request(agent="xivo:19"), "xivo:b": request(agent="xivo:20"), "xivo:c": request(agent="xivo:99")}
    )

    takers = {one.key: (one.taker, one.is_taken) for group in page_of(made).groups for one in group.requests}

    assert takers == {"xivo:a": ("you", True), "xivo:b": ("Lou Petit", True), "xivo:c": ("", True)}


def test_what_is_searched_is_what_is_shown() -> None:
    made = worded({"xivo:a": request(company="Roe & Sons"), "xivo:b": request(name="Max Muster")})

    assert keys(page_of(made, CallbackFilters(q="roe & s"))) == ["xivo:a"]
    assert keys(page_of(made, CallbackFilters(q="+33 1 40123456"))) == []  # what is masked cannot be found out


def test_a_list_without_requests_is_named_while_nothing_is_filtered() -> None:
    made = worded({"xivo:a": request()})

    assert [group.name for group in page_of(made).quiet] == ["Sales leads"]
    assert page_of(made, CallbackFilters(search="a1", q="roe")).quiet == ()


def test_a_list_that_nobody_told_of_goes_by_its_id() -> None:
    assert page_of(worded({"xivo:a": request("xivo:l9")})).groups[0].name == "l9"


def test_the_day_is_that_of_the_system_in_words() -> None:
    made = worded({key: request(due=key[5:]) for key in ("xivo:2026-11-19", "xivo:2026-11-20", "xivo:2026-11-21")})
    late = replace_now(made, datetime(2026, 11, 20, 23, 30, tzinfo=UTC))  # the 21st in Paris

    assert [one.day for one in requests(made)] == ["yesterday", "today", "tomorrow"]
    assert [one.day for one in requests(late)] == ["Thu 19 Nov", "yesterday", "today"]


def test_the_page_knows_when_something_is_due_otherwise_by_itself() -> None:
    made = worded({"xivo:a": request(**AFTERNOON)})
    evening = replace_now(made, datetime(2026, 11, 20, 20, tzinfo=UTC))

    assert page_of(made).turns == datetime(2026, 11, 20, 17, tzinfo=UTC)  # six in Paris
    assert page_of(evening).turns is None
    assert page_of(worded({"xivo:a": request(due="2026-12-24")})).turns == datetime(2026, 11, 20, 23, tzinfo=UTC)


def test_only_the_steps_that_fit_stand_in_the_row_and_all_of_them_on_the_requests_own_page() -> None:
    made = worded({"xivo:a": request(agent="xivo:19", mobile="06")})

    (one,) = requests(made)

    assert [(deed.action, deed.number) for deed in one.deeds] == [
        ("start-callback", "phone"),
        ("start-callback", "mobile"),
        ("release-callback", ""),
    ]
    assert {deed.action for deed in one.every_deed} == {deed.value for deed in DEEDS}


def test_what_is_on_its_way_stands_on_its_button_and_what_failed_beside_it() -> None:
    asked = {"subject": "xivo:a", "by_id": SAM, "asked": NOW.isoformat(), "action": Action.TAKE_CALLBACK.value}

    (asks,) = requests(worded({"xivo:a": request()}, commands={"k1": asked | {"outcome": "sent"}}))
    (failed,) = requests(worded({"xivo:a": request()}, commands={"k1": asked | {"outcome": "timed_out"}}))

    assert [(deed.word, deed.command, deed.outcome) for deed in asks.deeds] == [("Asked", "k1", "sent")]
    assert asks.came is None
    assert [(deed.word, deed.outcome) for deed in failed.deeds] == [("Take", "")]
    assert failed.came is not None
    assert failed.came.sentence == "No answer in time. It may still happen."


def test_what_came_of_the_last_deed_is_said_for_a_minute_whatever_became_of_the_request() -> None:
    closed = {"subject": "xivo:gone", "by_id": SAM, "action": Action.CLOSE_CALLBACK.value, "outcome": "confirmed"}
    just_now, long_ago = (
        worded({}, commands={"k1": closed | {"asked": at.isoformat()}}) for at in (NOW, NOW - timedelta(minutes=2))
    )
    somebody_elses = worded({}, commands={"k1": closed | {"asked": NOW.isoformat(), "by_id": 8}})

    assert just_now.last is not None
    assert just_now.last.head == "Close a callback, confirmed."
    assert long_ago.last is None
    assert somebody_elses.last is None


def test_it_says_as_whom_one_takes_requests_or_why_one_cannot() -> None:
    signed_out = replace(DESK, seats=(replace(DESK.seats[0], is_in=False),))
    as_sam = worded({"xivo:a": request()}, agents={"xivo:19": {"name": "Sam Supervisor"}})

    assert standing(as_sam.lists) == ["You take requests on xivo as Sam Supervisor."]
    assert standing(worded({}, desks={"xivo": signed_out}).lists) == [
        "You are not signed in on xivo: sign in there first, with today's phone."
    ]
    assert standing(worded({}, lists={}).lists) == []


def test_a_cell_that_a_spreadsheet_would_take_for_a_formula_is_none() -> None:
    made = worded({"xivo:a": request(name="=HYPERLINK(1)", **AFTERNOON)})

    assert "'=HYPERLINK(1)" in sheet(["xivo:a"], made)
    cells = dict(zip(COLUMNS, row("xivo:a", made), strict=True))
    assert (cells["due"], cells["hours"], cells["time_zone"]) == (Due.NOW, "14:00–18:00", "Europe/Paris")


def test_an_address_that_makes_no_sense_is_no_filter() -> None:
    assert filters_of({"due": "soon", "page": "-3", "mine": "yes"}) == ANYTHING
    asked = filters_of({"due": "now", "page": "2", "mine": "1", "search": "a1", "q": "doe"}, {"a1": "roe"})
    assert (asked.here, asked.q) == ("due=now&mine=1&search=a1&page=2", "roe")


def test_another_filter_begins_at_the_first_page() -> None:
    assert CallbackFilters(search="a1", q="roe", page=3).query(due="now") == "due=now&search=a1"


def test_what_was_searched_for_is_not_in_the_trail() -> None:
    assert CallbackFilters(q="Jane Roe", source="xivo").named == {"source": "xivo", "q": "…"}


def requests(made: Worded) -> list[Any]:
    """The requests of a page, worded."""
    return [one for group in page_of(made).groups for one in group.requests]


def replace_now(made: Worded, now: datetime) -> Worded:
    """The same at another moment."""
    return Worded(lists=made.lists, now=now, person=SAM, zones=made.zones, elsewhere=made.elsewhere)
