"""What the floor last said of people's own sign-ins, for the bridge that follows their source from now on."""

from cti_bridge.floor.rows import Kind
from cti_bridge.ports import Recalled
from dashboard.models import CtiSignIn, FloorRow
from dashboard.secrets import SecretMissing, reveal
from dashboard.store.bodies import decode


def recall(source: str) -> dict[str, Recalled]:
    """People's own sign-ins of a source, by login, with the password that they typed."""
    own = {s.key: s for s in CtiSignIn.objects.filter(integration=source, feed=False, person__is_active=True)}
    stored = FloorRow.objects.filter(stream=source, kind=Kind.SIGN_IN, gone=False)
    return {
        own[row.key].login: Recalled(row=decode(row.kind, row.body), password=_typed(own[row.key]))
        for row in stored
        if row.key in own
    }


def _typed(sign_in: CtiSignIn) -> str:
    try:
        return reveal(sign_in.typed) if sign_in.typed else ""
    except SecretMissing:
        return ""  # asked for again at "Sign me in"
