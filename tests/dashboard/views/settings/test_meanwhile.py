"""Two administrators and one form: the second is told what the first changed, and nothing that was typed is lost."""

from collections.abc import Callable, Mapping
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.http import HttpResponse
from django.test import Client

from dashboard.access import today
from dashboard.models import (
    CtiSignIn,
    Integration,
    IntegrationSetting,
    Lent,
    Person,
    QueuePolicy,
    ReasonPolicy,
    TeamPolicy,
    TrailLine,
)
from dashboard.secrets import reveal, seal
from tests.dashboard.views.reading import html, text
from tests.dashboard.views.typing_into import form_of

pytestmark = pytest.mark.usefixtures("floor")

GC = {
    "brokers": ["stomp://b1:61613", "stomp://a2:61613"],
    "password": seal("geheim"),
    "command_ttl_seconds": 7,
    "time_zone": "Europe/Berlin",
}
Typed = Mapping[str, object]
Form = tuple[str, Typed, str, Typed]  # address, what Bea changes, how that is said, what Ada types

BROKERS = {"settings-brokers": "stomp://new:61613"}
PHONE = {"settings-extension": "4009"}
FORMS: dict[str, Form] = {
    "integration": (
        "/settings/integrations/north/change/",
        BROKERS,
        "Brokers now: stomp://new:61613",
        {"settings-username": "ada"},
    ),
    "feed": ("/settings/sign-ins/{feed}/", PHONE, "Extension now: 4009", {"settings-login_id": "2901"}),
    "own": ("/settings/sign-ins/{own}/", PHONE, "Extension now: 4009", {"settings-password": "neu"}),
    "setting": (
        "/settings/integration-settings/north/{setting}/",
        {"value": "b=2"},
        "Value now: b=2",
        {"value": "a=3"},
    ),
    "team": (
        "/settings/teams/cisco:5000/",
        {"max_minutes_talking": "30"},
        "now: Not ready 15, Talking 30, Wrap-up 3",
        {"name": "Nord"},
    ),
    "queue": ("/settings/queues/cisco:Sales/", {"warn_waiting": "9"}, "now: 9", {"name": "Verkauf"}),
    "site": ("/settings/site/", {"trail_days": "90"}, "Keep the activity, in days now: 90", {"name": "Nord"}),
    "person": ("/settings/people/{lea}/", {"role": "viewer"}, "Role now: Viewer", {"name": "Lea L."}),
    "reason": ("/settings/reason-codes/{reason}/", {"tone": "amber"}, "Colour now: Amber", {"label": "Mittag"}),
}


@pytest.fixture
def bea_client(db: None, signed_in: Callable[[Person], Client]) -> Client:
    """Bea administers too."""
    return signed_in(Person.objects.create_user("bea", name="Bea Boss", role="administrator"))


@pytest.fixture
def named(lea: Person, sam: Person) -> dict[str, int]:
    """Something of everything that a form changes, by the names that addresses have for it."""
    north = Integration.objects.create(name="north", kind="generic_connector", settings=GC)
    held = {"login_id": "2900", "password": seal("geheim"), "extension": "4900"}
    own = {"login_id": "2001", "password": seal("geheim"), "extension": "4001"}
    feed = CtiSignIn.objects.create(integration=north, login="2900", feed=True, settings=held)
    sams = CtiSignIn.objects.create(integration=north, login="2001", person=sam, settings=own)
    setting = IntegrationSetting.objects.create(integration=north, identifier="Component1", value="a=1\nb=1 ")
    reason = ReasonPolicy.objects.create(source="cisco", category="not_ready", code="10", label="Lunch", max_minutes=45)
    minutes = {"wrap_up": 3, "not_ready": 15}
    TeamPolicy.objects.create(id="cisco:5000", max_minutes=minutes, excluded=["cisco:1009", "cisco:1002"])
    QueuePolicy.objects.create(id="cisco:Sales", teams=["xivo:9", "cisco:5000"])
    Lent.objects.create(person=lea, team="cisco:5001", until=today() + timedelta(days=9))
    lea.teams, lea.agents = ["xivo:*", "cisco:5002"], ["cisco:1003", "xivo:7"]
    lea.save()
    return {"feed": feed.pk, "own": sams.pk, "setting": setting.pk, "reason": reason.pk, "lea": lea.pk}


