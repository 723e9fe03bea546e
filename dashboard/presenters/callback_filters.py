"""The callbacks page's filters, as its address has them: the form's fields, a link's parameters, an export's line."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from urllib.parse import urlencode

from dashboard.presenters.callback_due import Due

LONGEST = 200  # characters of a field that are looked at
LAST_PAGE = 1_000_000
NONE_KNOWN: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class CallbackFilters:
    """What was asked for; empty: does not matter."""

    source: str = ""
    list: str = ""  # a list's id
    due: str = ""  # a `Due`
    mine: str = ""  # "1": only what the viewer has taken
    search: str = ""  # what an address calls `q`, which is perhaps a customer's name
    page: int = 1
    q: str = ""  # a part of what is shown of a request, never of a number that is masked: in no address

    def query(self, **changes: object) -> str:
        """The address's parameters, with changes: only what is not empty. Another filter begins at the first page."""
        wanted = replace(self, **({"page": 1} | changes))  # type: ignore[arg-type]
        said = {name: value for name, value in asdict(wanted).items() if value and name != "q"}
        return urlencode({name: value for name, value in said.items() if (name, value) != ("page", 1)})

    @property
    def here(self) -> str:
        """The address's parameters of this very page."""
        return self.query(page=self.page)

    @property
    def of_any_page(self) -> str:
        """The address's parameters without the page: for the first one, and for the export."""
        return self.query()

    @property
    def named(self) -> dict[str, str]:
        """What is filtered by, for a line of the trail: not what was searched for, perhaps a customer's name."""
        said = {name: str(value) for name, value in asdict(self).items() if value and name not in _UNSAID}
        return said | ({"q": "…"} if self.q else {})


_UNSAID = ("page", "search", "q")


def filters_of(query: Mapping[str, str], searches: Mapping[str, str] = NONE_KNOWN) -> CallbackFilters:
    """The filters of an address; what makes no sense is left out, and a search that is not among those known."""

    def text(name: str) -> str:
        return query.get(name, "").replace("\0", "").strip()[:LONGEST]

    page, search = text("page"), text("search")
    return CallbackFilters(
        source=text("source"),
        list=text("list"),
        due=text("due") if text("due") in set(Due) else "",
        mine="1" if text("mine") == "1" else "",
        search=search if search in searches else "",
        q=searches.get(search, ""),
        page=min(max(1, int(page)), LAST_PAGE) if page.isascii() and page.isdigit() and len(page) < 9 else 1,
    )
