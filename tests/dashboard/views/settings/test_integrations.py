"""Integrations on pages: seen as they are, connected without a command line, and deleted with open eyes."""

import re
from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace
from typing import Annotated

import pytest
from django.test import Client
from django.urls import reverse
from msgspec import Meta, Struct

from cti_bridge import catalog
from cti_bridge.floor.model import FeedState
from dashboard.models import ConnectionTest, CtiSignIn, FloorRow, Integration, IntegrationSetting, Person, TrailLine
from dashboard.secrets import is_sealed, reveal, seal
from dashboard.store.hints import DESK
from tests.dashboard.views import floors
from tests.dashboard.views.reading import html, text

pytestmark = pytest.mark.django_db
ALL = "/settings/integrations/"
GC = "/settings/integrations/+/generic_connector/"
NORTH = {
    "name": "north",
    "enabled": "on",
    "settings-brokers": "stomp://cti1.example.com:61613\nstomp://cti2.example.com:61613",
    "settings-username": "bridge",
    "settings-password": "geheim",
    "settings-command_queue": "Connector1",
    "settings-destination": "floorwalker",
    "settings-platform": "uccx",
    "settings-time_zone": "Europe/Berlin",
    "settings-command_ttl_seconds": "5",
    "settings-drop_participants": "agents",
}


@pytest.fixture
def north() -> Integration:
    """An integration with a sealed password and a feed sign-in."""
    settings = {"brokers": ["stomp://127.0.0.1:61613"], "password": seal("geheim")}
    made = Integration.objects.create(name="north", kind="generic_connector", settings=settings)
    CtiSignIn.objects.create(integration=made, login="2900", feed=True, settings={"login_id": "2900"})
    return made


def changes() -> list[tuple[str, str, object, object]]:
    """What the trail says was changed."""
    lines = TrailLine.objects.filter(step="changed").order_by("pk")
    return [(line.action, line.subject, line.details["before"], line.details["after"]) for line in lines]


# -- seeing --------------------------------------------------------------------------------------------------------


def test_who_has_none_is_led_to_the_first(ada_client: Client) -> None:
    assert ada_client.get("/settings/").headers["Location"] == ALL
    page = html(ada_client.get(ALL))

    assert "It takes four steps" in page
    assert reverse("settings-integration-choose") in page
    assert "Cisco Finesse through Expertflow" in html(ada_client.get(reverse("settings-integration-choose")))


def test_the_empty_floor_leads_an_administrator_there(ada_client: Client, vic_client: Client) -> None:
    assert f'href="{ALL}"' in html(ada_client.get("/")).split('id="no-agents"')[1].split("</p>")[0]
    assert ALL not in html(vic_client.get("/")).split('id="no-agents"')[1].split("</p>")[0]


@pytest.mark.usefixtures("floor")
def test_the_list_says_how_well_each_is(ada_client: Client) -> None:
    floors.put_source(FeedState.FAILED, note="The login id or the password is wrong.")

    row = re.search(r'<tr role="row" data-integration="cisco".*?</tr>', html(ada_client.get(ALL)), re.S)

    assert row
    assert 'data-feed-state="failed"' in row.group()
    assert "failed since" in text(row.group())
    assert "The login id or the password is wrong." in text(row.group())
    assert "–" in text(row.group())  # figures that its bridge does not give


@pytest.mark.usefixtures("floor")
@pytest.mark.parametrize(("address", "part"), [(ALL, "health"), (f"{ALL}cisco/", "one")])
def test_the_part_that_lives_asks_for_itself_alone(ada_client: Client, address: str, part: str) -> None:
    whole, alone = ada_client.get(address), ada_client.get(address, headers={"HX-Target": part})

    assert f'id="{part}"' in html(whole)
    assert 'data-told="source' in html(alone)
    assert "<html" in html(whole)
    assert "<html" not in html(alone)


def test_there_is_no_page_of_one_that_is_not_there(ada_client: Client) -> None:
    for what in ("", "change/", "delete/"):
        assert ada_client.get(f"{ALL}nowhere/{what}").status_code == 404
    assert ada_client.get(f"{ALL}+/nothing/").status_code == 404


