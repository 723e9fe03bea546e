"""CTI sign-ins as administrators list them: whose, with which phone, whether a password is stored, how it stands."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from cti_bridge.floor.rows import SignInRow
from dashboard.models import CtiSignIn
from dashboard.presenters import words
from dashboard.presenters.known import in_words
from dashboard.secrets import is_reference


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedSignIn:
    """One of them. `password` says whether one is stored, or where it is read from; never what it is."""

    id: int
    login: str
    source: str
    person: str
    is_active: bool
    phone: str
    password: str
    state: str
    word: str
    note: str


def listed(sign_in: CtiSignIn, stands: SignInRow) -> ListedSignIn:
    """A sign-in, and how it stands on the floor."""
    return ListedSignIn(
        id=sign_in.pk,
        login=sign_in.login,
        source=sign_in.integration_id,
        person=str(sign_in.person or ""),
        is_active=sign_in.person is None or sign_in.person.is_active,
        phone=str(sign_in.settings.get("extension") or sign_in.settings.get("phone") or ""),
        password=_password(str(sign_in.settings.get("password") or "")),
        state=stands.state.value,
        word=str(words.STATES[stands.state]),
        note=in_words(stands.note),
    )


def _password(stored: str) -> str:
    if not stored:
        return _("not set")
    return stored if is_reference(stored) else _("set")
