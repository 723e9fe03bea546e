"""What administrators decided, read as one value."""

import pytest

from dashboard.models import Person, TeamPolicy
from dashboard.presenters.policies import Policies, TeamRule
from dashboard.store import policies


@pytest.mark.django_db
def test_a_site_where_nothing_was_decided_reads_as_the_default() -> None:
    assert policies.load() == Policies()


@pytest.mark.django_db
def test_a_team_reads_on_which_terms_it_is_listened_to() -> None:
    TeamPolicy.objects.create(
        id="cisco:5000",
        listening="queue_calls",
        purpose="Training",
        reason_required=True,
        excluded=["cisco:1007", "cisco:1003"],
    )

    assert policies.load().teams["cisco:5000"] == TeamRule(
        listening="queue_calls", purpose="Training", asks_why=True, excluded=("cisco:1003", "cisco:1007")
    )


@pytest.mark.usefixtures("database")
def test_who_is_an_agent_on_several_systems_is_one_person_on_either_database() -> None:
    lea = Person.objects.create(username="lea", agents=["cisco:1001", "xivo:19"])
    Person.objects.create(username="sam", agents=["cisco:1002"])
    Person.objects.create(username="ben", agents=["cisco:1003", "xivo:20"], is_active=False)
    Person.objects.create(username="zoe")

    assert policies.load().people == {"cisco:1001": f"p{lea.pk}", "xivo:19": f"p{lea.pk}"}
