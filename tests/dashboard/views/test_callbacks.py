"""The callbacks page: lists and requests as the viewer may see them, filtered, paged, and as a file."""

import csv
from datetime import timedelta
from io import StringIO

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from cti_bridge.connector import Action
from cti_bridge.floor.model import CallbackId, FeedState
from dashboard.models import Integration, Person, QueuePolicy, TrailLine
from tests.dashboard.views import callback_floor as lists
from tests.dashboard.views import floors
from tests.dashboard.views.reading import html, text

pytestmark = pytest.mark.usefixtures("open_lists")
HTMX = {"HX-Request": "true"}


@pytest.fixture
def open_lists(floor: None, sam: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    """Xivo's lists, with Jane's request, overdue since yesterday."""
    lists.let_xivo_have_callbacks(monkeypatch)
    lists.open_lists(sam)


def part(client: Client, query: str = "") -> str:
    """The page's part with the lists."""
    return html(client.get(f"/callbacks/{query}", headers=HTMX))


def read(client: Client, query: str = "") -> str:
    """What a person reads in it."""
    return text(part(client, query))


def test_it_shows_who_asked_when_it_is_due_and_that_it_is_free(sam_client: Client) -> None:
    said = read(sam_client)

    assert "Overdue yesterday 08:00–12:00 Jane Roe Roe & Sons" in said
    assert "Support lines Support · xivo · times of Europe/Paris 1 overdue 0 now 0 later" in said
    assert "Lists without a request: Sales leads (xivo)" in said


def test_numbers_are_masked(sam_client: Client) -> None:
    assert "40123456" not in part(sam_client).replace(" ", "")
    assert "+33 14 •••• 456" in read(sam_client)


def test_a_request_stands_on_a_page_of_its_own_with_every_deed_and_why_not(sam_client: Client) -> None:
    said = text(html(sam_client.get("/callbacks/xivo:c1/")).split("<article")[1].split("</article>")[0])

    assert "The router blinks red" in said
    assert "Take Call back: Phone Take it first. Call back: Mobile Take it first." in said


def test_whoever_does_not_see_the_queue_sees_no_list_and_no_request(
    sam_client: Client, lea_client: Client, lea: Person
) -> None:
    assert "Jane Roe" not in read(lea_client)
    assert lea_client.get("/callbacks/xivo:c1/").status_code == 404

    Person.objects.filter(pk=lea.pk).update(teams=["xivo:2"])
    assert "Jane Roe" in read(lea_client)  # whoever has a team of the system, while the queue is given to none

    QueuePolicy.objects.create(id=lists.SUPPORT, teams=["xivo:1"])
    floors.forget()
    assert "Jane Roe" not in read(lea_client)
    assert lea_client.get("/callbacks/xivo:c1/").status_code == 404
    assert "Jane Roe" in read(sam_client)


def test_an_agent_has_no_callbacks_page(ann: Person, signed_in: object) -> None:
    client = Client()
    client.force_login(ann, backend="django.contrib.auth.backends.ModelBackend")

    for url in ("/callbacks/", "/callbacks/xivo:c1/", "/callbacks/export.csv"):
        assert client.get(url).status_code == 403


def test_a_viewer_looks_and_finds_no_button(vic_client: Client, vic: Person) -> None:
    Person.objects.filter(pk=vic.pk).update(teams=["xivo:1"])

    page = part(vic_client)

    assert "Jane Roe" in page
    assert "data-action" not in page
    assert 'data-action="take-callback"' not in html(vic_client.get("/callbacks/xivo:c1/"))


def test_who_has_taken_it_is_named_only_to_those_who_have_their_team(
    sam_client: Client, lea_client: Client, lea: Person
) -> None:
    Person.objects.filter(pk=lea.pk).update(teams=["xivo:2"])
    lists.put_agent("xivo:20", "Lou Petit", team="xivo:2")
    lists.taken("xivo:20")

    assert "Lou Petit" in read(lea_client)
    assert "Lou Petit" not in part(sam_client)
    assert "taken" in read(sam_client)


def test_filters_stand_in_the_address(sam_client: Client) -> None:
    lists.put_callback(
        id=CallbackId("xivo:c2"), list="xivo:l2", queue=lists.SALES, name="Max Muster", due=lists.today() + timedelta(9)
    )

    assert "Max Muster" not in read(sam_client, "?due=overdue")
    assert "Jane Roe" not in read(sam_client, "?list=xivo:l2")
    assert "None of 2 requests match." in read(sam_client, "?mine=1")


def searched(client: Client, words: str, **filters: str) -> str:
    """The address's parameters to which a search leads."""
    answer = client.post("/callbacks/search/", {"q": words, **filters})
    assert answer.status_code == 303
    return answer["Location"].removeprefix("/callbacks/")


def test_what_is_searched_for_is_found_and_stands_in_no_address(sam_client: Client) -> None:
    lists.put_callback(id=CallbackId("xivo:c2"), name="Max Muster")

    found = searched(sam_client, " muster ", due="overdue")

    assert found.startswith("?due=overdue&search=")
    assert "muster" not in found
    assert "Max Muster" in read(sam_client, found)
    assert "Jane Roe" not in read(sam_client, found)
    page = html(sam_client.get(f"/callbacks/{found}"))
    assert 'name="q" value="muster"' in page
    assert "q=muster" not in page  # tiles, export, other pages, what the page asks anew
    assert "None of 2 requests match." in read(sam_client, searched(sam_client, "nobody"))
    assert searched(sam_client, "muster", due="overdue") == found
    assert searched(sam_client, "") == ""


def test_a_search_is_ones_own_and_who_has_none_sees_that_nothing_is_searched_for(
    sam_client: Client, lea_client: Client
) -> None:
    found = searched(sam_client, "muster", mine="1")

    for address in (f"/callbacks/{found}", f"/callbacks/export.csv{found}"):
        assert lea_client.get(address)["Location"] == "/callbacks/?mine=1"
    assert not TrailLine.objects.filter(action="callbacks-export").exists()


def test_a_page_whose_search_is_forgotten_comes_anew_and_not_with_all_requests_beside_the_words(
    lea_client: Client,
) -> None:
    answer = lea_client.get("/callbacks/?search=elsewhere", headers={"HX-Request": "true"})

    assert (answer.status_code, answer["HX-Refresh"], answer.content) == (200, "true", b"")


def test_only_the_last_searches_are_kept(sam_client: Client) -> None:
    first, *_, last = [searched(sam_client, f"name {number}") for number in range(9)]

    assert sam_client.get(f"/callbacks/{first}").status_code == 302
    assert sam_client.get(f"/callbacks/{last}").status_code == 200


def test_systems_without_callbacks_are_named_with_the_reason(sam_client: Client) -> None:
    Integration.objects.filter(pk="cisco").update(kind="generic_connector")

    without = html(sam_client.get("/callbacks/")).split('class="without"')[1].split("</section>")[0]

    assert "cisco" in text(without)
    assert "xivo" not in text(without)


def test_a_floor_without_any_list_says_so(lea_client: Client) -> None:
    assert "None of your systems has told of a callback list." in read(lea_client)


def test_requests_of_a_lost_system_stand_as_they_were_and_nothing_is_asked(sam_client: Client) -> None:
    floors.put_source(FeedState.DOWN, source="xivo")

    page = part(sam_client)

    assert 'data-fresh="false"' in page
    assert "xivo is not live: its actions are locked." in page


def test_what_a_system_cannot_do_says_why(sam_client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    lists.let_xivo_have_callbacks(monkeypatch, without={Action.TAKE_CALLBACK: "This login may not take callbacks."})

    assert "This login may not take callbacks." in part(sam_client)


def test_nothing_of_a_customer_stands_in_an_address_of_the_page(sam_client: Client) -> None:
    page = part(sam_client)
    addresses = " ".join(
        piece.split('"')[0] for name in ("href", "action", "hx-get") for piece in page.split(f'{name}="')[1:]
    )

    assert "callbacks/xivo:c1/" in addresses
    for secret in ("Roe", "router", "33", "456"):
        assert secret not in addresses


def test_thousands_of_requests_are_asked_of_the_database_no_oftener_than_one(
    sam_client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(30):
        lists.put_callback(id=CallbackId(f"xivo:n{number}"), name=f"Number {number}")
    part(sam_client)

    with django_assert_max_num_queries(24):
        part(sam_client)


def test_the_export_has_what_the_page_has_masked_and_in_safe_cells(sam_client: Client) -> None:
    lists.put_callback(name="=HYPERLINK(1)", description="@SUM(A1)")

    answer = sam_client.get("/callbacks/export.csv?due=overdue")

    (line,) = csv.DictReader(StringIO(answer.content.decode("utf-8-sig")))
    assert (line["name"], line["description"]) == ("'=HYPERLINK(1)", "'@SUM(A1)")
    assert (line["list"], line["queue"], line["due"]) == ("Support lines", "Support", "overdue")
    assert line["phone"] == "'+33 14 •••• 456"
    assert "40123456" not in answer.content.decode().replace(" ", "")


def test_that_it_was_exported_is_a_line_of_the_trail_without_what_was_searched_for(
    sam_client: Client, sam: Person
) -> None:
    sam_client.get(f"/callbacks/export.csv{searched(sam_client, 'Jane Roe', list='xivo:l1')}")

    line = TrailLine.objects.get(action="callbacks-export")
    assert (line.person, line.step) == (sam.pk, "exported")
    assert line.details == {"filters": {"list": "xivo:l1", "q": "…"}}


def test_the_export_holds_only_what_the_viewer_sees(lea_client: Client) -> None:
    assert "Jane" not in lea_client.get("/callbacks/export.csv").content.decode()


def test_the_page_is_in_the_bar_of_those_who_have_a_floor(sam_client: Client) -> None:
    assert 'href="/callbacks/" aria-current="page"' in html(sam_client.get("/callbacks/"))
