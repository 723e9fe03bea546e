"""The listening bar of every page, from one's own sign-ins alone: whom one hears, since when, and what one can do."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from cti_bridge.connector import Action
from cti_bridge.floor.model import CallState
from dashboard.presenters import words
from dashboard.presenters.dropping import Droppable
from dashboard.presenters.ids import agent_url, sign_in_url
from dashboard.presenters.preflight import OF_ONES_OWN_CALL, Values, own_call
from dashboard.presenters.rights import Rights
from dashboard.presenters.slots import ICONS
from dashboard.presenters.times import age, clock

BUTTONS = (
    Action.HOLD,
    Action.RETRIEVE,
    Action.BARGE_IN,
    Action.INTERCEPT,
    Action.DROP,
    Action.STOP_LISTENING,
)
_ASKED_ONCE = (Action.BARGE_IN, Action.INTERCEPT, Action.DROP)


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """One of the bar's. `why` it is locked; `ask` and `deed` where it is asked once, naming the agent."""

    action: str
    word: str
    icon: str
    url: str = ""
    why: str = ""
    ask: str = ""
    deed: str = ""
    hidden: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """All that templates/parts/_listening_bar.html prints of a call."""

    key: str
    agent: str
    url: str
    since: str
    time: str
    head: str
    sub: str
    barged: bool
    doubtful: bool
    buttons: Sequence[Button]
    parties: Sequence[Droppable]


AgentValues = Callable[[str], Values]


def bar(
    own: Mapping[str, Values],
    rights: Rights,
    values_of: AgentValues,
    *,
    now: datetime,
    parties: Callable[[str, str], Sequence[Droppable]] = lambda _key, _call: (),
) -> Bar | None:
    """The bar of one who is on an agent's call; None for who is on none.

    `own` are the sign-ins by `source:login`, `values_of` gives an agent's values; `parties` who else is on a call, by the
    sign-in and the call's id: asked of a call that one has barged into.
    """
    for key, values in own.items():
        if call := own_call(values):
            return _bar(key, values, call, rights, values_of, now, parties)
    return None


def empty_buttons() -> list[Button]:
    """The buttons of a bar that is not there yet, for the browser to fill."""
    return [_plain(action) for action in BUTTONS]


def _bar(
    key: str,
    values: Values,
    call: Values,
    rights: Rights,
    values_of: AgentValues,
    now: datetime,
    parties: Callable[[str, str], Sequence[Droppable]],
) -> Bar:
    agent, name, barged = str(call.get("agent", "")), str(call.get("name", "–")), bool(call.get("barged"))
    source = key.partition(":")[0]
    doubtful = bool(call.get("doubtful")) or not rights.fresh.get(source, False)
    known = values_of(agent) if agent else {}
    return Bar(
        key=key,
        agent=agent,
        url=agent_url(agent) if agent else "",
        since=call.get("since", ""),
        time=clock(age(call["since"], now)) if "since" in call else "",
        head=_head(call, name),
        sub=" · ".join(_parts(call, doubtful)),
        barged=barged,
        doubtful=doubtful,
        buttons=[_button(action, key, values, call, name, rights, known) for action in BUTTONS],
        parties=parties(key, call["id"]) if barged else (),
    )


def _head(call: Values, name: str) -> str:
    if call.get("barged"):
        return str(words.BAR["barged"]).format(name=name)
    word = words.BAR["ringing" if call["state"] == CallState.RINGING else "listening"]
    return str(word).format(name=name)


def _parts(call: Values, doubtful: bool) -> list[str]:
    parts = [str(call["queue"])] if "queue" in call else []
    if call["state"] == CallState.HELD:
        parts.append(str(words.BAR["held"]))
    return [*parts, str(words.BAR["doubtful"])] if doubtful else parts


def _button(action: Action, key: str, values: Values, call: Values, name: str, rights: Rights, agent: Values) -> Button:
    if action in OF_ONES_OWN_CALL:
        why, url = rights.own_refusal(action, key, values), f"{sign_in_url(key)}{action.value}/"
    else:
        whom = str(call.get("agent", ""))
        why = rights.refusal(action, whom, agent) if whom else words.preflight("not_on_a_call")
        url = f"{agent_url(whom)}{action.value}/" if whom else ""
    asked_once = action in _ASKED_ONCE and not why
    return _plain(
        action,
        url=url,
        why=why,
        ask=str(words.ASKS[action]).format(name=name) if asked_once else "",
        deed=str(words.DEEDS[action]) if asked_once else "",
        hidden=not _is_offered(action, call),
    )


def _plain(
    action: Action, *, url: str = "", why: str = "", ask: str = "", deed: str = "", hidden: bool = False
) -> Button:
    return Button(
        action=action.value,
        word=str(words.BAR[action]),
        icon="lock" if why else ICONS[action],
        url=url,
        why=why,
        ask=ask,
        deed=deed,
        hidden=hidden,
    )


def _is_offered(action: Action, call: Values) -> bool:
    """Which buttons there are at all: of hold and retrieve the one that fits; dropping once one is heard, not before."""
    match action:
        case Action.HOLD:
            return bool(call["state"] != CallState.HELD)
        case Action.RETRIEVE:
            return bool(call["state"] == CallState.HELD)
        case Action.DROP:
            return bool(call.get("barged"))
        case Action.BARGE_IN | Action.INTERCEPT:
            return not call.get("barged")
    return True
