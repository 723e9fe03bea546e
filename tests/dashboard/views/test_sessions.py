"""Signing in and out."""

from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.db.models import F
from django.test import Client
from pytest_django import Settings

from dashboard.models import Person
from tests.conftest import PASSWORD


def _sign_in(client: Client, username: str, password: str = PASSWORD, **more: str) -> tuple[int, str]:
    """The answer's status, and where it leads or what it says."""
    response = client.post("/login/", {"username": username, "password": password, **more})
    return response.status_code, response.headers.get("Location", "") or response.content.decode()


def _minutes_pass(minutes: int) -> None:
    """For the failures so far; the clock itself stands."""
    AccessAttempt.objects.update(attempt_time=F("attempt_time") - timedelta(minutes=minutes))


@pytest.mark.django_db
def test_the_page_asks_for_a_name_and_a_password(client: Client) -> None:
    page = client.get("/login/").content.decode()

    assert 'name="username"' in page
    assert 'name="password"' in page


def test_who_signs_in_gets_the_floor(client: Client, sam: Person) -> None:
    assert _sign_in(client, "sam") == (302, "/")
    assert client.get("/").status_code == 200


def test_who_signs_in_goes_where_they_were_going(client: Client, sam: Person) -> None:
    assert _sign_in(client, "sam", next="/?team=cisco:5000") == (302, "/?team=cisco:5000")


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_nobody_is_sent_to_another_site(client: Client, sam: Person, elsewhere: str) -> None:
    assert _sign_in(client, "sam", next=elsewhere) == (302, "/")


@pytest.mark.parametrize("nowhere", ["callbacks", "nowhere-at-all", "a b", "?team=cisco:5000"])
def test_nor_to_what_is_no_address_of_ours(client: Client, sam: Person, nowhere: str) -> None:
    assert _sign_in(client, "sam", next=nowhere) == (302, "/")


def test_an_agent_gets_the_own_page(client: Client, ann: Person) -> None:
    assert _sign_in(client, "ann") == (302, "/me/")
    assert client.get("/me/").status_code == 200


def test_a_wrong_password_is_told_in_words_that_do_not_say_which_was_wrong(client: Client, sam: Person) -> None:
    status, wrong_password = _sign_in(client, "sam", "wrong")
    _, nobody = _sign_in(client, "tom", "wrong")

    assert status == 422
    assert "do not go together" in wrong_password
    assert "do not go together" in nobody
    assert 'value="sam"' in wrong_password
    assert 'value="wrong"' not in wrong_password


def test_somebody_deactivated_cannot_sign_in(client: Client, sam: Person) -> None:
    sam.is_active = False
    sam.save()

    assert _sign_in(client, "sam")[0] == 422


def test_five_failures_lock_that_name_at_that_address_for_a_quarter_of_an_hour(client: Client, sam: Person) -> None:
    for _ in range(4):
        assert _sign_in(client, "sam", "wrong")[0] == 422

    status, said = _sign_in(client, "sam", "wrong")
    assert status == 429
    assert "Wait 15 minutes" in said
    assert _sign_in(client, "sam")[0] == 429

    _minutes_pass(16)
    assert _sign_in(client, "sam") == (302, "/")


def test_trying_on_while_locked_does_not_make_it_longer(client: Client, sam: Person) -> None:
    for _ in range(5):
        _sign_in(client, "sam", "wrong")
    _minutes_pass(14)

    assert _sign_in(client, "sam", "wrong")[0] == 429
    _minutes_pass(2)

    assert _sign_in(client, "sam") == (302, "/")


def test_others_and_other_addresses_are_not_locked(client: Client, sam: Person, lea: Person) -> None:
    for _ in range(5):
        _sign_in(client, "sam", "wrong")

    assert _sign_in(Client(), "lea") == (302, "/")
    assert _sign_in(Client(REMOTE_ADDR="10.0.0.9"), "sam") == (302, "/")


def test_whoever_has_a_network_of_ipv6_addresses_has_no_more_tries_than_others(client: Client, sam: Person) -> None:
    for ending in range(5):
        _sign_in(Client(REMOTE_ADDR=f"2001:db8:0:7::{ending}"), "sam", "wrong")

    assert _sign_in(Client(REMOTE_ADDR="2001:db8:0:7:ffff::1"), "sam")[0] == 429
    assert _sign_in(Client(REMOTE_ADDR="2001:db8:0:8::1"), "sam") == (302, "/")


