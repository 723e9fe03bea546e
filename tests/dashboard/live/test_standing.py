"""Whether people still are who they were when their socket opened, as the database says."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from dashboard.access import scope_of
from dashboard.live.door import ticket_of
from dashboard.live.sockets import Ticket
from dashboard.live.standing import read_standings
from dashboard.models import CtiSignIn, Integration, Person
from dashboard.models.people import Role


def ticket(client: Client) -> Ticket:
    """The ticket of somebody who is signed in."""
    came = ticket_of([(b"cookie", client.cookies.output(header="", sep=";").strip().encode())])
    assert isinstance(came, Ticket)
    return came


def holds(ticket: Ticket) -> bool:
    """Whether the ticket is good now."""
    return read_standings({ticket.session}, {ticket.person}).upholds(ticket)


def test_a_ticket_says_who_it_is_and_what_they_see(sam: Person, sam_client: Client) -> None:
    came = ticket(sam_client)

    assert (came.person, came.scope) == (sam.pk, scope_of(sam))
    assert holds(came)


def test_nobody_has_no_ticket(db: None) -> None:
    assert ticket_of([]) == 4401
    assert ticket_of([(b"cookie", b"floorwalker=made-up")]) == 4401


def test_an_agent_is_told_of_themselves_and_of_no_team(ann: Person, signed_in: Callable[[Person], Client]) -> None:
    Person.objects.filter(pk=ann.pk).update(agents=["cisco:1001"])

    scope = ticket(signed_in(ann)).scope

    assert (scope.personal, scope.selves) == ({f"@{ann.pk}"}, {"cisco:1001"})
    assert scope.sees_light("cisco")
    assert not scope.sees_source("cisco")
    assert not scope.sees_team("cisco:5000")
    assert not scope.sees_queue("cisco:Sales", ())


@pytest.mark.parametrize(
    "change",
    [
        {"is_active": False},
        {"teams": ["cisco:5002"]},
        {"role": Role.VIEWER},
        {"password": "!"},
        {"agents": ["cisco:1"]},
        {"signed_out_times": 1},
    ],
)
def test_a_change_of_the_person_ends_it(sam: Person, sam_client: Client, change: dict[str, object]) -> None:
    came = ticket(sam_client)

    Person.objects.filter(pk=sam.pk).update(**change)

    assert not holds(came)


def test_a_change_of_anything_else_does_not(sam: Person, lea: Person, sam_client: Client) -> None:
    came = ticket(sam_client)

    Person.objects.filter(pk=sam.pk).update(name="Samuel", language="fr")
    lea.delete()

    assert holds(came)


def test_a_cti_sign_in_more_ends_it(sam: Person, sam_client: Client) -> None:
    came = ticket(sam_client)

    CtiSignIn.objects.create(integration=Integration.objects.create(name="cisco"), login="2001", person=sam)

    assert not holds(came)


def test_signing_out_ends_it(sam_client: Client) -> None:
    came = ticket(sam_client)

    sam_client.logout()

    assert not holds(came)


def test_a_session_that_has_run_out_ends_it(sam_client: Client) -> None:
    came = ticket(sam_client)

    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))

    assert not holds(came)


def test_a_deleted_person_ends_it(sam: Person, sam_client: Client) -> None:
    came = ticket(sam_client)

    sam.delete()

    assert not holds(came)


def test_looking_costs_four_queries_however_many_are_there(
    sam: Person, lea: Person, vic: Person, django_assert_num_queries: Callable[[int], object]
) -> None:
    with django_assert_num_queries(4):  # type: ignore[attr-defined]
        read_standings({"one", "two"}, {sam.pk, lea.pk, vic.pk})
