"""How rows are told under one set of policies: a row's values, once, and the JSON text that every push of it shares."""

import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, replace
from hashlib import blake2s
from operator import itemgetter
from typing import Any

import msgspec

from dashboard.live.audience import audience_of
from dashboard.live.stream import Entry, Slot
from dashboard.presenters.policies import Policies
from dashboard.store.bodies import decode
from dashboard.store.floor import StoredRow

log = logging.getLogger(__name__)

Present = Callable[[str, Any, Policies], Mapping[str, object]]  # dashboard.presenters.values

_encode = msgspec.json.Encoder().encode


class Wording:
    """One set of policies, and how they present."""

    def __init__(self, policies: Policies, values: Present) -> None:
        self.policies = policies
        self.values = values
        self.fingerprint = _fingerprint(policies)  # a part of each epoch told: other words, another epoch

    def entry(self, stream: str, row: StoredRow) -> Entry | None:
        """A row as it is told. One that cannot be presented is logged, and not there: it must not stop the floor."""
        try:
            body = decode(row.kind, row.body)
            values, text = self._told(row.kind, row.key, body)
        except Exception:
            log.exception("A row of kind %s cannot be presented: %s", row.kind, row.key)
            return None
        return Entry(
            kind=row.kind,
            team=row.team,
            key=row.key,
            revision=row.revision,
            body=body,
            values=values,
            text=text,
            audience=audience_of(stream, row.kind, row.team, row.key, self.policies),
            changed_at=row.changed_at,
        )

    def anew(self, slots: Iterable[Slot], stream: str, moment: int) -> list[Slot]:
        """Of rows that other policies worded: those that are told otherwise now, or to others."""
        return [told for slot in slots if slot.entry and (told := self._again(slot, slot.entry, stream, moment))]

    def _again(self, slot: Slot, old: Entry, stream: str, moment: int) -> Slot | None:
        values, text = self._told(old.kind, old.key, old.body)
        audience = audience_of(stream, old.kind, old.team, old.key, self.policies)
        if (text, audience) == (old.text, old.audience):
            return None
        return slot.stands(replace(old, values=values, text=text, audience=audience, html={}), moment)

    def _told(self, kind: str, key: str, body: Any) -> tuple[Mapping[str, object], str]:
        values = self.values(kind, body, self.policies)
        return values, _encode((kind, key, values)).decode()


def _fingerprint(policies: Policies) -> str:
    """A word that is the same in every process for equal policies, in whatever order they were read."""
    values = (getattr(policies, field.name) for field in fields(policies))
    ordered = [sorted(v.items(), key=itemgetter(0)) if isinstance(v, Mapping) else v for v in values]
    return blake2s(repr(ordered).encode(), digest_size=4).hexdigest()
