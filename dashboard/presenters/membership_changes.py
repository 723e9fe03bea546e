"""What changes when somebody moves agents between queues and penalties, and who cannot be moved. Pure.

`into` and `out_of` are places of the board: a queue and a penalty. Of single agents each deed is an order for each
queue that changes; of a team it is one order to the system (`ChangeGroup`).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from django.utils.translation import gettext as _

from cti_bridge.connector import Action
from cti_bridge.floor.commands import GroupChange, Place
from cti_bridge.floor.model import source_of
from dashboard.presenters import words
from dashboard.presenters.bulk import gone_why
from dashboard.presenters.rights import Rights

ASKS_WHY_ABOVE = 20
MOST_PENALTY = 99
Queues = Mapping[str, int]  # each queue that somebody serves, with the penalty
Touched = Mapping[str, int | None]  # queues that change, with the penalty then (None: no longer served)


class Deed(StrEnum):
    """What is done with agents on the board."""

    MOVE = "move"  # they serve `into`, and the queue that they came out of no longer
    ADD = "add"  # they serve `into` too
    LEAVE = "leave"  # they serve the queue of `out_of` no longer
    DEFAULT = "default"  # they serve what they serve by default, and no other queue


_OF_A_TEAM = {Deed.MOVE: GroupChange.MOVE, Deed.LEAVE: GroupChange.REMOVE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """An agent with the queues they serve, as the system last said; `queues` None: it did not say."""

    key: str
    name: str
    queues: Queues | None
    default: Queues | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What somebody asks. With `team` it is asked of the team as a whole; MOVE and ADD need `into`, LEAVE `out_of`."""

    deed: Deed
    into: Place | None = None
    out_of: Place | None = None
    team: str = ""

    @property
    def of_a_team(self) -> GroupChange:
        """What it is to the system when it is asked of a team: who is added out of a place is copied."""
        if self.deed is Deed.ADD:
            return GroupChange.COPY if self.out_of else GroupChange.ADD
        return _OF_A_TEAM[self.deed]

    @property
    def queues(self) -> set[str]:
        """The queues that it names."""
        return {str(place.queue) for place in (self.into, self.out_of) if place}


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What comes of it for one agent."""

    member: Member
    after: Touched
    words: str = ""  # “Support 0 → 2, leaves Sales”

    @property
    def before(self) -> Touched:
        """How those queues are served now."""
        return {queue: (self.member.queues or {}).get(queue) for queue in self.after}


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """For whom it would be done, and what changes; who cannot, and why."""

    changes: Sequence[Change] = ()
    cannot: Sequence[tuple[str, str]] = field(default=())  # name, why

    @property
    def asks_why(self) -> bool:
        """Whether so many are changed that a reason is asked for."""
        return len(self.changes) > ASKS_WHY_ABOVE


def plan(
    wanted: Wanted, members: Iterable[Member], rights: Rights, names: Mapping[str, str], gone: Iterable[str] = ()
) -> Plan:
    """What would come of it now. `names` are those of queues, by id; `gone` those of who was selected and has left."""
    changes, cannot = [], [(name, gone_why()) for name in gone]
    for member in members:
        after = touched(wanted, member)
        if why := why_not(wanted, member, after, rights) or _not_seen(after, names):
            cannot.append((member.name, why))
        else:
            changes.append(Change(member=member, after=after, words=in_words(member, after, names)))
    return Plan(changes=changes, cannot=cannot)


def concerned(wanted: Wanted, members: Iterable[Member]) -> list[Member]:
    """Those of a team whom it concerns: who stand in the place that they are to leave, or are not yet in the queue."""
    if place := wanted.out_of:
        return [m for m in members if (m.queues or {}).get(place.queue) == place.penalty]
    return [m for m in members if m.queues is None or (wanted.into and wanted.into.queue not in m.queues)]


def touched(wanted: Wanted, member: Member) -> Touched:
    """The queues that change for an agent; none, where all is as asked already."""
    queues, into, out_of = member.queues or {}, wanted.into, wanted.out_of
    after: dict[str, int | None] = {}
    if wanted.deed is Deed.DEFAULT:
        default = member.default or {}
        after = {queue: default.get(queue) for queue in sorted({*queues, *default})}
    elif wanted.deed is Deed.LEAVE and out_of:
        after = {out_of.queue: None}
    elif into:
        leaves = wanted.deed is Deed.MOVE and out_of and out_of.queue != into.queue
        after = {into.queue: into.penalty} | ({out_of.queue: None} if leaves and out_of else {})
    return {queue: penalty for queue, penalty in after.items() if queues.get(queue) != penalty}


def why_not(wanted: Wanted, member: Member, after: Touched, rights: Rights) -> str:
    """Why it cannot be asked for an agent, in words that name nobody; empty when it can."""
    source = source_of(member.key)
    for action in actions(wanted, after):
        capability = rights.capability(source, action)
        if not capability.works:
            return words.nameless("cannot", {}, capability.note)
    if not rights.fresh.get(source):
        return words.nameless("locked", {"source": source})
    if any(source_of(queue) != source for queue in wanted.queues):
        return _("is on another system than this queue")
    if member.queues is None:
        return _("the system does not tell which queues they serve")
    if wanted.deed is Deed.DEFAULT and member.default is None:
        return _("the system tells no default for them")
    return "" if after else _("is so already")


def _not_seen(after: Touched, names: Mapping[str, str]) -> str:
    return "" if after.keys() <= names.keys() else _("would change a queue that you do not see")


def actions(wanted: Wanted, after: Touched) -> list[Action]:
    """What the system must be able to do for it."""
    if wanted.team:
        return [Action.CHANGE_GROUP]
    if wanted.deed is Deed.DEFAULT:
        return [Action.APPLY_DEFAULT]
    needed = {Action.LEAVE_QUEUE if penalty is None else Action.SET_PENALTY for penalty in after.values()}
    return sorted(needed or {Action.LEAVE_QUEUE if wanted.deed is Deed.LEAVE else Action.SET_PENALTY})


def in_words(member: Member, after: Touched, names: Mapping[str, str]) -> str:
    """What changes for an agent: “Support 0 → 2, leaves Sales”."""
    said = []
    for queue, penalty in after.items():
        name, now = names[queue], (member.queues or {}).get(queue)
        if penalty is None:
            said.append(_("leaves {queue}").format(queue=name))
        elif now is None:
            said.append(_("joins {queue} with {penalty}").format(queue=name, penalty=penalty))
        else:
            said.append(_("{queue} {now} → {penalty}").format(queue=name, now=now, penalty=penalty))
    return ", ".join(said)


def way_back(before: Touched, after: Touched, now: Queues | None) -> Touched:
    """What makes an agent serve as before what a batch changed; nothing, where somebody changed it since."""
    if now is None or any(now.get(queue) != penalty for queue, penalty in after.items()):
        return {}
    return before
