"""Teams, queues and the site: what is decided on their pages is in effect at once, and is a line of the trail."""

import re
from collections.abc import Mapping

import pytest
from django.http import HttpResponse
from django.test import Client

from dashboard.models import Person, QueuePolicy, Site, TeamPolicy, TrailLine
from dashboard.store import policies
from dashboard.store.zones import zone_of
from tests.dashboard.views import floors
from tests.dashboard.views.reading import html, text

pytestmark = pytest.mark.usefixtures("floor")

TEAM = {"listening": "off", "history": "kept"}
QUEUE = {"service_level_seconds": "20", "service_level_variant": "abandons_negative", "short_abandon_seconds": "5"}
SITE = {"states_days": "30", "calls_days": "30", "trail_days": "365", "mask_numbers": "on"}

Form = Mapping[str, object]


def wrong(page: HttpResponse) -> str:
    """What the page says is to be mended."""
    assert page.status_code == 422
    return text(" ".join(re.findall(r'<p class="wrong"[^>]*>(.*?)</p>', html(page), re.S)))


def test_every_team_stands_there_those_that_left_the_floor_too(ada_client: Client) -> None:
    TeamPolicy.objects.create(
        id="old:1", name="Closed", listening="queue_calls", purpose="Coaching", excluded=["old:9"]
    )

    told = text(html(ada_client.get("/settings/teams/")))

    assert "Sales North cisco:5000 Off Kept defaults" in told
    assert "Closed old:1 Queue calls Coaching 1 agent never Kept" in told


def test_what_is_decided_for_a_team_holds_at_once(ada: Person, ada_client: Client) -> None:
    form = TEAM | {
        "name": "North",
        "time_zone": "Europe/Lisbon",
        "max_minutes_not_ready": "15",
        "max_minutes_hold": "",
        "listening": "queue_calls",
        "purpose": "Coaching",
        "reason_required": "on",
        "excluded": ["cisco:1002"],
        "history": "today",
    }

    answer = ada_client.post("/settings/teams/cisco:5000/", form)

    assert (answer.status_code, answer["Location"]) == (303, "/settings/teams/?kept")
    rule = policies.load().teams["cisco:5000"]
    assert (rule.name, rule.listening, rule.purpose, rule.asks_why) == ("North", "queue_calls", "Coaching", True)
    assert (rule.max_minutes, rule.excluded) == ({"not_ready": 15}, ("cisco:1002",))
    assert str(zone_of("cisco:5000")) == "Europe/Lisbon"
    assert TeamPolicy.objects.get().history == "today"
    line = TrailLine.objects.get()
    assert (line.action, line.subject, line.team, line.person) == ("team", "cisco:5000", "cisco:5000", ada.pk)
    assert line.details["before"]["listening"] == "off"
    assert line.details["after"]["purpose"] == "Coaching"


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"listening": "all_calls"}, "without a purpose nobody may be listened to"),
        ({"listening": "all_calls", "purpose": "  "}, "without a purpose nobody may be listened to"),
        ({"time_zone": "Berlin"}, "There is no such time zone"),
        ({"max_minutes_hold": "0"}, "On hold: "),
        ({"max_minutes_hold": "soon"}, "On hold: "),
        ({"excluded": "cisco:1003"}, "cisco:1003"),  # of another team
        ({"history": "forever"}, "forever"),
        ({"name": "x" * 201}, "200"),
    ],
)
def test_what_is_wrong_with_a_team_stands_at_its_field(ada_client: Client, fields: Form, said: str) -> None:
    assert said in wrong(ada_client.post("/settings/teams/cisco:5000/", TEAM | fields))

    assert not TeamPolicy.objects.exists()


def test_who_was_excluded_and_left_the_team_stays_excluded(ada_client: Client) -> None:
    TeamPolicy.objects.create(id="cisco:5000", excluded=["cisco:1003"])

    assert "cisco:1003 (not in the team now)" in html(ada_client.get("/settings/teams/cisco:5000/"))
    assert ada_client.post("/settings/teams/cisco:5000/", TEAM | {"excluded": "cisco:1003"}).status_code == 303