def test_one_whose_folder_is_gone_can_be_deleted_and_nothing_else(ada_client: Client) -> None:
    Integration.objects.create(name="old", kind="gone", settings={"password": "geheim"})

    assert "There is no folder for systems of the kind “gone” here" in text(html(ada_client.get(f"{ALL}old/")))
    assert ada_client.get(f"{ALL}old/change/").status_code == 404
    assert ada_client.post(f"{ALL}old/delete/", {"name": "old"}).status_code == 303
    assert "geheim" not in str(changes())


# -- connecting ----------------------------------------------------------------------------------------------------


def test_a_system_is_connected_by_its_form(ada_client: Client, ada: Person) -> None:
    answer = ada_client.post(GC, NORTH)

    assert (answer.status_code, answer.headers["Location"]) == (303, f"{ALL}north/?kept")
    made = Integration.objects.get()
    assert (made.kind, made.enabled) == ("generic_connector", True)
    assert made.settings.pop("password") != "geheim"
    assert made.settings == {
        "brokers": ["stomp://cti1.example.com:61613", "stomp://cti2.example.com:61613"],
        "username": "bridge",
        "platform": "uccx",
        "time_zone": "Europe/Berlin",
    }
    [(action, subject, before, after)] = changes()
    assert (action, subject, before) == ("integration", "north", None)
    assert isinstance(after, dict)
    assert (after["settings.platform"], after["settings.password"]) == ("uccx", "••••")
    assert TrailLine.objects.get().person == ada.pk


def test_then_one_is_led_to_the_feed_sign_in_and_to_the_test(ada_client: Client, north: Integration) -> None:
    assert 'id="test" class="go prim"' in html(ada_client.get(f"{ALL}north/"))

    north.sign_ins.all().delete()

    page = html(ada_client.get(f"{ALL}north/"))
    assert "At least one feed sign-in is needed" in page
    assert 'id="test" class="go"' in page


def test_the_practice_floor_needs_no_feed(ada_client: Client) -> None:
    ada_client.post(f"{ALL}+/practice/", {"name": "practice", "enabled": "on", "settings-agents": "30"})

    assert Integration.objects.get().settings == {"agents": 30}
    assert "At least one feed sign-in" not in html(ada_client.get(f"{ALL}practice/"))


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("name", "North Site", "Small letters, digits"),
        ("name", "desk", "choose another"),
        ("name", "taken", "There is an integration of this name already."),
        ("name", "", "This is needed."),
        ("settings-brokers", "", "This is needed."),
        ("settings-brokers", "http://cti1", "is no broker's address: it starts with stomp:// or stomp+ssl://."),
        ("settings-time_zone", "Berlin", "There is no time zone 'Berlin': write it like Europe/Berlin."),
        ("settings-command_ttl_seconds", "0", "More than 0."),
        ("settings-command_queue", "a queue", "Command queue may hold letters, digits, dots"),
    ],
)
def test_what_is_wrong_stands_at_its_field_and_nothing_is_saved(
    ada_client: Client, field: str, typed: str, said: str
) -> None:
    Integration.objects.create(name="taken", kind="practice")

    answer = ada_client.post(GC, {**NORTH, field: typed})

    assert answer.status_code == 422
    wrong = re.search(rf'<p class="wrong" id="id_{field}_error">(.*?)</p>', html(answer), re.S)
    assert wrong
    assert said in text(wrong.group())
    assert Integration.objects.count() == 1
    assert "geheim" not in html(answer)


def test_all_that_is_wrong_is_said_at_once_and_that_a_secret_is_to_be_typed_again(ada_client: Client) -> None:
    page = html(ada_client.post(GC, NORTH | {"name": "North Site", "settings-brokers": "http://cti1"}))

    wrong = dict(re.findall(r'<p class="wrong" id="id_([\w-]+)_error">(.*?)</p>', page, re.S))
    assert set(wrong) == {"name", "settings-brokers", "settings-password"}
    assert "Type it again" in wrong["settings-password"]


