"""Those of whom somebody asks something at once: who is still theirs to ask it of, and who has gone meanwhile."""

from collections.abc import Sequence
from typing import cast

from django.http import HttpRequest

from cti_bridge.floor.rows import AgentRow
from dashboard import access
from dashboard.models import Person
from dashboard.views.denials import NOT_THEIRS, note_by_address


class Selected:
    """Agents as they stand now. Who is not there, or not this person's any more, is left out, and named in `gone`.

    PermissionDenied for who may look only.
    """

    def __init__(self, person: Person, keys: Sequence[str]) -> None:
        self.person = person
        self.rows: dict[str, AgentRow] = {row.id: row for row in access.still_to_act_on(person, keys)}
        missing = [key for key in keys if key not in self.rows]
        lately = access.lately_seen(person, missing) if missing else {}
        self.gone = {key: lately.get(key, key) for key in missing}  # by the name that the person has read
        self.strangers = [key for key in missing if key not in lately]  # for all we know never this person's


def selected_in(request: HttpRequest, named: Sequence[str]) -> Selected:
    """Those whom a form names. NotYours where all of them are others' agents.

    Some may have gone meanwhile: that is no reason to do nothing for the rest. One who was never this person's leaves
    a line of the trail.
    """
    found = Selected(cast(Person, request.user), named)
    if named and len(found.strangers) == len(named):
        raise access.NotYours(named[0])
    if found.strangers:
        note_by_address(request, NOT_THEIRS, found.strangers[0])
    return found
