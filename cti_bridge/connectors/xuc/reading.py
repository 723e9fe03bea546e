"""Reads JSON into XUC's words, forgivingly: unknown keys are passed over, null is no key, "19" is 19.

Reasons name keys and types, never a value: msgspec quotes values for enumerations only, and no message has one.
"""

from collections.abc import Callable, Hashable
from functools import cache
from typing import Any, TypeVar, cast

import msgspec
from msgspec import Raw, Struct, ValidationError

from cti_bridge.errors import BadMessage

T = TypeVar("T")
Read = Callable[[str, object], T]  # (msgType, part of a decoded payload) -> a word of XUC's; raises BadMessage


def one(name: str, kind: type[T], payload: Raw) -> T:
    """A payload that is one object. Raises BadMessage."""
    try:
        read: T = _decoder(cast(Hashable, kind)).decode(payload)
    except ValidationError:
        return part(name, kind, without_nulls(msgspec.json.decode(payload)))
    return read


def part(name: str, kind: type[T], value: object) -> T:
    """An object inside a payload that is decoded already, without its nulls. Raises BadMessage."""
    try:
        return msgspec.convert(value, kind, strict=False)
    except ValidationError as error:
        raise BadMessage(f"A {name} came that cannot be read: {error}.", kind=name) from None


def several(name: str, kind: type[T], payload: Raw) -> tuple[tuple[T, ...], tuple[BadMessage, ...]]:
    """A payload that is a list, or its only element alone, and what of it could not be read. Raises BadMessage."""
    try:
        return _decoder(tuple[kind, ...]).decode(payload), ()  # type: ignore[valid-type]
    except ValidationError:
        return sorted_out(name, lambda n, value: part(n, kind, value), without_nulls(msgspec.json.decode(payload)))


def sorted_out(name: str, read: Read[T], value: object) -> tuple[tuple[T, ...], tuple[BadMessage, ...]]:
    """The elements that can be read, and why the others cannot. Raises BadMessage when none of them can."""
    if isinstance(value, dict):
        value = [value]  # a list of one is shown without its brackets (seed, Callback lists)
    if not isinstance(value, list):
        raise BadMessage(f"A {name} came that is no list.", kind=name)
    items: list[T] = []
    skipped: list[BadMessage] = []
    for element in value:
        try:
            items.append(read(name, element))
        except BadMessage as bad:
            skipped.append(bad)
    if skipped and not items:
        raise skipped[0]  # an empty list would empty the floor
    return tuple(items), tuple(skipped)


def without_nulls(value: Any) -> Any:
    """The same without keys and elements that are null."""
    if isinstance(value, dict):
        return {key: without_nulls(inner) for key, inner in value.items() if inner is not None}
    if isinstance(value, list):
        return [without_nulls(inner) for inner in value if inner is not None]
    return value


class Found(Struct):
    """The answer to a search: its id, and what was found, as `{"list": […]}` (1.6)."""

    id: int
    response: dict[str, Any]


@cache
def _decoder(kind: Hashable) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(cast(Any, kind), strict=False)
