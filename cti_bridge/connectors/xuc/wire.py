"""What every message and command of XUC is made of: camelCase keys, ids that are numbers, customers who never print."""

import math
from typing import Annotated

from msgspec import Meta, Struct

Id = Annotated[int, Meta(ge=0, le=2**53)]  # of an agent, a queue, a group, a user; "19" is read as 19
Penalty = Annotated[int, Meta(ge=0, le=2**31)]
PenaltyOrGone = Annotated[int, Meta(ge=-1, le=2**31)]


class Said(Struct, frozen=True, kw_only=True, rename="camel"):
    """Something in XUC's own words. Keys that we do not know are passed over; null is the same as no key."""


class OfCustomer(Said, frozen=True, kw_only=True):
    """Something that holds a customer's name or number: it prints without any of it."""

    def __repr__(self) -> str:
        return f"{type(self).__name__}(…)"


def as_number(value: object) -> float | None:
    """A figure, whether it came as a number or as text; None for anything else."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        number = float(value)
    except (ValueError, OverflowError):
        return None
    return number if math.isfinite(number) else None
