"""What components read by key: the settings of one integration, and nothing by any other way."""

import json

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from dashboard.models import Integration, Person
from dashboard.store import component_settings as store

pytestmark = pytest.mark.django_db
ADDRESS = "/api/integrations/genesys/settings/"
DESKTOP = "https://desktop.example.com"


@pytest.fixture
def key(ada: Person) -> str:
    """Genesys has a setting, an origin and a key; cisco is there without a key."""
    Integration.objects.create(name="cisco", kind="practice")
    Integration.objects.create(name="genesys", kind="genesys_wwe", settings={"allowed_origins": [DESKTOP]})
    store.put("genesys", "Component1", "property1=true;größe=2", by=ada, now=timezone.now())
    return store.make_key("genesys", by=ada, now=timezone.now())


def read(key: str = "", address: str = ADDRESS, scheme: str = "Bearer", **headers: str) -> HttpResponse:
    return Client().get(address, headers={**({"Authorization": f"{scheme} {key}"} if key else {}), **headers})


def test_with_the_key_every_identifier_and_its_value_is_read(key: str) -> None:
    answer = read(key)

    assert answer.status_code == 200
    assert json.loads(answer.content) == {"settings": {"Component1": "property1=true;größe=2"}}
    assert answer["Content-Type"] == "application/json"


def test_no_cookie_is_set_and_a_sign_in_opens_nothing(key: str, ada_client: Client) -> None:
    assert not read(key).cookies
    assert "Cookie" not in read(key)["Vary"]
    assert ada_client.get(ADDRESS).status_code == 401


@pytest.mark.parametrize(
    ("address", "given"),
    [
        (ADDRESS, "a-wrong-key"),
        (ADDRESS, ""),
        ("/api/integrations/cisco/settings/", "a-wrong-key"),
        ("/api/integrations/cisco/settings/", "the key of genesys"),
        ("/api/integrations/nowhere/settings/", "the key of genesys"),
        ("/api/integrations/nowhere/settings/", ""),
        (ADDRESS, "größe"),
    ],
)
def test_any_other_key_and_any_other_integration_have_one_answer(key: str, address: str, given: str) -> None:
    refused, plain = read(key if given.startswith("the key") else given, address), read("x")

    assert refused.status_code == 401
    assert refused.content == plain.content
    assert dict(refused.headers) == dict(plain.headers)
    assert refused["WWW-Authenticate"].startswith("Bearer")


def test_an_empty_key_does_not_open_an_integration_without_one(key: str) -> None:
    address = "/api/integrations/cisco/settings/"

    assert Client().get(address, headers={"Authorization": "Bearer "}).status_code == 401
    assert read("0" * 64, address).status_code == 401


def test_the_scheme_is_named_in_any_case_and_is_no_other(key: str) -> None:
    assert read(key, scheme="bearer").status_code == 200
    assert read(key, scheme="Basic").status_code == 401


def test_what_is_as_the_reader_has_it_is_not_sent_again(key: str, ada: Person) -> None:
    etag = read(key)["ETag"]

    same = read(key, **{"If-None-Match": etag})
    store.put("genesys", "Component1", "other", by=ada, now=timezone.now())
    other = read(key, **{"If-None-Match": etag})

    assert (same.status_code, same.content, same["ETag"]) == (304, b"", etag)
    assert same["Cache-Control"] == "private, no-cache"
    assert other.status_code == 200
    assert read("x", **{"If-None-Match": etag}).status_code == 401


def test_a_renewed_key_replaces_the_old_one_and_a_withdrawn_one_opens_nothing(key: str, ada: Person) -> None:
    renewed = store.make_key("genesys", by=ada, now=timezone.now())
    assert [read(key).status_code, read(renewed).status_code] == [401, 200]

    store.withdraw_key("genesys", by=ada, now=timezone.now())
    assert read(renewed).status_code == 401


def test_pages_of_the_allowed_origins_may_read_and_no_others(key: str) -> None:
    ours, theirs = read(key, Origin=DESKTOP), read(key, Origin="https://evil.example.com")

    assert ours["Access-Control-Allow-Origin"] == DESKTOP
    assert "Access-Control-Allow-Credentials" not in ours
    assert "Access-Control-Allow-Origin" not in theirs
    assert "Origin" in theirs["Vary"]


@pytest.mark.parametrize("name", ["genesys", "cisco", "nowhere"])
def test_a_preflight_tells_of_no_integration_whether_it_is_there(key: str, name: str) -> None:
    address, asked = f"/api/integrations/{name}/settings/", {"Access-Control-Request-Headers": "authorization"}

    ours = Client().options(address, headers={"Origin": DESKTOP, **asked})
    theirs = Client().options(address, headers={"Origin": "https://evil.example.com", **asked})

    assert (ours.status_code, theirs.status_code) == (204, 204)
    assert ours["Access-Control-Allow-Origin"] == DESKTOP
    assert "Authorization" in ours["Access-Control-Allow-Headers"]
    assert "Access-Control-Allow-Origin" not in theirs


def test_one_integrations_origin_does_not_read_anothers_settings(key: str, ada: Person) -> None:
    cisco = store.make_key("cisco", by=ada, now=timezone.now())

    answer = read(cisco, "/api/integrations/cisco/settings/", Origin=DESKTOP)

    assert answer.status_code == 200
    assert "Access-Control-Allow-Origin" not in answer


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_nothing_can_be_changed_by_it(key: str, method: str) -> None:
    answer = getattr(Client(), method)(ADDRESS, headers={"Authorization": f"Bearer {key}"})

    assert answer.status_code == 405
