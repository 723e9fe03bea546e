"""What the floor last said of people's own sign-ins, for the bridge that follows their source from now on."""

from datetime import datetime, timedelta

from django.utils import timezone

from cti_bridge.connector import Action
from cti_bridge.floor.commands import Outcome
from cti_bridge.floor.model import AgentId, AgentState
from cti_bridge.floor.rows import Kind, SignInRow
from cti_bridge.ports import Recalled
from dashboard.models import AskedCommand, CtiSignIn, FloorRow
from dashboard.secrets import SecretMissing, reveal
from dashboard.store.bodies import decode

MAY_HAVE_BEGUN = timedelta(minutes=2)  # so long a listening may stand of which the bridge before heard nothing
GOES_ON_FOR = timedelta(hours=1)  # after the system's last word: then people sign in anew, on that day's phone


def recall(source: str, now: datetime | None = None) -> dict[str, Recalled]:
    """All that were no feeds, by login; of people who still have them and are in, with the password that they typed.

    One that was taken away meanwhile is among them: its person's listening is over, and that is to be told.
    """
    own = {s.key: s for s in CtiSignIn.objects.filter(integration=source, feed=False, person__is_active=True)}
    now = now or timezone.now()
    old, hears = _was_long_ago(source, now), _asked_to_hear(source, now)
    said = [row for row in _last_said(source) if not row.feed]
    return {row.id.partition(":")[2]: _recalled(own.get(row.id), row, hears.get(row.id), old=old) for row in said}


def forget_who_is_out(source: str) -> int:
    """Clears what was typed for sign-ins that are out, by the floor's last word, and not being signed in; how many."""
    asked_in = AskedCommand.objects.filter(source=source, action=Action.SIGN_IN, outcome=Outcome.SENT)
    stay = {row.id for row in _last_said(source) if _is_in(row)} | set(asked_in.values_list("subject", flat=True))
    typed = CtiSignIn.objects.filter(integration=source).exclude(typed="")
    return CtiSignIn.objects.filter(pk__in=[one.pk for one in typed if one.key not in stay]).update(typed="")


def _last_said(source: str) -> list[SignInRow]:
    stored = FloorRow.objects.filter(stream=source, kind=Kind.SIGN_IN, gone=False)
    return [decode(row.kind, row.body) for row in stored]


def _is_in(row: SignInRow) -> bool:
    return row.state is not AgentState.SIGNED_OUT


def _was_long_ago(source: str, now: datetime) -> bool:
    stored = FloorRow.objects.filter(stream=source, kind=Kind.SOURCE, gone=False).first()
    heard_at = decode(stored.kind, stored.body).heard_at if stored else None
    return heard_at is None or now - heard_at > GOES_ON_FOR


def _asked_to_hear(source: str, now: datetime) -> dict[str, AgentId]:
    """By own sign-in the agent of a listening that was sent a moment ago, and of which nothing certain is known."""
    asked = AskedCommand.objects.filter(
        source=source,
        action=Action.LISTEN,
        outcome__in=(Outcome.SENT, Outcome.LOST, Outcome.TIMED_OUT),
        asked_at__gt=now - MAY_HAVE_BEGUN,
    )
    return {one.parameters.get("sign_in", ""): AgentId(one.subject) for one in asked.order_by("asked_at")}


def _recalled(sign_in: CtiSignIn | None, row: SignInRow, hears: AgentId | None, *, old: bool) -> Recalled:
    goes_on = sign_in is not None and _is_in(row) and not old
    return Recalled(row=row, old=old, hears=hears, password=_typed(sign_in) if sign_in and goes_on else "")


def _typed(sign_in: CtiSignIn) -> str:
    try:
        return reveal(sign_in.typed) if sign_in.typed else ""
    except SecretMissing:
        return ""  # asked for again at "Sign me in"
