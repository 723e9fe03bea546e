"""What administrators decided, read as one value."""

import pytest

from dashboard.models import TeamPolicy
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
