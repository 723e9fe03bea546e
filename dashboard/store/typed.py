"""Passwords that people typed for their own sign-ins: kept sealed while these are in, for the next bridge."""

from django.db.models import QuerySet

from cti_bridge.connector import Action
from cti_bridge.floor.commands import Outcome
from dashboard.models import AskedCommand, CtiSignIn

_NOT_IN = (Outcome.REFUSED, Outcome.TIMED_OUT, Outcome.LOST)


def keep_what_was_typed(asked: AskedCommand, sealed: str) -> None:
    """A sign-in is sent: what was typed for it is kept; nothing, where the stored password is used."""
    if asked.action == Action.SIGN_IN:
        _of(asked).update(typed=sealed)


def forget_what_was_typed(asked: AskedCommand) -> None:
    """A command has its outcome: it signed the person out, or was sent and did not sign them in."""
    signed_out = asked.action == Action.SIGN_OUT and asked.outcome == Outcome.CONFIRMED
    not_in = asked.action == Action.SIGN_IN and asked.outcome in _NOT_IN and asked.holder
    if signed_out or not_in:
        _of(asked).exclude(typed="").update(typed="")


def _of(asked: AskedCommand) -> "QuerySet[CtiSignIn]":
    return CtiSignIn.objects.filter(integration=asked.source, login=asked.subject.partition(":")[2])
