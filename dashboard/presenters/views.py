"""What the floor's address says: search, filters, grouping, order, what is folded away, whose panel is open.

The browser reads and writes the same parameters (static/js/view.js).
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict

HIDE = "hide"
BY_TEAM, BY_STATE, UNGROUPED = "team", "state", "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """One way to look at the floor. Of `team`, `state` and `source` any will do; none: all."""

    q: str = ""
    team: tuple[str, ...] = ()
    state: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    group: str = BY_TEAM
    sort: str = "name"  # a column, or `-` and a column
    signed_out: bool = True  # whether those who are signed out are shown
    closed: tuple[str, ...] = ()
    agent: str = ""

    def url(self, **changes: Any) -> str:
        """The shortest address of this view, with changes."""
        view = replace(self, **changes)
        said = [("q", view.q)] if view.q else []
        parts: Mapping[str, tuple[str, ...]] = {"team": view.team, "state": view.state, "source": view.source}
        said += [(name, value) for name, values in parts.items() for value in values]
        said += [("group", view.group)] if view.group != BY_TEAM else []
        said += [("sort", view.sort)] if view.sort != "name" else []
        said += [] if view.signed_out else [("signed_out", HIDE)]
        said += [("closed", key) for key in view.closed]
        said += [("agent", view.agent)] if view.agent else []
        return f"/?{urlencode(said)}" if said else "/"

    def only(self, **filters: Any) -> str:
        """The address at which these filters alone hold, grouped as here, nothing folded away."""
        nothing: dict[str, Any] = {"q": "", "team": (), "state": (), "source": (), "closed": (), "agent": ""}
        return self.url(**nothing | filters)


def view_of(query: QueryDict) -> View:
    """The view that an address asks for; what it does not say, or says wrongly, is as by default."""
    group = query.get("group", "")
    return View(
        q=query.get("q", "").strip(),
        team=_given(query, "team"),
        state=_given(query, "state"),
        source=_given(query, "source"),
        group=group if group in (BY_TEAM, BY_STATE, UNGROUPED) else BY_TEAM,
        sort=query.get("sort", "") or "name",
        signed_out=query.get("signed_out", "") != HIDE,
        closed=_given(query, "closed"),
        agent=query.get("agent", ""),
    )


def _given(query: QueryDict, name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, query.getlist(name))))
