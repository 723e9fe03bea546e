"""Who may see and do what: what a page test on one database does not show."""

import pytest
from django.http import Http404

from dashboard import access
from dashboard.models import CtiSignIn, Integration, Person

pytestmark = pytest.mark.usefixtures("database")


@pytest.mark.parametrize("key", ["cisco:2002", "cisco:\0", "2001", ""])
def test_a_sign_in_that_is_not_ones_own_is_not_there(key: str) -> None:
    sam, lea = (Person.objects.create(username=name) for name in ("sam", "lea"))
    cisco = Integration.objects.create(name="cisco", kind="generic_connector")
    mine = CtiSignIn.objects.create(integration=cisco, login="2001", person=sam)
    CtiSignIn.objects.create(integration=cisco, login="2002", person=lea)

    assert access.own_sign_in(sam, "cisco:2001") == mine
    with pytest.raises(Http404):
        access.own_sign_in(sam, key)