def test_a_stored_password_is_kept_exchanged_removed_and_never_shown(ada_client: Client, north: Integration) -> None:
    page, typed = f"{ALL}north/change/", {k: v for k, v in NORTH.items() if k != "name"}
    shown = html(ada_client.get(page))
    assert "Set. Leave it empty to keep it." in shown
    assert north.settings["password"] not in shown

    for password, is_kept in (("", "geheim"), ("neu", "neu"), ("env:GC_PASSWORD", None)):
        ada_client.post(page, {**typed, "settings-password": password})
        north.refresh_from_db()
        assert (reveal(north.settings["password"]) if is_kept else north.settings["password"]) == (is_kept or password)
    assert "Read from env:GC_PASSWORD" in html(ada_client.get(page))

    ada_client.post(page, {**typed, "settings-password": "", "remove-password": "on"})
    north.refresh_from_db()
    assert "password" not in north.settings
    said = [after.get("settings.password") for _, _, _, after in changes() if isinstance(after, dict)]
    assert said == [None, "•••• *", "env:GC_PASSWORD", None]
    assert "neu" not in str(changes())


def test_saving_what_stands_changes_nothing(ada_client: Client) -> None:
    settings = {"brokers": ["stomp://127.0.0.1:61613"], "platform": "ucce"}
    Integration.objects.create(name="north", kind="generic_connector", settings=settings)
    sent = {**NORTH, "settings-brokers": "stomp://127.0.0.1:61613", "settings-platform": "ucce"}

    ada_client.post(
        f"{ALL}north/change/",
        {**sent, "settings-username": "", "settings-password": "", "settings-time_zone": "UTC"},
    )

    assert Integration.objects.get().settings == settings  # the bridge sees no change: its line stays
    assert changes() == []


