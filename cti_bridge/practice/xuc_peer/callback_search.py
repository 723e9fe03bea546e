"""Which callbacks a `findCallbackRequest` finds: by filters that all must hold, in an order, a page at a time."""

from collections.abc import Callable, Mapping

from . import frames
from .asked import Arguments, Misread
from .frames import Json
from .world import World

PAGE = 100  # the reference client's limit (xuc.md 1.4)
# Every value is a text (xuc.md 1.4); dates in ISO order as texts do.
OPERATORS: Mapping[str, Callable[[str, str], bool]] = {
    "=": lambda is_, asked: is_ == asked,
    "<": lambda is_, asked: is_ < asked,
    "<=": lambda is_, asked: is_ <= asked,
    ">=": lambda is_, asked: is_ >= asked,
    "ilike": lambda is_, asked: asked.strip("%").casefold() in is_.casefold(),
    "Like": lambda is_, asked: asked.strip("%") in is_,
}


def found(world: World, request: Arguments) -> list[Json]:
    """The callbacks of one page, as they are sent. Raises Misread for an operator that is none."""
    requests = [frames.callback(world, one) for one in world.callbacks.values()]
    for filter_ in request.objects("filters"):
        requests = [one for one in requests if _passes(one, filter_)]
        order = filter_.text("order", default="")
        if order:
            requests.sort(key=lambda one, by=filter_: _value(one, by) or "", reverse=order == "DESC")  # type: ignore[misc]
    offset, limit = request.number_if_any("offset") or 0, request.number_if_any("limit")
    return requests[max(0, offset) :][: PAGE if limit is None else max(0, limit)]


def _passes(one: Json, filter_: Arguments) -> bool:
    operator, is_ = filter_.text("operator", default=""), _value(one, filter_)
    if operator in ("is null", "is not null"):
        return (is_ is None) == (operator == "is null")
    if not operator:
        return True
    if operator not in OPERATORS:
        raise Misread("no such operator")
    return is_ is not None and OPERATORS[operator](is_, filter_.text("value"))


def _value(one: Json, filter_: Arguments) -> str | None:
    value = one.get(filter_.text("field"))
    return None if value is None else str(value)
