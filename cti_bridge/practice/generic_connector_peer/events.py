"""What the Generic Connector says of one user or one call, field by field as in generic_connector.md 1.3 to 1.6."""

from collections.abc import Iterable, Sequence

from .dialog import PREVIEW, Dialog, PartState, Party
from .finesse import Finesse
from .model import User
from .wire import Settings, joined, pending_shown, stamp

GONE = "DROP"  # the guide: Failed, Dropped and Deleted are all DROP


def error(addressee: str, code: str) -> str:
    """An Error event. A `#` in `code` parts off the fourth field that some versions have (1.8)."""
    return "#".join((addressee, "Error", code))


def re_login(login: str) -> str:
    """GC does not hold this agent: connect and log in again."""
    return joined(login, "State", "RE_LOGIN")


def logged_out(login: str) -> str:
    """The LOGOUT that follows SESSION_INVALIDATED at the older destination."""
    return joined(login, "State", "LOGOUT", "-1")


def state(addressee: str, user: User, world: Finesse, settings: Settings) -> str:
    """A State event; `addressee` is the user, or a supervisor who follows the user's team (1.3)."""
    at = stamp(user.changed_at, settings.zone)
    pending = user.pending if user.pending and pending_shown(world.platform) else ""
    return joined(
        addressee,
        "State",
        user.state,
        user.pending_reason if user.pending and user.pending_reason else user.reason,
        at,
        pending,
        at,
        user.full_name,
        user.login,
        user.extension,
        world.reasons.label_of(user, world.platform),
        user.full_name,
        user.name,
    )


def agent_info(user: User, world: Finesse) -> str:
    """An AgentInfo event; a supervisor's has two fields more (1.4)."""
    teams = [f"{id_},{world.teams[id_].name}" for id_ in user.supervises]
    return joined(
        user.login,
        "AgentInfo",
        user.first,
        user.last,
        str(bool(teams)),
        user.wrap_up,
        *((f"TotalNumberOfTeams:{len(teams)}", "|".join(teams)) if teams else ()),
        user.team,
        user.full_name,
        user.name,
    )


def dialog_status(login: str, dialogs: Sequence[Dialog], settings: Settings) -> str:
    """A DialogStatus event: the foremost dialog and one associated with it; `DialogStatus###` without (the guide)."""
    if not dialogs:
        return joined(login, "DialogStatus", "", "", "")
    told = [(d.id, d.part_of(login), d.from_address, _variables(d, settings)) for d in dialogs[:2]]
    first, second = (*told, ("", "", "", ""))[:2]
    return joined(login, "DialogStatus", *first, *second)


def dialog_state(user: User, dialog_id: str, dialog: Dialog | None) -> str:
    """A DialogState event; NotFound for a call that the user has not."""
    part = dialog.part_of(user.login).value if dialog else "NotFound"
    return joined(user.login, "DialogState", part, dialog_id, user.full_name)


def call(user: User, dialog: Dialog, failure: str, settings: Settings) -> str:
    """What a user hears of a dialog: ConsultCall of their own consult, a New… while it rings, else InboundCall."""
    part = dialog.part_of(user.login)
    if failure:
        return failed(user, dialog.id, failure, is_consult=dialog.consulted_by == user.login)
    shown = GONE if part is PartState.DROPPED else part.value
    variables = _variables(dialog, settings)
    if dialog.consulted_by == user.login:
        id_ = f"AssDialogID:{dialog.id}"
        return joined(user.login, "ConsultCall", shown, id_, dialog.from_address, variables, user.full_name)
    id_, kind = f"DialogID:{dialog.id}", f"CallType:{dialog.call_type}"
    started = stamp(dialog.started_at, settings.zone)
    if part is PartState.ALERTING and dialog.call_type == PREVIEW:
        return joined(user.login, "NewOutboundPreviewCall", dialog.from_address, variables, id_, kind)
    if part is PartState.ALERTING:
        return joined(user.login, "NewInboundCall", dialog.from_address, variables, id_, kind, started)
    return joined(
        user.login,
        "InboundCall",
        shown,
        id_,
        dialog.from_address,
        variables,
        started,
        kind,
        f"ParticipantsCount:{len(dialog.present)}",
        "participants:" + "|".join(_participant(p) for p in dialog.present),
    )


def failed(user: User, dialog_id: str, cause: str, *, is_consult: bool = False) -> str:
    """A call that could not be made. Of ConsultCall the guide lost this form: it is InboundCall's here."""
    if is_consult:
        return joined(user.login, "ConsultCall", "FAILED", f"AssDialogID:{dialog_id}", cause, user.full_name)
    return joined(user.login, "InboundCall", "FAILED", f"DialogID:{dialog_id}", cause, user.full_name)


def conference_participants(login: str, addresses: Iterable[str]) -> str:
    """A ConferenceParticipants event: "only extensions of conference participants are provided" (the guide)."""
    return joined(login, "ConferenceParticipants", ",".join(addresses))


def _participant(party: Party) -> str:
    written = f"{party.address},{party.state},{'AGENT_DEVICE' if party.is_agent else 'NULL'}"
    return f"{written},{party.cause}" if party.cause else written


def _variables(dialog: Dialog, settings: Settings) -> str:
    if settings.named_variables:  # with a variable more that names the other dialog (1.6)
        of_another = [("associatedDialogId", dialog.consults)] if dialog.consults else []
        return "|".join(f"{name}={value}" for name, value in (*dialog.variables, *of_another))
    return ",".join(value for _, value in dialog.variables)
