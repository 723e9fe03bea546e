"""The queues' page, for Sam, Lea, an agent and nobody."""

import re

import pytest
from django.test import Client

from cti_bridge.floor.model import FeedState
from dashboard.models import Person, QueueSample
from dashboard.views import queues
from tests.dashboard.views import floors
from tests.dashboard.views.queue_floors import give, put_queue
from tests.dashboard.views.reading import html, text

pytestmark = pytest.mark.usefixtures("floor")

COUNTS = {"offered": 100.0, "answered": 90.0, "abandoned": 10.0, "answered_within_20s": 80.0}


def shown(client: Client, query: str = "") -> list[str]:
    """The queues in the page's order."""
    return re.findall(r'<tr role="row" id="queue-[^"]+" data-queue="([^"]+)"', html(client.get(f"/queues/{query}")))


def cells(client: Client, where: str, name: str) -> list[tuple[str, str]]:
    """Text and title of each `data-cell` or `data-total` of a name."""
    page = html(client.get("/queues/"))
    return [
        (said, why) for why, said in re.findall(rf'<span data-{where}="{name}"(?: title="([^"]*)")?>([^<]*)<', page)
    ]


def test_a_queue_stands_there_with_what_the_contract_promises(sam_client: Client) -> None:
    page = html(sam_client.get("/queues/"))

    row = re.search(r'<tr role="row" id="queue-cisco-Sales"[^>]*>', page)
    assert row
    assert 'data-queue="cisco:Sales"' in row.group()
    assert 'data-waiting="3"' in row.group()
    assert re.search(r'data-longest-since="[^"]+Z"', row.group())
    assert 'href="/queues/cisco:Sales/"' in page


def test_a_queue_of_another_team_is_not_there(sam_client: Client, lea_client: Client) -> None:
    put_queue("cisco:Support", "Support")
    give("cisco:Support", "cisco:5002")

    assert shown(sam_client) == ["cisco:Sales"]
    assert shown(lea_client) == ["cisco:Sales", "cisco:Support"]


def test_queues_of_a_system_without_a_team_of_ones_own_are_not_there(sam_client: Client, ada_client: Client) -> None:
    floors.put_source(source="xivo")
    put_queue("xivo:11", "Accueil")

    assert shown(sam_client) == ["cisco:Sales"]
    assert shown(ada_client) == ["xivo:11", "cisco:Sales"]


def test_it_is_not_for_an_agent(ann: Person, nobody: Client) -> None:
    nobody.force_login(ann, backend="django.contrib.auth.backends.ModelBackend")

    assert nobody.get("/queues/").status_code == 403


def test_counts_are_added_up_and_shares_are_made_of_counts_again(sam_client: Client) -> None:
    put_queue("cisco:Sales", "Sales", waiting=2, longest=90, **COUNTS)
    put_queue("cisco:Support", "Support", waiting=1, longest=30, **(COUNTS | {"answered_within_20s": 20.0}))

    assert [said for said, _ in cells(sam_client, "cell", "level")] == ["79.2 %", "19.8 %"]  # who waits counts already
    assert cells(sam_client, "total", "waiting") == [("3", "")]
    assert cells(sam_client, "total", "answered") == [("180", "")]
    [(longest, _)] = cells(sam_client, "total", "longest")
    assert longest.startswith("1:3")  # seconds pass meanwhile
    assert cells(sam_client, "total", "level") == [("49.5 %", "")]


def test_agents_are_not_added_up_over_queues(sam_client: Client) -> None:
    put_queue("cisco:Sales", "Sales", **COUNTS)

    assert cells(sam_client, "cell", "ready") == [("4", "")]
    assert cells(sam_client, "total", "ready") == [("–", "Not added up: one agent may serve several queues.")]


def test_what_a_system_does_not_give_is_a_dash_that_says_so(sam_client: Client) -> None:
    assert cells(sam_client, "cell", "answered") == [("–", "cisco does not give this figure.")]
    assert cells(sam_client, "cell", "level") == [("–", "cisco does not give what this service level is made of.")]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["cisco:Sales", "cisco:Support", "xivo:11"]),
        ("?q=supp", ["cisco:Support"]),
        ("?q=xivo", ["xivo:11"]),
        ("?source=xivo", ["xivo:11"]),
        ("?sort=-waiting", ["xivo:11", "cisco:Sales", "cisco:Support"]),
        ("?sort=longest", ["cisco:Sales", "cisco:Support", "xivo:11"]),
        ("?sort=-answered", ["cisco:Support", "cisco:Sales", "xivo:11"]),
        ("?sort=-queue", ["xivo:11", "cisco:Support", "cisco:Sales"]),
        ("?sort=nonsense", ["cisco:Sales", "cisco:Support", "xivo:11"]),
    ],
)
def test_the_address_says_what_is_shown_and_in_which_order(ada_client: Client, query: str, found: list[str]) -> None:
    floors.put_source(source="xivo")
    put_queue("cisco:Support", "Support", waiting=1, **COUNTS)
    put_queue("xivo:11", "Überlauf", waiting=7)

    assert shown(ada_client, query) == found


def test_what_is_pressed_is_the_shortest_address_of_what_one_sees(sam_client: Client) -> None:
    answer = sam_client.get("/queues/?q=&sort=queue&sort=-waiting", headers={"HX-Request": "true"})

    assert answer["HX-Push-Url"] == "/queues/?sort=-waiting"
    assert html(answer).lstrip().startswith('<div id="queue-part"')


def test_filters_that_hide_all_say_so(sam_client: Client) -> None:
    assert "None of 1 match. Clear" in text(html(sam_client.get("/queues/?q=nothing")))


def test_the_queues_of_a_silent_system_stand_and_the_banner_says_so(sam_client: Client) -> None:
    floors.put_source(FeedState.STALE, since=30)

    page = html(sam_client.get("/queues/"))

    assert 'data-fresh="false"' in page
    assert "data-level" not in page.split('id="queue-cisco-Sales"')[1].split(">")[0]
    assert "cisco is silent since" in text(page)


def test_the_last_hour_is_a_line_with_its_words(sam_client: Client) -> None:
    queues._hours.cache_clear()  # asked once a minute
    for minutes, waiting in ((50, 1), (20, 6), (10, 2)):
        QueueSample.objects.create(source="cisco", queue="cisco:Sales", at=floors.ago(60 * minutes), waiting=waiting)

    page = html(sam_client.get("/queues/"))

    assert 'aria-label="at most 6 waiting in the last hour"' in page
    assert "style=" not in page


def test_every_figure_of_a_head_explains_itself(sam_client: Client) -> None:
    page = html(sam_client.get("/queues/"))

    asked = re.findall(r'popovertarget="(what-[^"]+)" aria-label', page)
    assert len(asked) == 10
    assert all(f'id="{what}" popover' in page for what in asked)