def test_an_ipv4_address_that_is_written_as_ipv6_counts_as_itself(client: Client, sam: Person) -> None:
    for _ in range(5):
        _sign_in(Client(REMOTE_ADDR="::ffff:10.0.0.8"), "sam", "wrong")

    assert _sign_in(Client(REMOTE_ADDR="::ffff:10.0.0.9"), "sam") == (302, "/")
    assert _sign_in(Client(REMOTE_ADDR="10.0.0.8"), "sam")[0] == 429


def test_behind_the_proxy_it_is_the_browsers_address_that_is_locked(
    client: Client, sam: Person, settings: Settings
) -> None:
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    for lie in range(5):
        _sign_in(Client(headers={"x-forwarded-for": f"192.0.2.{lie}, 10.0.0.8"}), "sam", "wrong")

    assert _sign_in(Client(headers={"x-forwarded-for": "10.0.0.8"}), "sam")[0] == 429
    assert _sign_in(Client(headers={"x-forwarded-for": "10.0.0.9"}), "sam") == (302, "/")


def test_without_a_proxy_nobody_may_say_from_where_they_come(client: Client, sam: Person) -> None:
    for lie in range(5):
        _sign_in(Client(headers={"x-forwarded-for": f"192.0.2.{lie}"}), "sam", "wrong")

    assert _sign_in(client, "sam")[0] == 429


def test_an_address_that_tries_many_names_is_locked_for_all(
    client: Client, sam: Person, lea: Person, settings: Settings
) -> None:
    settings.SIGN_IN_FAILURES_PER_ADDRESS = 6
    for name in ("a", "b", "c", "d", "e"):
        assert _sign_in(client, name, "wrong")[0] == 422

    assert _sign_in(client, "lea", "wrong")[0] == 429
    assert _sign_in(client, "sam")[0] == 429
    assert _sign_in(Client(REMOTE_ADDR="10.0.0.9"), "sam") == (302, "/")

    _minutes_pass(16)
    assert _sign_in(client, "sam") == (302, "/")


@pytest.mark.parametrize("header", ["", "unknown", "10.0.0.8, "])
def test_a_proxy_that_does_not_say_from_where_stands_for_itself(sam: Person, settings: Settings, header: str) -> None:
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

    _sign_in(Client(headers={"x-forwarded-for": header}), "sam", "wrong")

    assert AccessAttempt.objects.get().ip_address == "127.0.0.1"


def test_a_sign_in_forgets_the_failures_before_it(client: Client, sam: Person) -> None:
    for _ in range(4):
        _sign_in(client, "sam", "wrong")
    _sign_in(client, "sam")
    client.post("/logout/")

    assert _sign_in(client, "sam", "wrong")[0] == 422


def test_who_is_signed_in_is_not_asked_again(sam_client: Client) -> None:
    assert sam_client.get("/login/").headers["Location"] == "/"


def test_sign_out_is_by_post_and_ends_the_session(sam_client: Client) -> None:
    assert sam_client.get("/logout/").status_code == 405
    assert sam_client.get("/").status_code == 200

    assert sam_client.post("/logout/").headers["Location"] == "/login/"
    assert sam_client.get("/").headers["Location"].startswith("/login/")


def test_a_session_gets_a_new_name_at_sign_in(client: Client, sam: Person) -> None:
    client.get("/login/")
    before = client.session.session_key

    _sign_in(client, "sam")

    assert client.session.session_key != before


def test_a_form_of_another_site_signs_nobody_in(sam: Person) -> None:
    strict = Client(enforce_csrf_checks=True)

    assert strict.post("/login/", {"username": "sam", "password": PASSWORD}).status_code == 403


@pytest.mark.django_db
def test_nothing_of_another_host_may_be_loaded_and_nobody_may_frame_us(client: Client) -> None:
    headers = client.get("/login/").headers

    policy = headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["X-Frame-Options"] == "DENY"


def test_everybody_is_answered_in_their_own_language(sam_client: Client, sam: Person) -> None:
    sam.language = "de"
    sam.save()

    assert '<html lang="de"' in sam_client.get("/").content.decode()
