"""A setup file of a whole company: what it asks of the database does not grow by several questions a person."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dashboard.setup import agreeing
from dashboard.setup.loading import load

pytestmark = pytest.mark.django_db


def people(count: int) -> str:
    """A file of so many, each an agent and lent somewhere."""
    return "".join(
        f'[[person]]\nusername = "p{n}"\nrole = "agent"\nagent = ["cisco:{n}"]\n'
        'lent = [{team = "cisco:5000", until = 2099-12-31}]\n'
        for n in range(count)
    )


def test_looking_at_a_file_asks_no_more_of_the_database_for_more_people() -> None:
    load("[[person]]\nusername = 'ada'\nrole = 'administrator'\n" + people(20))

    asked = []
    for count in (2, 20):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert agreeing.preview(people(count)) == []
        asked.append(len(queries))

    assert asked[0] == asked[1]