def test_defaults_are_shown_where_nothing_is_set(ada_client: Client) -> None:
    page = html(ada_client.get("/settings/teams/cisco:5000/"))

    assert re.search(r'name="max_minutes_not_ready" value=""[^>]*placeholder="40"', page)
    assert re.search(r'name="max_minutes_ready" value=""[^>]*placeholder=""', page)


def test_what_is_decided_for_a_queue_holds_at_once(ada_client: Client) -> None:
    form = QUEUE | {"name": "Selling", "teams": "cisco:5002", "warn_waiting": "5", "warn_wait_seconds": "45"}

    ada_client.post("/settings/queues/cisco:Sales/", form | {"service_level_variant": "answered_only"})

    rule = policies.load().queues["cisco:Sales"]
    assert (rule.name, rule.teams, rule.warn_waiting, rule.warn_wait_seconds) == ("Selling", ("cisco:5002",), 5, 45)
    assert (rule.service_level_variant, rule.service_level_seconds) == ("answered_only", 20)
    told = text(html(ada_client.get("/settings/queues/")))
    assert "Selling cisco:Sales Billing 5 45 s in 20 s · Answered only" in told
    assert TrailLine.objects.get().subject == "cisco:Sales"


def test_who_sees_a_queue_changes_with_its_teams(ada_client: Client, sam_client: Client) -> None:
    assert 'data-queue="cisco:Sales"' in html(sam_client.get("/"))

    ada_client.post("/settings/queues/cisco:Sales/", QUEUE | {"teams": "cisco:5002"})
    floors.forget()  # as a second later

    assert 'data-queue="cisco:Sales"' not in html(sam_client.get("/"))


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"service_level_seconds": ""}, "This is needed."),
        ({"service_level_seconds": "-1"}, "0"),
        ({"warn_waiting": "0"}, "1"),
        ({"service_level_variant": "mine"}, "mine"),
        ({"teams": "cisco:1"}, "cisco:1"),
    ],
)
def test_what_is_wrong_with_a_queue_stands_at_its_field(ada_client: Client, fields: Form, said: str) -> None:
    assert said in wrong(ada_client.post("/settings/queues/cisco:Sales/", QUEUE | fields))

    assert not QueuePolicy.objects.exists()


def test_the_site_is_decided_and_stays_so(ada_client: Client) -> None:
    form = SITE | {"name": "North", "time_zone": "Europe/Paris", "states_days": "7", "agent_sees_listens": "on"}

    ada_client.post("/settings/site/", form)
    ada_client.post("/settings/site/", form)

    site = Site.objects.get()
    assert (site.name, site.time_zone, site.states_days, site.agent_sees_listens) == ("North", "Europe/Paris", 7, True)
    assert [line.subject for line in TrailLine.objects.all()] == ["site"]


@pytest.mark.parametrize(("fields", "said"), [({"trail_days": "0"}, "1"), ({"time_zone": "Mars"}, "no such time zone")])
def test_what_is_wrong_with_the_site_stands_at_its_field(ada_client: Client, fields: Form, said: str) -> None:
    assert said in wrong(ada_client.post("/settings/site/", SITE | fields))

    assert not Site.objects.exists()


@pytest.mark.parametrize("address", ["teams/cisco:9999/", "teams/x/", "queues/cisco:9999/", "people/9999/"])
def test_what_is_not_there_is_not_found(ada_client: Client, address: str) -> None:
    assert ada_client.get(f"/settings/{address}").status_code == 404


@pytest.mark.parametrize(
    "address", ["teams/cisco:5000/", "queues/cisco:Sales/", "site/", "people/new/", "people/import/"]
)
def test_a_supervisor_changes_none_of_it(sam_client: Client, address: str) -> None:
    assert sam_client.get(f"/settings/{address}").status_code == 403
    assert sam_client.post(f"/settings/{address}", TEAM | QUEUE | SITE).status_code == 403

    assert [line.step for line in TrailLine.objects.all()] == ["denied"]
