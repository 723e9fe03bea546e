"""How rows are told: a row's values, once, and the JSON text that every push of it shares.

It hangs on two things that are no rows: the policies, and which sources a bridge follows now. The light of a source
that nobody follows says so, whatever its row said last: a bridge that was killed can no longer write it.
"""

import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, replace
from hashlib import blake2s
from operator import itemgetter
from typing import Any

import msgspec

from cti_bridge.floor.model import FeedState
from cti_bridge.floor.rows import Kind
from dashboard.live.audience import audience_of
from dashboard.live.guarded import guarded_in, guards_of
from dashboard.live.stream import Entry, Slot
from dashboard.presenters.policies import Policies
from dashboard.store.bodies import decode
from dashboard.store.floor import StoredRow

log = logging.getLogger(__name__)

Present = Callable[[str, Any, Policies], Mapping[str, object]]  # dashboard.presenters.values

NOBODY_FOLLOWS = "No bridge follows it: is run_bridge running?"

_encode = msgspec.json.Encoder().encode


class Wording:
    """One set of policies, how they present, and the sources that no bridge follows."""

    def __init__(self, policies: Policies, values: Present, unfollowed: frozenset[str] = frozenset()) -> None:
        self.policies = policies
        self.values = values
        self.unfollowed = unfollowed
        self._guards = guards_of(policies)
        # A part of each epoch told: other words, another epoch.
        self.fingerprint = _fingerprint(policies, unfollowed)

    def says_as(self, policies: Policies, unfollowed: frozenset[str]) -> bool:
        """Whether it is the wording for these."""
        return (policies, unfollowed) == (self.policies, self.unfollowed)

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
            guarded=guarded_in(row.kind, values, self._guards),
        )

    def anew(self, slots: Iterable[Slot], stream: str, moment: int) -> list[Slot]:
        """Of rows that other policies worded: those that are told otherwise now, or to others."""
        return [told for slot in slots if slot.entry and (told := self._again(slot, slot.entry, stream, moment))]

    def _again(self, slot: Slot, old: Entry, stream: str, moment: int) -> Slot | None:
        values, text = self._told(old.kind, old.key, old.body)
        audience = audience_of(stream, old.kind, old.team, old.key, self.policies)
        guarded = guarded_in(old.kind, values, self._guards)
        if (text, audience, guarded) == (old.text, old.audience, old.guarded):
            return None
        told = replace(old, values=values, text=text, audience=audience, guarded=guarded, html={})
        return slot.stands(told, moment)

    def _told(self, kind: str, key: str, body: Any) -> tuple[Mapping[str, object], str]:
        if kind == Kind.SOURCE and key in self.unfollowed and body.state is not FeedState.DISABLED:
            body = replace(body, state=FeedState.DOWN, since=body.heard_at or body.since, note=NOBODY_FOLLOWS)
        values = self.values(kind, body, self.policies)
        return values, _encode((kind, key, values)).decode()


def _fingerprint(policies: Policies, unfollowed: frozenset[str]) -> str:
    """A word that is the same in every process for the same wording, in whatever order it was read."""
    values = (getattr(policies, field.name) for field in fields(policies))
    ordered = [sorted(v.items(), key=itemgetter(0)) if isinstance(v, Mapping) else v for v in values]
    return blake2s(repr((ordered, sorted(unfollowed))).encode(), digest_size=4).hexdigest()
