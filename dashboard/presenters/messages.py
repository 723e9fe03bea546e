"""Messages as pages show them: how far each is, by name; who would get one; what came of sending."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, npgettext

from dashboard.models import Message, Receipt
from dashboard.presenters.times import clock, stamp
from dashboard.store.recipients import Reach
from dashboard.store.sent import Sent

FEW = 3  # so many agents are named as those to whom one writes
NAMED = 6  # names in an outcome's line; the others are counted
OPEN = 80  # a step with more names than this is folded

Step = tuple[str, Promise | str, str]  # the receipt's time; its word; its icon
_STEPS: Sequence[Step] = (
    ("confirmed_at", gettext_lazy("Confirmed"), "check"),
    ("seen_at", gettext_lazy("Seen"), "eye"),
    ("delivered_at", gettext_lazy("Delivered, not seen"), "in"),
    ("", gettext_lazy("Not delivered"), "clock"),
)
_SEEN_ONLY = gettext_lazy("Seen, not confirmed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Far:
    """Those who are so far and no further, by name, each with when."""

    step: str
    word: str
    icon: str
    people: Sequence[tuple[str, datetime | None]]
    folded: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """All that templates/messages/_message.html prints."""

    key: str
    content: str
    author: str
    written_at: datetime
    until: datetime
    ends: str
    left: str
    stands: bool
    deleted_at: datetime | None
    important: bool
    must_confirm: bool
    to: str
    count: int
    counts: Sequence[tuple[str, str, int]]  # step, word, how many got as far
    far: Sequence[Far]
    outstanding: int
    may_delete: bool
    may_resend: bool


def shown(sent: Sent, teams: Mapping[str, str], *, now: datetime, person: int, acts: bool, administers: bool) -> Shown:
    """A message as it stands. `teams` are the names of those that the viewer sees."""
    message, stands = sent.message, sent.message.stands(now)
    lacking = [r for r in sent.receipts if not (r.confirmed_at if message.must_confirm else r.seen_at)]
    return Shown(
        key=str(message.pk),
        content=message.content,
        author=sent.author or _("somebody who is not here any more"),
        written_at=message.created_at,
        until=message.until,
        ends=stamp(message.until),
        left=clock((message.until - now).total_seconds()),
        stands=stands,
        deleted_at=message.deleted_at,
        important=message.important,
        must_confirm=message.must_confirm,
        to=addressed(message, sent.receipts, teams),
        count=len(sent.receipts),
        counts=_counts(message, sent.receipts),
        far=list(_far(message, sent.receipts)),
        outstanding=len(lacking),
        may_delete=stands and (administers or (acts and message.person == person)),
        may_resend=stands and acts,
    )


def addressed(message: Message, receipts: Sequence[Receipt], teams: Mapping[str, str]) -> str:
    """To whom it was written: teams by name, as far as the viewer sees them; agents by name."""
    named = {receipt.agent: receipt.name for receipt in receipts}
    to = [teams[team] for team in message.teams if team in teams]
    to += [named[agent] for agent in message.agents if agent in named]
    return _and_more(to)


def _counts(message: Message, receipts: Sequence[Receipt]) -> list[tuple[str, str, int]]:
    steps = ("delivered", "seen", "confirmed") if message.must_confirm else ("delivered", "seen")
    counted = {step: sum(1 for r in receipts if getattr(r, f"{step}_at")) for step in steps}
    return [(step, _counted(step, count), count) for step, count in counted.items()]


def _counted(step: str, count: int) -> str:
    """The word after a number of receipts."""
    words = {
        "delivered": npgettext("after a number of people", "delivered", "delivered", count),
        "seen": npgettext("after a number of people", "seen", "seen", count),
        "confirmed": npgettext("after a number of people", "confirmed", "confirmed", count),
    }
    return words[step]


def _far(message: Message, receipts: Sequence[Receipt]) -> Iterable[Far]:
    steps = _STEPS if message.must_confirm else _STEPS[1:]
    so_far: dict[str, list[Receipt]] = {step: [] for step, _, _ in steps}
    for receipt in receipts:  # once: they may be thousands
        so_far[next(step for step in so_far if not step or getattr(receipt, step))].append(receipt)
    for step, word, icon in steps:
        if here := so_far[step]:
            yield Far(
                step=step.removesuffix("_at") or "addressed",
                word=str(_SEEN_ONLY if step == "seen_at" and message.must_confirm else word),
                icon=icon,
                people=[(receipt.name, getattr(receipt, step) if step else None) for receipt in here],
                folded=len(here) > OPEN,
            )


def named(names: Sequence[str]) -> str:
    """The agents chosen, by name where they are few; else "": they are counted."""
    return ", ".join(names) if len(names) <= FEW else ""


def sent_line(names: Sequence[str]) -> str:
    """What came of sending: to how many, and to whom."""
    told = ngettext("Sent to one person: {names}.", "Sent to {count} people: {names}.", len(names))
    return told.format(count=len(names), names=_and_more(names))


def resent_line(count: int) -> str:
    """What came of sending again."""
    if not count:
        return _("Nobody is left to send it to again.")
    return ngettext("Sent again to one person.", "Sent again to {count} people.", count).format(count=count)


def deleted_line(count: int) -> str:
    """What came of deleting."""
    told = ngettext("Deleted from the screen of one person.", "Deleted from the screens of {count} people.", count)
    return told.format(count=count)


def nobody_at_all() -> str:
    """Why it was not sent, where nobody would get it."""
    return _("Not sent: there is nobody to deliver it to. None of these agents signs in here.")


def too_many_stand(most: int) -> str:
    """Why it was not sent, where as many are active as may be."""
    return _("Not sent: {most} messages are active, and no more may be. Delete one, or wait until one is over.").format(
        most=most
    )


def reach_head(reach: Reach) -> str:
    """How many would get it."""
    if not reach.people:
        return _("There is nobody to deliver this to.")
    count = len(reach.people)
    return ngettext("One person gets this", "{count} people get this", count).format(count=count)


def nobody_head(reach: Reach) -> str:
    """How many agents cannot be reached."""
    count = len(reach.nobody)
    told = ngettext(
        "One agent cannot be reached: nobody signs in here as this agent",
        "{count} agents cannot be reached: nobody signs in here as one of them",
        count,
    )
    return told.format(count=count)


def _and_more(names: Sequence[str]) -> str:
    if len(names) <= NAMED + 1:
        return ", ".join(names)
    more = len(names) - NAMED
    return _("{names} and {count} more").format(names=", ".join(names[:NAMED]), count=more)
