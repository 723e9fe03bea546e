"""What the floor last said of people's own sign-ins, for the bridge that follows their source from now on."""

from cti_bridge.connector import Action
from cti_bridge.floor.commands import Outcome
from cti_bridge.floor.model import AgentState
from cti_bridge.floor.rows import Kind, SignInRow
from cti_bridge.ports import Recalled
from dashboard.models import AskedCommand, CtiSignIn, FloorRow
from dashboard.secrets import SecretMissing, reveal
from dashboard.store.bodies import decode


def recall(source: str) -> dict[str, Recalled]:
    """People's own sign-ins of a source, by login; those that are in, with the password that they typed."""
    own = {s.key: s for s in CtiSignIn.objects.filter(integration=source, feed=False, person__is_active=True)}
    return {own[row.id].login: _recalled(own[row.id], row) for row in _last_said(source) if row.id in own}


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


def _recalled(sign_in: CtiSignIn, row: SignInRow) -> Recalled:
    return Recalled(row=row, password=_typed(sign_in) if _is_in(row) else "")


def _typed(sign_in: CtiSignIn) -> str:
    try:
        return reveal(sign_in.typed) if sign_in.typed else ""
    except SecretMissing:
        return ""  # asked for again at "Sign me in"
