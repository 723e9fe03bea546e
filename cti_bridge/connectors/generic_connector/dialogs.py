"""Reads the events about calls. Each becomes Dialogs: a call as one agent has it."""

from collections.abc import Callable

from cti_bridge.connectors.generic_connector.fields import after_label, at_least, text
from cti_bridge.connectors.generic_connector.messages import Dialog, DialogStatus, Message
from cti_bridge.connectors.generic_connector.spellings import DIALOG_LABELS
from cti_bridge.errors import BadMessage

Variables = tuple[tuple[str, str], ...]


def _inbound_call(f: list[str]) -> Message:
    """`login#InboundCall#state#DialogID:…#from#variables#start#CallType:…#ParticipantsCount:…#participants:…` (1.6)."""
    at_least(4, f)
    f = f + [""] * (10 - len(f))
    if f[2] == "FAILED":
        return _dialog(f, f[2], f[3], cause=f[4])
    participants = _participants(f[9])
    counted = after_label("ParticipantsCount", f[8])
    if counted.isdecimal() and len(counted) < 4 and participants is not None and int(counted) != len(participants):
        raise BadMessage(
            f"An InboundCall counts {counted} participants, and names {len(participants)}.", kind="participants"
        )
    return _dialog(
        f, f[2], f[3], from_address=f[4] or None, variables=variables(f[5]), started_at=f[6],
        type_=after_label("CallType", f[7]) or None, participants=participants,
    )  # fmt: skip


def _new_call(f: list[str]) -> Message:
    """`login#NewInboundCall#from#variables#DialogID:…#CallType:…#start`; an outbound preview has no start."""
    at_least(5, f)
    f = f + [""] * (7 - len(f))
    return _dialog(
        f, "ALERTING", f[4], from_address=f[2] or None, variables=variables(f[3]), started_at=f[6],
        type_=after_label("CallType", f[5]) or None,
    )  # fmt: skip


def _dialog_state(f: list[str]) -> Message:
    """`login#DialogState#state#dialog#name`."""
    at_least(4, f)
    return _dialog(f, f[2], f[3])


def _consult_call(f: list[str]) -> Message:
    """`login#ConsultCall#state#AssDialogID:…#from#variables#name`."""
    at_least(4, f)
    f = f + [""] * (6 - len(f))
    failed = f[2] == "FAILED"
    return _dialog(
        f, f[2], f[3], cause=f[4] if failed else "", from_address=None if failed else f[4] or None,
        variables=None if failed else variables(f[5]), type_="CONSULT",
    )  # fmt: skip


def _dialog_status(f: list[str]) -> Message:
    """`login#DialogStatus#dialog#state#from#variables#associated#state#from#variables`; all empty when idle."""
    at_least(3, f)
    f = f + [""] * (10 - len(f))
    dialogs = []
    for id_, state, from_address, named in (f[2:6], f[6:10]):
        if after_label("DialogID", id_):
            found = _dialog(f, state, id_, from_address=from_address or None, variables=variables(named))
            dialogs.append(found)
    return DialogStatus(f[0], tuple(dialogs))


def _dialog(
    f: list[str],
    state: str,
    id_: str,
    *,
    from_address: str | None = None,
    cause: str = "",
    variables: Variables | None = None,
    started_at: str = "",
    type_: str | None = None,
    participants: tuple[tuple[str, ...], ...] | None = None,
) -> Dialog:
    for label in DIALOG_LABELS:
        id_ = after_label(label, id_)
    state = after_label("DialogState", state)
    if not id_ or not state or "," in id_ or ":" in id_:
        raise BadMessage(f"A {f[1][:40]} came without a dialog or without a state.", kind=f"{f[1][:40]} dialog")
    return Dialog(
        event=f[1],
        login=f[0],
        id=id_,
        state=state,
        from_address=from_address,
        cause=text(cause),
        variables=variables,
        started_at=started_at,
        type=type_,
        participants=participants,
    )


def variables(value: str) -> Variables:
    """`name=value|name=value` as a client saw them, or the guide's bare values, named by their place."""
    if "=" in value:
        pairs = (part.partition("=") for part in value.split("|") if "=" in part)
        return tuple((name.strip(), text(found)) for name, _, found in pairs)
    return tuple((f"callVariable{n}", text(v)) for n, v in enumerate(value.split(","), 1) if v)


def _participants(value: str) -> tuple[tuple[str, ...], ...] | None:
    listed = after_label("participants", value)
    if not listed:
        return None
    return tuple(tuple(p.strip() for p in part.split(",")) for part in listed.split("|") if part.strip())


DIALOG_EVENTS: dict[str, Callable[[list[str]], Message]] = {
    "inboundcall": _inbound_call,
    "newinboundcall": _new_call,
    "newoutboundpreviewcall": _new_call,
    "dialogstate": _dialog_state,
    "consultcall": _consult_call,
    "dialogstatus": _dialog_status,
}
