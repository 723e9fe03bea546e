"""What must be seen 6 of issue 3 and 7 of issue 4: whoever may not act can do nothing at any address that takes a form.

The addresses are found among the URL patterns: a new one is tried here without a word in this file. What only an
administrator may do is tried in settings/test_administrators_alone.py, what is only looked at in test_nobody_looks.py.
"""

from collections.abc import Callable

import pytest
from django.test import Client

from dashboard.models import AskedCommand, Follow, Message, Person, RaisedHand, Receipt, TrailLine
from tests.dashboard.views.addresses import BATCH, FORM, Address, Things, taking_forms

BACKEND = "django.contrib.auth.backends.ModelBackend"
HERE = {"login", "logout"}  # who comes here is nobody yet, or nobody any more
LOOKS = {"queue-calls"}  # a form that asks to see something: for whoever may look (test_queue_calls.py)
OWN = "/me/"  # an agent's own page: nobody else has one


def acting(things: Things) -> list[Address]:
    """Every address that takes a form and is no setting."""
    return [found for found in taking_forms(things) if not found.administrates and found.name not in HERE | LOOKS]


def tried(client: Client, things: Things, **fields: str) -> dict[Address, int]:
    """What each address answers to a whole form."""
    return {found: client.post(found.url, {**FORM, **fields}).status_code for found in acting(things)}


def nothing_was_done() -> bool:
    """Whether all is as it was: no wish but the two of the batch, nobody followed, nothing sent, nothing lowered."""
    wishes, messages, hands = AskedCommand.objects.all(), Message.objects.all(), RaisedHand.objects.all()
    return (
        [str(wish.batch) for wish in wishes] == [BATCH, BATCH]
        and not Follow.objects.exists()
        and [message.deleted_at for message in messages] == [None]
        and [receipt.confirmed_at for receipt in Receipt.objects.all()] == [None]
        and [hand.claimed_by for hand in hands] == [None]
    )


def denied(by: Person) -> list[tuple[str, str, str]]:
    """Who tried what on whom, by the trail, in which nothing else was written but of the own hand."""
    lines = TrailLine.objects.exclude(step__in=("opened", "raised", "lowered")).order_by("pk")
    assert {(line.step, line.person) for line in lines} == {("denied", by.pk)}
    return list(lines.values_list("action", "subject", "team"))


def refused(answers: dict[Address, int]) -> list[Address]:
    """Those that said no to something about somebody else."""
    return [found for found, status in answers.items() if status in (403, 404) and found.acts]


def test_each_address_is_one_where_sam_may_act(sam_client: Client, things: Things) -> None:
    answers = tried(sam_client, things)

    assert len(answers) >= 30
    assert {status for found, status in answers.items() if not found.url.startswith(OWN)} <= {200, 204, 302, 303, 422}
    assert AskedCommand.objects.count() > 5
    assert not TrailLine.objects.filter(step="denied").exclude(action__in=own_names(answers)).exists()


def own_names(answers: dict[Address, int]) -> list[str]:
    return [found.name for found in answers if found.url.startswith(OWN)]


def test_lea_of_another_team_finds_nothing_there(lea_client: Client, lea: Person, things: Things) -> None:
    answers = tried(lea_client, things)

    for found, status in answers.items():
        if found.names_something:
            assert status == (403 if found.url.startswith(OWN) else 404), found.url
    assert nothing_was_done()
    lines = denied(lea)
    assert len(lines) == len(refused(answers))
    assert ("listen", "cisco:1001", "cisco:5000") in lines
    assert ("stop-listening", "cisco:2001", "") in lines
    assert ("bulk", "cisco:1001", "cisco:5000") in lines


def test_vic_may_look_at_the_team_and_do_none_of_it(vic_client: Client, vic: Person, things: Things) -> None:
    answers = tried(vic_client, things)

    for found, status in answers.items():
        if found.names_something:
            not_theirs = BATCH in found.url or found.url.startswith("/sign-ins/")
            assert status == (404 if not_theirs else 403), found.url
    assert nothing_was_done()
    assert len(denied(vic)) == len(refused(answers))


def test_ben_is_an_agent_and_has_nothing_but_the_own_page(
    signed_in: Callable[[Person], Client], ben: Person, things: Things
) -> None:
    answers = tried(signed_in(ben), things)

    for found, status in answers.items():
        if found.names_something:
            assert status in ((404,) if found.url.startswith(OWN) else (403, 404)), found.url
    assert nothing_was_done()
    assert len(denied(ben)) == len(refused(answers))


def test_what_was_sent_to_ann_is_received_by_nobody_else(
    signed_in: Callable[[Person], Client], ben: Person, things: Things
) -> None:
    message = str(things["message"])

    answer = signed_in(ben).post("/me/receipts/", {"delivered": message, "seen": message, "confirmed": message})

    assert answer.status_code == 404
    assert Receipt.objects.filter(delivered_at=None, seen_at=None, confirmed_at=None).count() == 1


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}], ids=["a plain form", "htmx"])
def test_who_is_signed_out_is_shown_the_way_to_the_sign_in(
    nobody: Client, things: Things, headers: dict[str, str]
) -> None:
    for found in acting(things):
        answer = nobody.post(found.url, FORM, headers=headers)
        way = answer.headers.get("Location") or answer.headers["HX-Redirect"]
        assert way.startswith("/login/?next="), found.url

    assert nothing_was_done()
    assert not TrailLine.objects.exclude(step="opened").exists()  # of nobody there is nothing to tell


def test_a_form_that_another_site_made_sam_send_does_nothing(sam: Person, things: Things) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(sam, backend=BACKEND)
    client.get("/login/")  # the cookie with the token that the form does not know

    answers = tried(client, things, csrfmiddlewaretoken="x" * 64)

    assert set(answers.values()) == {403}
    assert nothing_was_done()
    assert len(denied(sam)) == sum(found.acts for found in answers)


def test_whatever_is_done_to_somebody_leaves_a_line_when_it_is_refused(things: Things) -> None:
    assert [found.url for found in acting(things) if found.names_something and not found.acts] == []


@pytest.mark.parametrize("token", ["", "x" * 32, "x" * 64], ids=["no token", "another's", "of another length"])
@pytest.mark.parametrize("address", ["/preferences/", "/logout/", "/login/"])
def test_nor_does_one_about_sam(sam: Person, address: str, token: str) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(sam, backend=BACKEND)

    assert client.post(address, {"comfortable_rows": "on", "csrfmiddlewaretoken": token}).status_code == 403

    sam.refresh_from_db()
    assert not sam.comfortable_rows
    assert client.get("/preferences/").status_code == 200  # and Sam is signed in still
