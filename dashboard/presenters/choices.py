"""What a panel offers to do about an agent, in its order and with its keys; and why not, where it cannot be done."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from django.urls import reverse
from django.utils.translation import gettext as _

from cti_bridge.connector import Action
from cti_bridge.floor.model import AgentState, CallState, Recording
from dashboard.presenters import words
from dashboard.presenters.dropping import Droppable
from dashboard.presenters.ids import agent_url, sign_in_url
from dashboard.presenters.policies import NO_TEAM_RULE
from dashboard.presenters.preflight import Values, own_call
from dashboard.presenters.rights import ASKED, Rights
from dashboard.presenters.slots import ICONS

KEYS: Mapping[Action, str] = {  # in the panel's order, two in a row
    Action.LISTEN: "L",
    Action.BARGE_IN: "B",
    Action.INTERCEPT: "",
    Action.DROP: "D",
    Action.READY: "R",
    Action.NOT_READY: "N",
    Action.SIGN_IN: "",
    Action.SIGN_OUT: "O",
    Action.FOLLOW: "",
    Action.PAUSE_RECORDING: "",
    Action.RESUME_RECORDING: "",
    Action.MESSAGE: "M",
}
_DESTROYS = (Action.SIGN_OUT, Action.BARGE_IN, Action.INTERCEPT, Action.DROP)
_UNASKED = (Action.LISTEN, Action.FOLLOW)  # heard by nobody, and ended by one press


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """An action of the panel. `why` it is not possible; `reasons` (code, words) and a why in words may go with it.

    Without `ask` it is done by one press; with it, it is asked once, in place.
    """

    action: str
    word: str
    icon: str
    key: str
    why: str
    note: str
    ask: str
    deed: str
    url: str
    reasons: Sequence[tuple[str, str]]
    takes_reason: bool
    asks_why: bool
    destroys: bool
    parties: Sequence[Droppable]


class Reasons(Protocol):
    """Gives the reason codes that may go with an action, in their order."""

    def __call__(self, action: Action) -> Sequence[tuple[str, str]]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """The agent, as a panel's choices need to know them. `parties`: who else is on the call that the viewer is on."""

    key: str
    values: Mapping[str, Any]
    rights: Rights
    reasons: Reasons
    followed: bool = False
    reached: bool = True  # whether the agent is somebody who signs in here, and so has a page for messages
    parties: Sequence[Droppable] = ()

    @property
    def own(self) -> tuple[str, Values] | None:
        """The viewer's own sign-in, and how it stands, that is on a call of the agent's; None: none is."""
        own = self.rights.viewer(self.key.partition(":")[0]).own
        on_it = (
            (key, values) for key, values in own.items() if (call := own_call(values)) and call.get("agent") == self.key
        )
        return next(on_it, None)

    @property
    def asks_why(self) -> bool:
        """Whether the agent's team wants a reason in words of whoever listens."""
        return self.rights.policies.teams.get(str(self.values["team"]), NO_TEAM_RULE).asks_why


def choices(about: About) -> Iterator[Choice]:
    """What can be asked, and what this system says that it cannot do.

    While the viewer is on a call of the agent's, what can be asked of that call stands where "Listen" would.
    """
    own = about.own
    if own is not None:
        yield from _of_own_call(*own, about.rights)
    source = about.key.partition(":")[0]
    known = about.rights.capabilities.get(source, {})
    for action in KEYS:
        if (action is Action.LISTEN and own is not None) or not _concerns(action, about):
            continue
        if action is Action.MESSAGE:
            yield _message(about)
        elif action in ASKED or (action in known and not known[action].works):
            yield _choice(action, source, about)


def _concerns(action: Action, about: About) -> bool:
    """Of two deeds of which only one is ever possible the one that may be; of the others all."""
    match action:
        case Action.SIGN_IN:
            can = about.rights.capability(about.key.partition(":")[0], action)
            return can.takes_phone and about.values["state"] == AgentState.SIGNED_OUT
        case Action.PAUSE_RECORDING | Action.RESUME_RECORDING:
            is_paused = any(call.get("recording") == Recording.PAUSED for call in about.values.get("calls", ()))
            return is_paused is (action is Action.RESUME_RECORDING)
        case _:
            return True


def _of_own_call(key: str, values: Values, rights: Rights) -> Iterator[Choice]:
    """To leave it, and to hold it or take it back: the bar's words, for it is the same deed."""
    call = own_call(values)
    is_held = call is not None and call["state"] == CallState.HELD
    for action in (Action.STOP_LISTENING, Action.RETRIEVE if is_held else Action.HOLD):
        why = rights.own_refusal(action, key, values)
        yield _unasked(action, str(words.BAR[action]), why, sign_in_url(key, action))


def _unasked(action: Action, word: str, why: str, url: str) -> Choice:
    """What one press does, or cannot do."""
    return Choice(
        action=action.value,
        word=word,
        icon="lock" if why else ICONS[action],
        key=KEYS.get(action, ""),
        why=why,
        note="",
        ask="",
        deed="",
        url=url,
        reasons=(),
        takes_reason=False,
        asks_why=False,
        destroys=False,
        parties=(),
    )


def _message(about: About) -> Choice:
    """Ours, whatever the system can do: the form is a page, or a dialog over this one."""
    why = ""
    if not about.rights.may_act:
        why = words.preflight("look")
    elif not about.reached:
        why = _("Nobody signs in here as {name}: there is nobody to deliver a message to.").format(
            name=about.values["name"]
        )
    return _unasked(Action.MESSAGE, str(words.ACTIONS[Action.MESSAGE]), why, reverse("message-new"))


def whys(offered: Iterable[Choice]) -> list[tuple[str, str]]:
    """Why actions are not possible; those with the same reason together."""
    by_why: dict[str, list[str]] = {}
    for choice in offered:
        if choice.why:
            by_why.setdefault(choice.why, []).append(choice.word)
    return [(", ".join(named), why) for why, named in by_why.items()]


def _choice(action: Action, source: str, about: About) -> Choice:
    ends_following = action is Action.FOLLOW and about.followed
    why = "" if ends_following else _refusal(action, about)
    takes_reason = about.rights.capability(source, action).takes_reason
    asks_why = action is Action.LISTEN and about.asks_why
    may_be_told = action is Action.LISTEN and about.rights.capability(source, action).agent_may_be_told
    asked = not why and (action not in _UNASKED or asks_why or may_be_told)
    waits = bool(about.values.get("calls")) and action in words.DEFERRED
    note = words.say("may_be_told", name=about.values["name"]) if may_be_told else ""
    return Choice(
        action=action.value,
        word=str(words.ENDS_FOLLOWING if ends_following else words.ACTIONS[action]),
        icon="lock" if why else ICONS.get(action, "lock"),
        key=KEYS[action],
        why=why,
        note=str(words.DEFERRED[action]) if waits else note,
        ask=str(words.ASKS[action]).format(name=about.values["name"]) if asked else "",
        deed=str(words.DEEDS[action]) if asked else "",
        url=f"{agent_url(about.key)}{action.value}/",
        reasons=about.reasons(action) if takes_reason and not why else (),
        takes_reason=takes_reason,
        asks_why=asks_why,
        destroys=action in _DESTROYS,
        parties=about.parties if action is Action.DROP else (),
    )


def _refusal(action: Action, about: About) -> str:
    if action not in ASKED:
        return words.preflight("cannot", note=about.rights.capability(about.key.partition(":")[0], action).note)
    return about.rights.refusal(action, about.key, about.values)
