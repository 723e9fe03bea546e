"""What the address of the queues' page says: search, system, order."""

from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

BY_NAME = "queue"


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueView:
    """One way to look at the queues. `source`: any of them will do; none: all."""

    q: str = ""
    source: tuple[str, ...] = ()
    sort: str = BY_NAME  # a column, or `-` and a column

    @property
    def filters(self) -> bool:
        """Whether some may be left out."""
        return bool(self.q or self.source)

    def url(self, **changes: Any) -> str:
        """The shortest address of this view, with changes."""
        view = replace(self, **changes)
        said = [("q", view.q)] if view.q else []
        said += [("source", source) for source in view.source]
        said += [("sort", view.sort)] if view.sort != BY_NAME else []
        return f"{reverse('queues')}?{urlencode(said)}" if said else reverse("queues")


def queue_view_of(query: QueryDict) -> QueueView:
    """The view that an address asks for; what it does not say is as by default."""
    return QueueView(
        q=query.get("q", "").strip(),
        source=tuple(dict.fromkeys(filter(None, query.getlist("source")))),
        sort=query.get("sort", "") or BY_NAME,
    )
