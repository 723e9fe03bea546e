"""Who needs a supervisor: ranked, one card for a cause, the rest counted; what was put off stays so, and no longer."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cti_bridge.connector import Action, Capability
from dashboard.presenters.acts import Looking
from dashboard.presenters.causes import KINDS, LEVELS, Finding, Need
from dashboard.presenters.feeds import Light, feed
from dashboard.presenters.helping import Helpers
from dashboard.presenters.needs import Needs, ranked
from dashboard.presenters.order import Agent
from dashboard.presenters.policies import Policies
from dashboard.presenters.raised_hands import hand
from dashboard.presenters.rights import Rights
from dashboard.presenters.snoozed import LASTS, Snoozed
from dashboard.presenters.strip import card
from dashboard.presenters.times import stamp
from dashboard.presenters.views import View

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
SAM = 7
Values = dict[str, Any]


def ago(seconds: float) -> str:
    return stamp(NOW - timedelta(seconds=seconds))


def agent(key: str, state: str = "ready", *, since: float = 5000, team: str = "cisco:1", **more: object) -> Agent:
    """An agent who is past a limit of 20 minutes, where the state has one."""
    values: Values = {"name": key, "state": state, "since": ago(since), "team": team, "team_name": "Sales", **more}
    if state in ("not_ready", "wrap_up", "hold", "talking"):
        values = {"warn": 600, "limit": 1200} | values
    return Agent(key, values)


def raised(**more: object) -> Values:
    return {"name": "Ada", "since": ago(30), "text": "which form?", **more}


def put_off(about: str, *, ago_seconds: float = 60) -> Values:
    return {"about": about, "until": stamp(NOW + LASTS - timedelta(seconds=ago_seconds))}


def needs(
    *agents: Agent,
    hands: dict[str, Values] | None = None,
    queues: dict[str, Values] | None = None,
    teams: dict[str, Values] | None = None,
    snoozes: list[Values] | None = None,
    live: bool = True,
    may_act: bool = True,
) -> Needs:
    """Who needs Sam on this floor of one source."""
    can = {Action.READY: Capability(works=True), Action.LISTEN: Capability(works=True)}
    rights = Rights(may_act=may_act, capabilities={"cisco": can}, fresh={"cisco": live}, policies=Policies())
    looking = Looking(view=View(), rights=rights, person=SAM, now=NOW)
    finding = Finding(looking=looking, helpers=Helpers(agents, teams or {}, looking))
    by_key = {one.key: one for one in agents}
    light = feed("cisco", {"state": "live" if live else "stale", "since": ago(9)}, NOW)
    found = [finding.of_hand(hand(key, values, SAM), by_key.get(key)) for key, values in (hands or {}).items()]
    found += [cause for cause in (finding.of_source(light, len(agents)),) if cause]
    for key, values in (queues or {}).items():
        found += [cause for cause in (finding.of_queue(card(key, values, Light(live, NOW))),) if cause]
    for one in agents if live else ():
        found += [cause for cause in (finding.of_agent(one), finding.of_call(one)) if cause]
    return ranked(found, Snoozed(snoozes or [], NOW), looking, by_key)


def keys(found: Needs) -> list[str]:
    return [f"{need.kind} {need.key}" for need in found.first]


def only(found: Needs) -> Need:
    (need,) = found.first
    return need


QUEUE: Values = {"name": "Support", "waiting": 5, "longest": ago(161), "warn": 60, "limit": 120, "level_seconds": 20}
DOUBTFUL = [{"id": "c", "state": "active", "type": "queue", "since": ago(90), "doubtful": True}]


def test_a_hand_comes_before_every_alarm_and_one_that_is_taken_after_those_that_are_not() -> None:
    hands = {
        "cisco:1": raised(since=ago(10)),
        "cisco:2": raised(since=ago(90)),
        "cisco:3": raised(since=ago(500), claimed=ago(1), by="Lea", by_id=99),
        "cisco:4": raised(since=ago(400), claimed=ago(1), by="Sam", by_id=SAM),
    }

    found = needs(agent("cisco:9", "not_ready"), hands=hands, queues={"cisco:Q": QUEUE})

    order = ["hand cisco:2", "hand cisco:1", "hand cisco:4", "hand cisco:3", "queue cisco:Q", "agent cisco:9"]
    assert keys(found) == order


def test_what_helps_a_hand_is_to_come_then_to_lower_it_and_nothing_where_another_comes() -> None:
    def deed(**more: object) -> str:
        shown = only(needs(hands={"cisco:1": raised(**more)})).hand
        return f"{shown.word} {shown.url}".strip() if shown else ""

    assert deed() == "I’m coming /agents/cisco:1/hand/claim/"
    assert deed(claimed=ago(1), by="Sam", by_id=SAM) == "Lower /agents/cisco:1/hand/lower/"
    assert deed(claimed=ago(1), by="Lea", by_id=99) == ""
    assert only(needs(hands={"cisco:1": raised(claimed=ago(1), by="Lea", by_id=99)})).also == "Lea is coming"


def test_one_agent_has_one_card_that_names_every_reason_the_strongest_first() -> None:
    found = only(needs(agent("cisco:1", "talking", calls=DOUBTFUL), hands={"cisco:1": raised()}))

    assert (found.kind, found.why) == ("hand", "raised a hand: “which form?”")
    assert found.also.startswith("also: on one call, past 20:00 · also: on a call that nobody has confirmed")
    assert found.act is not None
    assert found.act.action == "listen"


@pytest.mark.parametrize(("mates", "others", "cards"), [(9, 0, 1), (3, 5, 6), (2, 6, 8), (7, 0, 7)])
def test_agents_alike_share_a_card_only_where_places_are_short(mates: int, others: int, cards: int) -> None:
    alike = [agent(f"cisco:{n}", "not_ready", since=5000 + n) for n in range(mates)]
    unlike = [agent(f"cisco:x{n}", "not_ready", limit=60 + n) for n in range(others)]

    assert needs(*alike, *unlike).count == cards


def test_a_shared_card_stands_where_the_first_of_them_would_and_leads_to_their_rows() -> None:
    alike = [agent(f"cisco:{n}", "not_ready", since=5000 + n) for n in range(9)]

    found = needs(*alike, agent("cisco:x", "hold", since=9000)).first

    assert [need.name for need in found] == ["cisco:x", "9 agents of Sales"]
    assert (found[1].why, found[1].time) == ("Not ready, past 20:00", "1:23:28")
    assert found[1].url == "/?team=cisco%3A1&state=not_ready&sort=time"


def test_who_has_another_reason_besides_shares_no_card() -> None:
    alike = [agent(f"cisco:{n}", "not_ready") for n in range(9)]

    assert keys(needs(*alike, hands={"cisco:0": raised()}))[0] == "hand cisco:0"
    assert needs(*alike, hands={"cisco:0": raised()}).count == 2


def test_a_queue_names_who_could_help_and_offers_the_first() -> None:
    teams = {"cisco:1": {"name": "Sales", "queues": ["cisco:Q"]}}
    found = only_queue(
        needs(
            agent("cisco:Ada", "not_ready", since=300),
            agent("cisco:Ben", "wrap_up", since=700),
            agent("cisco:Cleo", "wrap_up", since=20),
            agent("cisco:Dora", "not_ready", since=900, protected=True),
            agent("cisco:Emil", "not_ready", since=900, team="cisco:2"),
            queues={"cisco:Q": QUEUE},
            teams=teams,
        )
    )

    assert found.help is not None
    assert [helper.key for helper in found.help.named] == ["cisco:Ben", "cisco:Ada"]
    assert found.act is not None
    assert (found.act.agent, found.act.action) == ("cisco:Ben", "ready")


def test_a_queue_without_teams_of_its_own_is_helped_by_its_system_and_the_rest_is_counted() -> None:
    idle = [agent(f"cisco:{n}", "not_ready", since=100 + n) for n in range(5)]

    found = only_queue(needs(*idle, agent("xivo:1", "not_ready"), queues={"cisco:Q": QUEUE}))

    assert found.help is not None
    assert [helper.key for helper in found.help.named] == ["cisco:4", "cisco:3", "cisco:2"]
    assert found.help.after == " and 2 more could help"


def test_who_may_only_look_is_offered_nothing() -> None:
    found = needs(agent("cisco:1", "not_ready"), hands={"cisco:2": raised()}, queues={"cisco:Q": QUEUE}, may_act=False)

    assert {(need.act, need.hand) for need in found.first} == {(None, None)}


def test_rows_of_a_silent_source_need_nobody_but_a_hand_is_seen() -> None:
    found = needs(agent("cisco:1", "not_ready"), hands={"cisco:1": raised()}, live=False)

    assert keys(found) == ["hand cisco:1", "source cisco"]


@pytest.mark.parametrize(
    ("about", "left"),
    [
        ("hand cisco:1", []),  # the whole card, with all that it named
        ("agent cisco:1", ["hand cisco:1"]),  # what is stronger is still seen
        ("call cisco:1", ["hand cisco:1"]),
        ("agent cisco:2", ["hand cisco:1"]),
    ],
)
def test_putting_off_a_card_puts_off_all_that_it_named_and_nothing_stronger(about: str, left: list[str]) -> None:
    found = needs(
        agent("cisco:1", "talking", calls=DOUBTFUL), hands={"cisco:1": raised(since=ago(300))}, snoozes=[put_off(about)]
    )

    assert keys(found) == left


def test_what_begins_after_it_was_put_off_is_new() -> None:
    snoozes = [put_off("hand cisco:1"), put_off("agent cisco:2")]

    assert keys(needs(hands={"cisco:1": raised(since=ago(30))}, snoozes=snoozes)) == ["hand cisco:1"]
    assert keys(needs(hands={"cisco:1": raised(since=ago(90))}, snoozes=snoozes)) == []
    assert keys(needs(agent("cisco:2", "hold", since=50, warn=10, limit=20), snoozes=snoozes)) == ["agent cisco:2"]


@pytest.mark.parametrize("about", ["agent cisco:1", "hand cisco:1", "team cisco:1 hold 600"])
@pytest.mark.parametrize(("since", "seen"), [(1230, True), (1290, False)])
def test_a_warning_that_was_put_off_is_back_when_it_becomes_an_alarm(about: str, since: float, seen: bool) -> None:
    """At 1200 s in hold it is an alarm; it was put off 60 s ago."""
    about = about if seen else about.replace("600", "1200")

    found = needs(agent("cisco:1", "hold", since=since), snoozes=[put_off(about)])

    assert keys(found) == (["agent cisco:1"] if seen else [])


@pytest.mark.parametrize(
    ("longest", "about", "seen"),
    [
        (70, "queue cisco:Sales", False),
        (70, "warn queue cisco:Sales", False),
        (130, "warn queue cisco:Sales", True),
        (130, "queue cisco:Sales", False),
    ],
)
def test_a_queue_that_was_put_off_as_a_warning_is_back_as_an_alarm_and_only_then(
    longest: float, about: str, seen: bool
) -> None:
    queue = {"name": "Sales", "waiting": 2, "longest": ago(longest), "warn": 60, "limit": 120, "level_seconds": 20}

    assert bool(keys(needs(queues={"cisco:Sales": queue}, snoozes=[put_off(about)]))) is seen


def test_what_is_put_off_is_named_with_what_was_seen_of_it() -> None:
    warned = needs(agent("cisco:1", "hold", since=700))
    silent = needs(live=False)

    assert only(warned).about == "agent cisco:1"
    assert only(silent).about == "warn source cisco"


def test_a_snooze_that_is_over_puts_nothing_off_and_the_others_are_counted() -> None:
    ada, ben = agent("cisco:1", "not_ready"), agent("cisco:2", "not_ready")
    over = put_off("agent cisco:1", ago_seconds=600)

    found = needs(ada, ben, snoozes=[over, put_off("agent cisco:2"), put_off("agent cisco:elsewhere")])

    assert keys(found) == ["agent cisco:1"]
    assert found.put_off == "1 put off"


floors = st.lists(
    st.tuples(
        st.integers(0, 15),
        st.sampled_from(["ready", "not_ready", "wrap_up", "hold", "talking"]),
        st.integers(0, 9000),
        st.sampled_from(["", "up", "taken"]),
        st.booleans(),
    ),
    unique_by=lambda row: row[0],
)


@given(floors, st.lists(st.tuples(st.sampled_from(["hand", "agent", "call"]), st.integers(0, 15)), max_size=4))
def test_whatever_the_floor_seven_at_most_are_shown_in_order_one_for_an_agent(
    rows: list[tuple[int, str, int, str, bool]], asleep: list[tuple[str, int]]
) -> None:
    agents = [agent(f"cisco:{n}", state, since=age, calls=DOUBTFUL * doubt) for n, state, age, _, doubt in rows]
    claimed = {"claimed": ago(1), "by": "Lea", "by_id": 99}
    hands = {f"cisco:{n}": raised(**(claimed if up == "taken" else {})) for n, _, _, up, _ in rows if up}

    found = needs(*agents, hands=hands, snoozes=[put_off(f"{kind} cisco:{n}", ago_seconds=0) for kind, n in asleep])

    assert len(found.first) == min(found.count, 7)
    ranks = [(LEVELS.index(need.level), (*KINDS, "team").index(need.kind)) for need in found.first]
    assert [level for level, _ in ranks] == sorted(level for level, _ in ranks)
    of_agents = [need.key for need in found.first if need.kind in ("hand", "agent", "call")]
    assert len(of_agents) == len(set(of_agents))
    assert not {f"{kind} cisco:{n}" for kind, n in asleep} & set(keys(found))


def only_queue(found: Needs) -> Need:
    return next(need for need in found.first if need.kind == "queue")
