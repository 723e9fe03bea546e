"""Scripted floors: agents, queues and sources with the values of docs/live.md."""

import random
from datetime import UTC, datetime, timedelta
from typing import Any

from dashboard.presenters.times import stamp
from tests.browser.peer import ToldFloor, Values

STATES = ("ready", "talking", "reserved", "hold", "wrap_up", "not_ready", "busy", "signed_out", "unknown")
ON_CALL = ("talking", "reserved", "hold")
TEAMS = {"cisco:5000": "Sales North", "cisco:5001": "Support DE", "xivo:acc": "Accueil"}
LIMITS = {"not_ready": (1200, 2400), "wrap_up": (180, 300), "hold": (120, 180), "talking": (900, 1200)}
FIRST = ("Ada", "Björn", "Chiara", "Élodie", "Kofi", "Rosa", "Samir", "Zoë", "Łukasz", "Ulrike")
LAST = ("Novak", "Rossi", "García", "Lindqvist", "Haddad", "Okafor", "Weiß", "Brandt", "Kaya", "Nyström")
REASONS = (("10", "Lunch"), ("20", "Coaching"), ("", ""))


def ago(seconds: float) -> str:
    """A moment so long ago, as docs/live.md writes it."""
    return stamp(datetime.now(UTC) - timedelta(seconds=seconds))


def agent(
    name: str = "Ada Novak", state: str = "ready", *, team: str = "cisco:5000", since: float = 12, **more: Any
) -> Values:
    """An agent's values; `since` in seconds ago."""
    values: Values = {"team": team, "team_name": TEAMS[team], "name": name, "state": state, "since": ago(since)}
    if state in LIMITS:
        values["warn"], values["limit"] = LIMITS[state]
    return values | more


def any_agent(chance: random.Random, number: int, team: str | None = None) -> Values:
    """An agent in any state, with whatever goes with it."""
    state = chance.choice(STATES)
    values = agent(
        f"{FIRST[number % 10]} {LAST[number // 10 % 10]}",
        state,
        team=team or chance.choice(list(TEAMS)),
        since=chance.randrange(3000),
        ext=str(4000 + number),
    )
    if state == "not_ready":
        code, label = chance.choice(REASONS)
        values |= {"reason": code, "label": label} if code else {}
    if state in ON_CALL:
        values["calls"] = [_any_call(chance, state)]
        if chance.random() < 0.2:
            values["pending"] = "not_ready"
    if chance.random() < 0.1:
        values["unsure"] = True
    if chance.random() < 0.1:
        values["channels"] = "voice:ready chat:busy"
    if chance.random() < 0.15:
        values["person"] = f"p{chance.randrange(4)}"
    if number % 3 == 0:
        values["day"] = _any_day(random.Random(number))
    return values


def _any_day(chance: random.Random) -> Values:
    day: Values = {
        name: chance.randrange(20_000) for name in ("ready", "not_ready", "wrap_up") if chance.random() < 0.7
    }
    if chance.random() < 0.7:
        day["signed_in"] = ago(chance.randrange(30_000))
    return day | {"heard": ago(1)}


def _any_call(chance: random.Random, state: str) -> Values:
    call: Values = {"id": f"call-{chance.randrange(10**6)}", "type": "queue"}
    call["state"] = {"talking": "active", "reserved": "ringing", "hold": "held"}[state]
    if chance.random() < 0.8:
        call["queue"] = chance.choice(("Sales", "Support", "Billing"))
    if chance.random() < 0.8:
        call["with"] = f"+49 30 •••• {chance.randrange(100, 1000)}"
    if chance.random() < 0.8:
        call["since"] = ago(chance.randrange(600))
    return call


def key_of(number: int, team: str) -> str:
    """The agent's key, of the same source as the team."""
    return f"{team.partition(':')[0]}:{1001 + number}"


def fill(floor: ToldFloor, agents: int, *, seed: int = 1, linked: bool = False) -> None:
    """Two live sources, three teams, three queues and so many agents, always the same for a seed.

    `linked`: some of them are one person.
    """
    chance = random.Random(seed)
    for name in ("cisco", "xivo"):
        floor.put("source", name, source())
    for code, label in (("10", "Lunch"), ("20", "Coaching")):
        floor.put("reason", f"cisco:not_ready:{code}", reason(code, label))
    for name in ("Sales", "Support", "Billing"):
        floor.put("queue", f"cisco:{name}", queue(name, waiting=chance.randrange(4), longest=chance.randrange(50)))
    teams = list(TEAMS)
    for number in range(agents):
        team = teams[number % len(teams)]
        values = any_agent(chance, number, team)
        floor.put("agent", key_of(number, team), values if linked else _of_nobody(values))


def _of_nobody(values: Values) -> Values:
    return {name: value for name, value in values.items() if name != "person"}


def source(state: str = "live", *, since: float = 3600, heard: float = 0.2, **more: Any) -> Values:
    """A source's values; times in seconds ago."""
    return {"state": state, "since": ago(since), "heard": ago(heard)} | more


def queue(name: str, *, waiting: int = 0, longest: float = 0) -> Values:
    """A queue's values; `longest` in seconds, 0: nobody waits."""
    values: Values = {"name": name, "waiting": waiting, "heard": ago(1), "warn": 60, "limit": 120, "level_seconds": 20}
    return values | ({"longest": ago(longest)} if waiting and longest else {})


def reason(code: str, label: str) -> Values:
    """A reason code that may be forced."""
    return {"category": "not_ready", "code": code, "label": label, "forceable": True}


def crowd(floor: ToldFloor, agents: int, *, team_size: int = 50, seed: int = 1) -> None:
    """One live source and so many agents in teams of a size."""
    chance = random.Random(seed)
    floor.put("source", "cisco", source())
    for number in range(agents):
        team = number // team_size
        own = {"team": f"cisco:{team}", "team_name": f"Team {team:03}"}
        floor.put("agent", f"cisco:{1001 + number}", any_agent(chance, number, "cisco:5000") | own)


def changed(chance: random.Random, key: str, values: Values) -> Values:
    """The same agent of the same team, in any other state."""
    own = {name: values[name] for name in ("team", "team_name", "name", "ext")}
    return any_agent(chance, int(key.partition(":")[2]) - 1001, "cisco:5000") | own