class Config(Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """Of a system that nobody has built yet."""

    url: Annotated[str, Meta(title="Its address", description="Where it is.", examples=["http://x"], min_length=1)]
    token: Annotated[str, Meta(title="Token", extra={"secret": True})] = ""
    poll_seconds: Annotated[int, Meta(title="Looks every", ge=1)] = 10


def test_a_sixth_vendors_folder_appears_by_itself(ada_client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    sixth, real, names = (
        SimpleNamespace(Config=Config, __doc__="Sixth: over a string."),
        catalog.vendor,
        catalog.vendors(),
    )
    monkeypatch.setattr(catalog, "vendors", lambda: (*names, "sixth"))
    monkeypatch.setattr(catalog, "vendor", lambda kind: sixth if kind == "sixth" else real(kind))
    assert "Over a string." in html(ada_client.get(reverse("settings-integration-choose")))
    form = text(html(ada_client.get(f"{ALL}+/sixth/")))
    assert "Its address Where it is. For example: http://x" in form
    assert "Looks every (seconds) At least 1." in form

    answer = ada_client.post(
        f"{ALL}+/sixth/", {"name": "six", "settings-url": "http://six", "settings-token": "geheim"}
    )

    assert answer.status_code == 303
    made = Integration.objects.get()
    assert (made.enabled, made.settings["url"], is_sealed(made.settings["token"])) == (False, "http://six", True)
    assert "Feed sign-ins" not in html(ada_client.get(f"{ALL}six/"))


# -- pausing, connecting anew, testing, deleting -------------------------------------------------------------------


def test_it_is_paused_resumed_and_connected_anew(ada_client: Client, north: Integration) -> None:
    for deed in ("pause", "resume", "connect"):
        assert ada_client.post(f"{ALL}north/{deed}/").headers["Location"] == f"{ALL}north/"
        assert ada_client.get(f"{ALL}north/{deed}/").headers["Location"] == f"{ALL}north/"  # after a sign-in
    north.refresh_from_db()

    assert (north.enabled, north.nudges) == (True, 1)
    assert changes() == [
        ("integration", "north", {"enabled": True}, {"enabled": False}),
        ("integration", "north", {"enabled": False}, {"enabled": True}),
        ("integration", "north", {"nudges": 0}, {"nudges": 1}),
    ]


def test_a_test_is_asked_for_and_its_steps_are_shown_as_they_come(ada_client: Client, north: Integration) -> None:
    ada_client.post(f"{ALL}north/test/")
    assert "Waiting for a bridge …" in html(ada_client.get(f"{ALL}north/"))

    test = ConnectionTest.objects.get()
    test.begun_at = floors.ago(1)
    test.steps = [
        {"name": "Name", "ok": True, "said": "It resolves.", "mend": "", "at": ""},
        {"name": "Port", "ok": False, "said": "Nothing listens.", "mend": "Open port 61613.", "at": ""},
    ]
    test.save()

    page = html(ada_client.get(f"{ALL}north/"))
    assert "Testing …" in page
    assert "every 2s" in page
    assert re.search(r'id="test"[^>]*aria-disabled="true"', page)  # the focus stays on it
    assert "works: Name It resolves." in text(page)
    assert "does not work: Port Nothing listens. Open port 61613." in text(page)

    test.ended_at, test.works = floors.ago(0), False
    test.save()
    assert "It does not work yet." in html(ada_client.get(f"{ALL}north/"))
    assert "Test again" in html(ada_client.get(f"{ALL}north/"))


def test_where_no_bridge_takes_it_that_is_said(ada_client: Client, north: Integration) -> None:
    ada_client.post(f"{ALL}north/test/")
    ConnectionTest.objects.update(deadline=floors.ago(1))

    assert "No bridge took it: is run_bridge running?" in html(ada_client.get(f"{ALL}north/"))


@pytest.mark.usefixtures("floor")
def test_deleting_names_what_is_lost_and_asks_for_the_name(ada_client: Client, sam: Person) -> None:
    CtiSignIn.objects.create(integration_id="cisco", login="2900", feed=True)
    CtiSignIn.objects.create(integration_id="cisco", login="2001", person=sam)
    IntegrationSetting.objects.create(integration_id="cisco", identifier="Component1")

    page = text(html(ada_client.get(f"{ALL}cisco/delete/")))

    assert "4 agents leave the floor; so does 1 queue." in page
    assert "Feed sign-ins: 2900" in page
    assert "Their own sign-ins on it: Sam Supervisor" in page
    assert "Integration settings: Component1" in page
    wrong = ada_client.post(f"{ALL}cisco/delete/", {"name": "Cisco"})
    assert wrong.status_code == 422
    assert "nothing was deleted" in html(wrong)
    assert Integration.objects.filter(pk="cisco").exists()


@pytest.mark.usefixtures("floor")
def test_once_deleted_its_rows_leave_every_floor_though_no_bridge_runs(ada_client: Client, sam_client: Client) -> None:
    assert "cisco:1001" in html(sam_client.get("/"))
    ada_client.post(f"{ALL}cisco/test/")

    answer = ada_client.post(f"{ALL}cisco/delete/", {"name": "cisco"})
    floors.forget()

    assert answer.headers["Location"] == f"{ALL}?kept"
    assert not FloorRow.objects.filter(stream="cisco", gone=False).exists()
    assert not FloorRow.objects.filter(stream=DESK, kind="check", gone=False).exists()
    assert 'data-agent="cisco:1001"' not in html(sam_client.get("/"))
    assert changes()[-1][3] is None


@pytest.mark.parametrize("address", [ALL, f"{ALL}+/", GC, f"{ALL}north/", f"{ALL}north/change/", "/settings/sign-ins/"])
def test_nobody_else_sees_any_of_it(
    address: str, sam: Person, vic: Person, ann: Person, signed_in: Callable[[Person], Client], north: Integration
) -> None:
    assert {signed_in(person).get(address).status_code for person in (sam, vic, ann)} == {403}


def test_a_test_of_yesterday_keeps_its_day(ada_client: Client, north: Integration) -> None:
    then = floors.ago(0) - timedelta(days=1)
    ConnectionTest.objects.create(
        integration="north", person=1, asked_at=then, deadline=then, begun_at=then, ended_at=then, works=True
    )

    assert f"{then.day} {then:%b}, " in text(html(ada_client.get(f"{ALL}north/")))