def opened(client: Client, address: str) -> dict[str, list[str]]:
    """What the form at an address would send as it stands."""
    return form_of(html(client.get(address)), address)  # type: ignore[arg-type]


def said(page: object) -> str:
    """What stands above a form that was not saved."""
    assert isinstance(page, HttpResponse)
    assert page.status_code == 422
    return text(html(page).split('role="alert"')[1].split('name="stood"')[0])


@pytest.mark.parametrize("what", FORMS)
def test_the_second_is_told_what_the_first_changed_and_nothing_typed_is_lost(
    ada_client: Client, bea_client: Client, named: dict[str, int], what: str
) -> None:
    address, beas, told, adas = FORMS[what]
    address = address.format(**named)
    typed = opened(ada_client, address) | dict(adas)
    assert bea_client.post(address, opened(bea_client, address) | dict(beas)).status_code == 303

    late = ada_client.post(address, typed)

    assert "Bea Boss changed this at" in said(late)
    assert told in said(late)
    assert "geheim" not in html(late)
    anew = form_of(html(late), address)
    merged = {name: [value] for name, value in {**beas, **adas}.items() if name != "settings-password"}
    assert {name: anew[name] for name in merged} == merged  # hers, and what she had left alone as it stands now
    assert ada_client.post(address, anew).status_code == 303


@pytest.mark.parametrize("what", FORMS)
def test_a_form_that_is_sent_as_it_was_opened_changes_nothing(
    ada_client: Client, named: dict[str, int], what: str
) -> None:
    address = FORMS[what][0].format(**named)

    assert ada_client.post(address, opened(ada_client, address)).status_code == 303

    assert [line.details for line in TrailLine.objects.all()] == []


def test_where_both_typed_something_the_second_sees_both_and_decides(
    ada_client: Client, bea_client: Client, named: dict[str, int]
) -> None:
    address = "/settings/integrations/north/change/"
    typed = opened(ada_client, address) | {"settings-brokers": ["stomp://mine:61613"], "settings-password": ["meins"]}
    bea_client.post(address, opened(bea_client, address) | BROKERS | {"settings-password": "ihres"})

    late = ada_client.post(address, typed)

    assert "Brokers now: stomp://new:61613 below stands what you typed" in said(late)
    assert "Password now: another one, kept sealed you typed one too" in said(late)
    assert "Type it again" in html(late)
    assert "meins" not in html(late)
    assert "ihres" not in html(late)
    assert form_of(html(late), address)["settings-brokers"] == ["stomp://mine:61613"]


def test_a_password_that_was_exchanged_meanwhile_stays(
    ada_client: Client, bea_client: Client, named: dict[str, int]
) -> None:
    address = f"/settings/sign-ins/{named['feed']}/"
    typed = opened(ada_client, address) | PHONE
    bea_client.post(address, opened(bea_client, address) | {"settings-password": "ihres"})

    ada_client.post(address, typed)

    settings = CtiSignIn.objects.get(pk=named["feed"]).settings
    assert (settings["extension"], reveal(settings["password"])) == ("4009", "ihres")


def test_a_change_by_the_command_line_is_told_without_a_name(
    ada_client: Client, named: dict[str, int], tmp_path: object
) -> None:
    address = "/settings/site/"
    typed = opened(ada_client, address) | {"name": "North"}
    file = f"{tmp_path}/site.toml"
    with open(file, "w") as setup:
        setup.write("[retention]\ntrail_days = 90\n")
    call_command("load_setup", file)

    assert "This was changed since you opened it." in said(ada_client.post(address, typed))


def test_both_may_make_the_same_change(ada_client: Client, bea_client: Client, named: dict[str, int]) -> None:
    address = "/settings/integrations/north/change/"
    typed = opened(ada_client, address) | BROKERS
    bea_client.post(address, opened(bea_client, address) | BROKERS)

    assert ada_client.post(address, typed).status_code == 303
