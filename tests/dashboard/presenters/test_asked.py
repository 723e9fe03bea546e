"""A viewer's own actions in the rows: each stands at whom it was asked of."""

from datetime import UTC, datetime

from dashboard.presenters.asked import own_newest

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def test_what_was_asked_of_a_team_does_not_stand_at_the_agent_of_the_same_number() -> None:
    values = {"subject": "xivo:5", "outcome": "sent", "asked": NOON.isoformat(), "by_id": 7}
    commands = [("a", {**values, "action": "change-group"}), ("b", {**values, "action": "set-penalty"})]

    assert own_newest(commands[:1], 7, NOON) == {}
    assert own_newest(commands, 7, NOON)["xivo:5"]["id"] == "b"
