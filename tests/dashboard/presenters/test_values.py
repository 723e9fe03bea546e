"""What a page and a push say of each kind of row (docs/live.md): what is empty, unknown or false is left out."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from cti_bridge.floor.model import (
    AgentState,
    CallState,
    CallType,
    FeedState,
    ReasonCategory,
    ReasonCode,
    Source,
    SourceId,
    Team,
)
from cti_bridge.floor.rows import AgentRow, CallOnRow, PartyOnRow, QueueRow, SignInRow
from dashboard.presenters import values
from dashboard.presenters.agents import self_values
from dashboard.presenters.policies import Policies, QueueRule, ReasonRule, TeamRule

AT = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
AT_TEXT = "2026-11-20T09:00:00Z"
SITE = Policies()


def agent(**parts: Any) -> AgentRow:
    plain = {"state": AgentState.READY, "since": AT, "since_is_known": True}
    return AgentRow(id="cisco:1001", team="cisco:5000", team_name="5000", name="Ada Novak", **{**plain, **parts})


def call(*parties: PartyOnRow, **parts: Any) -> CallOnRow:
    plain = {
        "id": "cisco:16777",
        "state": CallState.ACTIVE,
        "type": CallType.QUEUE,
        "media": "voice",
        "queue": "Sales",
        "queue_id": "cisco:Sales",
    }
    return CallOnRow(parties=parties, **{**plain, **parts})


def test_an_agent_of_whom_little_is_known_says_little() -> None:
    assert values("agent", agent(), SITE) == {
        "team": "cisco:5000",
        "team_name": "5000",
        "name": "Ada Novak",
        "state": "ready",
        "since": AT_TEXT,
        "no_listen": "off",
    }


def test_an_agent_in_a_call_says_with_whom() -> None:
    said = values(
        "agent", agent(state=AgentState.TALKING, calls=(call(PartyOnRow(address="+442079460123"), since=AT),)), SITE
    )

    assert said["calls"] == [
        {
            "id": "cisco:16777",
            "state": "active",
            "type": "queue",
            "queue": "Sales",
            "with": "+44 20 •••• 123",
            "party_states": ["active"],
            "since": AT_TEXT,
        }
    ]
    assert (said["warn"], said["limit"]) == (900, 1200)


def test_a_colleague_stands_by_name_and_others_by_extension() -> None:
    parties = (PartyOnRow(address="4002", name="Ben Ito", is_agent=True), PartyOnRow(address="4003", is_agent=True))

    said = values("agent", agent(calls=(call(*parties),)), SITE)

    assert said["calls"][0]["with"] == "Ben Ito, 4003"  # type: ignore[index]


def test_a_site_that_does_not_mask_shows_the_number() -> None:
    said = values("agent", agent(calls=(call(PartyOnRow(address="+442079460123")),)), Policies(mask_numbers=False))

    assert said["calls"][0]["with"] == "+442079460123"  # type: ignore[index]


def test_a_reason_is_worded_by_us_else_by_the_system_else_by_its_code() -> None:
    lunch = agent(state=AgentState.NOT_READY, reason="10", reason_label="Mittag")
    ours = Policies(reasons={("cisco", "not_ready", "10"): ReasonRule(label="Lunch", tone="amber")})

    assert values("agent", lunch, ours)["label"] == "Lunch"
    assert values("agent", lunch, ours)["tone"] == "amber"
    assert values("agent", lunch, SITE)["label"] == "Mittag"
    assert values("agent", agent(state=AgentState.NOT_READY, reason="10"), SITE)["label"] == "10"


def test_a_reason_that_comes_without_words_has_those_of_the_last_import() -> None:
    imported = Policies(reasons={("cisco", "not_ready", "10"): ReasonRule(named="Mittag")})
    wordless = ReasonCode(source=SourceId("cisco"), category=ReasonCategory.NOT_READY, code="10")

    assert values("agent", agent(state=AgentState.NOT_READY, reason="10"), imported)["label"] == "Mittag"
    assert values("reason", wordless, imported)["label"] == "Mittag"


def test_an_unknown_start_a_pending_state_and_several_channels_are_said() -> None:
    channels = (("voice", AgentState.READY), ("chat", AgentState.BUSY))

    said = values("agent", agent(since_is_known=False, pending=AgentState.NOT_READY, channels=channels), SITE)

    assert (said["unsure"], said["pending"], said["channels"]) == (True, "not_ready", "voice:ready chat:busy")


def test_one_channel_is_none_worth_naming() -> None:
    assert "channels" not in values("agent", agent(channels=(("voice", AgentState.READY),)), SITE)


def test_a_team_stands_by_our_name() -> None:
    ours = Policies(teams={"cisco:5000": TeamRule(name="Sales North")})

    assert values("agent", agent(), ours)["team_name"] == "Sales North"
    assert values("team", Team(id="cisco:5000", name="5000"), ours) == {"name": "Sales North"}  # type: ignore[arg-type]


def test_a_team_tells_on_which_terms_it_is_listened_to() -> None:
    rule = TeamRule(listening="queue_calls", purpose="Training of new agents", asks_why=True)

    said = values("team", Team(id="cisco:5000", name="5000"), Policies(teams={"cisco:5000": rule}))  # type: ignore[arg-type]

    assert said == {"name": "5000", "listening": "queue_calls", "purpose": "Training of new agents", "asks_why": True}


def test_a_team_tells_which_queues_an_administrator_gave_to_it() -> None:
    policies = Policies(
        queues={"cisco:B": QueueRule(teams=("cisco:5000",)), "cisco:A": QueueRule(teams=("cisco:5001",))}
    )

    said = values("team", Team(id="cisco:5000", name="5000"), policies)  # type: ignore[arg-type]

    assert said["queues"] == ["cisco:B"]
    assert "queues" not in values("team", Team(id="cisco:5002", name="5002"), policies)  # type: ignore[arg-type]


def test_an_agent_in_a_protected_break_says_so() -> None:
    lunch = Policies(reasons={("cisco", "not_ready", "10"): ReasonRule(protected=True)})
    row = agent(state=AgentState.NOT_READY, reason="10", reason_label="Lunch")

    assert values("agent", row, lunch)["protected"] is True
    assert "protected" not in values("agent", row, SITE)


def test_an_agent_tells_why_nobody_may_listen_and_that_somebody_does() -> None:
    listened = Policies(teams={"cisco:5000": TeamRule(listening="queue_calls", excluded=("cisco:1007",))})
    talking = agent(state=AgentState.TALKING, calls=(call(),), listeners=("cisco:2001",))

    assert values("agent", talking, SITE)["no_listen"] == "off"
    assert "no_listen" not in values("agent", talking, listened)
    assert values("agent", replace(talking, id="cisco:1007"), listened)["no_listen"] == "excluded"
    assert values("agent", replace(talking, calls=(call(type=CallType.CONSULT),)), listened)["no_listen"] == "consult"
    assert values("agent", talking, SITE)["ear"] is True
    assert "ear" not in values("agent", replace(talking, listeners=()), SITE)


def test_an_agent_is_not_told_who_listens_nor_of_the_call() -> None:
    listened_to = agent(state=AgentState.TALKING, listeners=("cisco:2001",), calls=(call(),), reason="10")

    assert set(self_values(values("agent", listened_to, Policies()))) == {
        *("team", "team_name", "name", "state", "since", "reason", "label")
    }


def test_a_call_says_who_barged_in_and_whether_it_is_doubtful() -> None:
    parties = (PartyOnRow(address="+442079460123"), PartyOnRow(address="4009", sign_in="cisco:2001", cause="barge_in"))

    (said,) = values("agent", agent(calls=(call(*parties, doubtful=True),)), SITE)["calls"]  # type: ignore[misc]

    assert (said["with"], said["barged"], said["doubtful"]) == ("+44 20 •••• 123, 4009", True, True)  # type: ignore[index]


def test_nobody_waiting_is_nought_and_not_told_is_left_out() -> None:
    queue = {"id": "cisco:Sales", "name": "Sales", "heard_at": AT}

    assert values("queue", QueueRow(**queue, waiting=0), SITE)["waiting"] == 0  # type: ignore[arg-type]
    assert values("queue", QueueRow(**queue), SITE) == {  # type: ignore[arg-type]
        "name": "Sales",
        "heard": AT_TEXT,
        "warn": 60,
        "limit": 120,
        "level_seconds": 20,
        "level_variant": "abandons_negative",
        "level_lost_after": 20,
        "level_missing": "not_given",
    }


def test_a_queue_tells_its_service_level_as_counts() -> None:
    figures = (("answered", 80.0), ("abandoned", 20.0), ("answered_within_20s", 70.0))
    rule = Policies(queues={"cisco:Sales": QueueRule(name="Verkauf", warn_waiting=5)})

    said = values("queue", QueueRow(id="cisco:Sales", name="Sales", figures=figures, heard_at=AT), rule)  # type: ignore[arg-type]

    assert (said["name"], said["level"], said["warn_waiting"]) == ("Verkauf", (70.0, 100.0), 5)


def test_a_source_tells_its_light() -> None:
    source = Source(id="cisco", kind="practice", state=FeedState.STALE, since=AT, note="no answer")  # type: ignore[arg-type]

    assert values("source", source, SITE) == {
        "state": "stale",
        "since": AT_TEXT,
        "note": "no answer",
        "kind": "practice",
    }


def test_a_retired_reason_is_named_and_never_offered() -> None:
    code = ReasonCode(source="cisco", category=ReasonCategory.NOT_READY, code="10", label="Lunch")  # type: ignore[arg-type]
    retired = Policies(reasons={("cisco", "not_ready", "10"): ReasonRule(retired=True)})

    assert values("reason", code, SITE)["forceable"] is True
    assert "forceable" not in values("reason", code, retired)


def test_ones_own_sign_in_says_why_it_is_not_as_asked() -> None:
    own = SignInRow(id="cisco:2001", since=AT, note="signed in elsewhere")  # type: ignore[arg-type]

    assert values("sign_in", own, SITE) == {"state": "signed_out", "since": AT_TEXT, "note": "signed in elsewhere"}


def test_ones_own_sign_in_says_whom_one_listens_to_and_never_the_customer() -> None:
    ada = PartyOnRow(address="4001", agent="cisco:1001", name="Ada Novak", is_agent=True)
    monitor = call(ada, id="cisco:2", type=CallType.MONITOR, state=CallState.HELD, since=AT)
    barged = call(PartyOnRow(address="+442079460123"), ada, type=CallType.CONFERENCE, cause="barge_in", queue="")
    own = SignInRow(id="cisco:2001", state=AgentState.TALKING, since=AT, calls=(monitor, barged))  # type: ignore[arg-type]

    assert values("sign_in", own, SITE)["calls"] == [
        {
            "id": "cisco:2",
            "state": "held",
            "type": "monitor",
            "queue": "Sales",
            "since": AT_TEXT,
            "agent": "cisco:1001",
            "name": "Ada Novak",
        },
        {
            "id": "cisco:16777",
            "state": "active",
            "type": "conference",
            "agent": "cisco:1001",
            "name": "Ada Novak",
            "barged": True,
        },
    ]


def test_a_follow_says_what_the_desk_kept() -> None:
    body = {"agent": "cisco:1001", "name": "Ada Novak", "until": AT_TEXT}

    assert values("follow", body, SITE) == body


def test_a_command_says_what_the_desk_kept_and_nothing_empty() -> None:
    body = {"action": "ready", "outcome": "asked", "said": "", "settled": None}

    assert values("command", body, SITE) == {"action": "ready", "outcome": "asked"}
