"""What a socket asked to be told of, where that is less than its person may see (docs/live.md, Address and opening).

It narrows a scope and never widens it: who may see what is `dashboard.access`'s alone. An opening names in the same way
which of these rows its page was made without (`anew`): they are told whether they changed or not.
"""

from typing import Annotated

import msgspec

MOST_KINDS, MOST_KEYS = 20, 200


class Only(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Rows of these kinds, and rows with one of these keys, whatever their kind. Equal ones share what is made."""

    kinds: Annotated[frozenset[str], msgspec.Meta(max_length=MOST_KINDS)] = frozenset()
    keys: Annotated[frozenset[str], msgspec.Meta(max_length=MOST_KEYS)] = frozenset()

    def names(self, kind: str, key: str) -> bool:
        """Whether such a row is told. It hangs on nothing that changes, so a row never comes or goes by it."""
        return kind in self.kinds or key in self.keys
