"""An agent's own page, as its template prints it: own states and systems, messages, the raised hand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.html import format_html
from django.utils.safestring import SafeString

from cti_bridge.floor.model import AgentState, source_of
from cti_bridge.floor.rows import AgentRow
from dashboard.models import RaisedHand, Receipt
from dashboard.presenters import me_words, words
from dashboard.presenters.agents import agent_values, self_values
from dashboard.presenters.feeds import Light
from dashboard.presenters.limits import lasting
from dashboard.presenters.policies import Policies
from dashboard.presenters.times import age, clock, moment, stamp


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnState:
    """One agent identity as it stands. Without `since` nothing is known of it."""

    key: str = ""
    source: str = ""
    state: str = AgentState.UNKNOWN.value
    word: str = ""
    label: str = ""
    tone: str = ""
    pending: str = ""
    team: str = ""
    since: str = ""
    time: str = "–"
    unsure: bool = False
    fresh: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageShown:
    """A message to this person. The empty one is what the browser makes others of."""

    key: str = ""
    id: str = ""
    by: str = ""
    content: str = ""
    at: str = ""
    until: str = ""
    until_said: SafeString | str = ""
    left: str = ""
    important: bool = False
    must_confirm: bool = False
    seen: bool = False
    confirmed: str = ""
    confirmed_said: SafeString | str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandShown:
    """The own hand. Without `since` it is not up; without `by` nobody has claimed it."""

    text: str = ""
    since: str = ""
    claimed: str = ""
    by: str = ""
    head: str = ""
    time: str = ""


def own_state(key: str, row: AgentRow | None, light: Light, policies: Policies) -> OwnState:
    """How one identity stands; None: it is on no floor. The time of one whose source is not live stands."""
    if row is None:
        return OwnState(key=key, source=source_of(key), word=str(words.STATES[AgentState.UNKNOWN]))
    values = self_values(agent_values(row, policies))
    since, pending = str(values["since"]), str(values.get("pending", ""))
    return OwnState(
        key=key,
        source=source_of(key),
        state=row.state.value,
        word=str(words.STATES[row.state]),
        label=str(values.get("label", "")),
        tone=str(values.get("tone", "")),
        pending=words.say("pending", state=words.STATES[pending]) if pending else "",
        team=str(values["team_name"]),
        since=since,
        time=lasting(age(since, light.at), values),
        unsure=bool(values.get("unsure")),
        fresh=light.fresh,
    )


def messages_shown(receipts: Sequence[Receipt], authors: Mapping[int, str], now: datetime) -> list[MessageShown]:
    """A person's messages, the important ones first, in each the newest first. The same in static/js/me_messages.js."""
    order = sorted(receipts, key=lambda receipt: (receipt.message.important, receipt.addressed_at), reverse=True)
    return [_message(receipt, authors, now) for receipt in order]


def hand_shown(hand: RaisedHand | None, by: str, now: datetime) -> HandShown:
    """The own hand as it stands; `by` is the name of who has claimed it."""
    if hand is None:
        return HandShown()
    return HandShown(
        text=hand.text,
        since=stamp(hand.raised_at),
        claimed=stamp(hand.claimed_at) if hand.claimed_at else "",
        by=by,
        head=me_words.say("coming", name=by) if hand.claimed_at else me_words.say("raised"),
        time=clock((now - (hand.claimed_at or hand.raised_at)).total_seconds()),
    )


def left(until: datetime, now: datetime) -> str:
    """How long something still stands, to the minute. The same in static/js/me_messages.js."""
    minutes = int((until - now) / timedelta(minutes=1))
    if minutes < 1:
        return me_words.say("left_moment")
    if minutes < 60:
        return me_words.say("left_minutes", minutes=minutes)
    return me_words.say("left_hours", hours=minutes // 60, minutes=minutes % 60)


def _message(receipt: Receipt, authors: Mapping[int, str], now: datetime) -> MessageShown:
    message, confirmed = receipt.message, receipt.confirmed_at
    return MessageShown(
        key=f"{message.pk}:{receipt.person}",
        id=str(message.pk),
        by=authors.get(message.person, ""),
        content=message.content,
        at=stamp(receipt.addressed_at),
        until=stamp(message.until),
        until_said=_with_time("until", message.until),
        left=left(message.until, now),
        important=message.important,
        must_confirm=message.must_confirm,
        seen=receipt.seen_at is not None,
        confirmed=stamp(confirmed) if confirmed else "",
        confirmed_said=_with_time("confirmed", confirmed) if confirmed else "",
    )


def _with_time(sentence: str, at: datetime) -> SafeString:
    return format_html(str(me_words.SENTENCES[sentence]), time=moment(at, to="minutes", named=False))
