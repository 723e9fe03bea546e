"""What can be searched for in XUC, page by page: callbacks, and past calls with a customer (xuc.md 1.4)."""

from typing import Literal

from msgspec import Struct, field

from cti_bridge.connectors.xuc.asked import AskedOfCustomer


class Filter(Struct, frozen=True, kw_only=True, omit_defaults=True, repr_omit_defaults=True):
    """What one field must be. `operator`: = < <= >= ilike Like, "is null", "is not null"; the value is always text."""

    name: str = field(name="field")
    operator: str
    value: str | None = None
    order: Literal["ASC", "DESC"] | None = None


class Request(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What is searched for, and which page of it; `size` instead of a page for past calls."""

    filters: tuple[Filter, ...]
    offset: int | None = None
    limit: int | None = None
    size: int | None = None


class FindCustomerCallHistory(AskedOfCustomer, frozen=True, kw_only=True, tag="findCustomerCallHistory"):
    """Past calls with a customer; the answer carries `id`."""

    id: int
    request: Request


class FindCallbackRequest(AskedOfCustomer, frozen=True, kw_only=True, tag="findCallbackRequest"):
    """A page of callbacks, 100 at most by the vendor's client; the answer carries `id`."""

    id: int
    request: Request
