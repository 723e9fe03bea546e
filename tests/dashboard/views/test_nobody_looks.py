"""Issue 4, what must be seen 7: at no address does anybody see what is not theirs. The addresses are found."""

from collections.abc import Callable

import pytest
from django.test import Client

from dashboard.models import Person
from tests.dashboard.views.addresses import WORDS, Things, every
from tests.dashboard.views.reading import html

FOR_EVERYBODY = {"login", "healthz", "readyz", "metrics"}
ONES_OWN = {"me", "preferences"}
BY_KEY = 401  # what components read asks for no sign-in, but for a key
OF_SAM = (WORDS, "Ada Novak", "Ben Ito", "Sales North")


def test_who_is_signed_out_is_shown_the_way_to_the_sign_in(nobody: Client, things: Things) -> None:
    for found in every(things):
        if found.name not in FOR_EVERYBODY:
            answer = nobody.get(found.url)
            assert answer.status_code in (302, 405, BY_KEY), found.url
            assert answer.status_code != 302 or answer.headers["Location"].startswith("/login/?next="), found.url
            assert (answer.status_code == BY_KEY) == found.url.startswith("/api/"), found.url


@pytest.mark.parametrize("key", ["", "Bearer ", "Bearer nonsense", "Basic YWRhOmFkYQ=="])
def test_what_components_read_is_for_those_with_the_key(nobody: Client, things: Things, key: str) -> None:
    asked = [found for found in every(things) if found.url.startswith("/api/")]

    assert asked
    for found in asked:
        assert nobody.get(found.url, headers={"Authorization": key}).status_code == 401


def test_lea_sees_nothing_of_sams_team(lea_client: Client, things: Things) -> None:
    for found in every(things):
        if found.administrates or found.url.startswith("/api/"):
            continue
        answer = lea_client.get(found.url)
        shown = b"".join(answer.streaming_content).decode() if answer.streaming else html(answer)
        assert answer.status_code < 500, found.url
        assert not [words for words in OF_SAM if words in shown], found.url
        if found.names_something:
            assert answer.status_code != 200, found.url


def test_ben_sees_nothing_but_the_own_page(signed_in: Callable[[Person], Client], ben: Person, things: Things) -> None:
    client = signed_in(ben)

    for found in every(things):
        if found.administrates or found.url.startswith("/api/") or found.name in FOR_EVERYBODY:
            continue
        answer = client.get(found.url)
        assert (answer.status_code == 200) == (found.name in ONES_OWN), found.url
        assert WORDS not in html(answer)
