"""The listening bar of every page: the call that the viewer is on, read from their own sign-in and nothing else."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from cti_bridge.connector import Action
from cti_bridge.floor.model import CallState
from dashboard.presenters import words
from dashboard.presenters.ids import agent_url, sign_in_url
from dashboard.presenters.preflight import OF_ONES_OWN_CALL, Values, own_call
from dashboard.presenters.rights import Rights
from dashboard.presenters.slots import ICONS
from dashboard.presenters.times import age, clock

_BUTTONS = (Action.HOLD, Action.RETRIEVE, Action.BARGE_IN, Action.INTERCEPT, Action.DROP, Action.STOP_LISTENING)
_BEFORE_HEARD = (Action.BARGE_IN, Action.INTERCEPT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """What may be pressed. Without a script what asks first leads to the agent's page (`posts` is false)."""

    action: str
    word: str
    icon: str
    url: str
    posts: bool
    hidden: bool
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """All that templates/parts/_listening_bar.html prints. `key`: the own sign-in; empty, and the bar is not there."""

    key: str = ""
    agent: str = ""
    url: str = ""
    since: str = ""
    time: str = ""
    barged: bool = False
    doubtful: bool = False
    head: str = ""
    sub: str = ""
    buttons: Sequence[Button] = ()


def bar(rights: Rights, now: datetime) -> Bar:
    """The bar of one viewer; with nothing but its buttons while they are on nobody's call."""
    for own in rights.own.values():
        for key, values in own.items():
            if call := own_call(values):
                return _of(key, values, call, rights, now)
    return Bar(buttons=[_button(action, url="", posts=True) for action in _BUTTONS])


def _of(key: str, values: Values, call: Values, rights: Rights, now: datetime) -> Bar:
    fresh = rights.fresh.get(key.partition(":")[0], False)
    doubtful = bool(call.get("doubtful")) or not fresh
    agent = call.get("agent", "")
    said = (
        call.get("queue", ""),
        words.BAR["held"] if call["state"] == CallState.HELD else "",
        words.BAR["doubtful"] if doubtful else "",
    )
    return Bar(
        key=key,
        agent=agent,
        url=agent_url(agent) if agent else "",
        since=call.get("since", ""),
        time=clock(age(call["since"], now)) if "since" in call else "",
        barged=bool(call.get("barged")),
        doubtful=doubtful,
        head=_head(call),
        sub=" · ".join(str(part) for part in said if part),
        buttons=list(_buttons(key, values, call, rights)),
    )


def _head(call: Values) -> str:
    if call["state"] == CallState.RINGING and not call.get("barged"):
        return str(words.BAR["ringing"])
    return str(words.BAR["barged" if call.get("barged") else "listening"]).format(name=call.get("name", "–"))


def _buttons(key: str, values: Values, call: Values, rights: Rights) -> Iterable[Button]:
    held, barged, agent = call["state"] == CallState.HELD, bool(call.get("barged")), call.get("agent", "")
    hidden: Mapping[Action, bool] = {
        Action.HOLD: held,
        Action.RETRIEVE: not held,
        Action.DROP: not barged,
        **dict.fromkeys(_BEFORE_HEARD, barged),
    }
    for action in _BUTTONS:
        posts = action in OF_ONES_OWN_CALL
        url = sign_in_url(key, action) if posts else agent_url(agent) if agent else "/"
        why = rights.own_refusal(action, key, values) if posts else ""
        yield _button(action, url=url, posts=posts, hidden=hidden.get(action, False), why=why)


def _button(action: Action, *, url: str, posts: bool, hidden: bool = False, why: str = "") -> Button:
    word = str(words.BAR[action])
    return Button(
        action=action, word=word, icon="lock" if why else ICONS[action], url=url, posts=posts, hidden=hidden, why=why
    )
