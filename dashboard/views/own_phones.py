"""The chip "my sign-in" of every page: one's own CTI sign-ins, as they stand."""

from datetime import datetime
from typing import cast

from django.http import HttpRequest
from django.utils import timezone

from cti_bridge.floor.model import ReasonCategory
from cti_bridge.floor.rows import SignInRow
from dashboard.models import CtiSignIn, Person
from dashboard.presenters.policies import Policies
from dashboard.presenters.sign_ins import Chip, OwnPhone, own_phone
from dashboard.store import policies, rows
from dashboard.views import agents, reading


def chip(request: HttpRequest) -> dict[str, object]:
    """What the chip prints: the viewer's own sign-ins, with their states; nothing for those without."""
    own = reading.own_sign_ins(cast(Person, request.user))
    if not own:
        return {"chip": None}
    decided, now = policies.load(), timezone.now()
    return {"chip": Chip(phones=[_phone(sign_in, row, decided, now) for sign_in, row in own.items()])}


def password_stored(sign_in: CtiSignIn) -> bool:
    """Whether one can sign in without typing a password."""
    return bool(sign_in.settings.get("password"))


def reasons(sign_in: CtiSignIn, decided: Policies) -> list[tuple[str, str]]:
    """The reason codes (code, words) with which one may make oneself not ready, in their order."""
    return agents.reasons_for(sign_in.integration_id, ReasonCategory.NOT_READY, decided, forced=False)


def _phone(sign_in: CtiSignIn, stands: SignInRow, decided: Policies, now: datetime) -> OwnPhone:
    return own_phone(
        stands,
        offered=str(sign_in.settings.get("extension") or sign_in.settings.get("phone") or ""),
        password_stored=password_stored(sign_in),
        reasons=reasons(sign_in, decided),
        is_live=rows.is_live(sign_in.integration_id),
        policies=decided,
        now=now,
    )
