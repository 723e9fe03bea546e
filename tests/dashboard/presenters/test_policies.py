"""When a row is marked: the reason's own limit, else the team's, else the default."""

from dashboard.presenters.policies import Policies, QueueRule, ReasonRule, TeamRule

TEAM = "cisco:5000"
LUNCH = {("cisco", "not_ready", "10"): ReasonRule(label="Lunch", max_minutes=45)}


def test_without_a_decision_the_defaults_hold() -> None:
    assert Policies().limits(TEAM, "not_ready") == (1200, 2400)
    assert Policies().limits(TEAM, "hold") == (120, 180)


def test_states_that_harm_nobody_have_no_limit() -> None:
    assert Policies().limits(TEAM, "ready") is None
    assert Policies().limits(TEAM, "signed_out") is None


def test_a_teams_limit_comes_before_the_default_and_warns_at_half() -> None:
    policies = Policies(teams={TEAM: TeamRule(max_minutes={"wrap_up": 3})})

    assert policies.limits(TEAM, "wrap_up") == (90, 180)
    assert policies.limits("cisco:5001", "wrap_up") == (180, 300)


def test_a_reasons_limit_comes_before_the_teams() -> None:
    policies = Policies(reasons=LUNCH, teams={TEAM: TeamRule(max_minutes={"not_ready": 15})})

    assert policies.limits(TEAM, "not_ready", "10") == (1350, 2700)
    assert policies.limits(TEAM, "not_ready", "20") == (450, 900)


def test_a_reason_of_another_category_says_nothing() -> None:
    assert Policies(reasons=LUNCH).limits(TEAM, "wrap_up", "10") == (180, 300)


def test_a_queues_limit_is_twice_its_warning() -> None:
    policies = Policies(queues={"cisco:Sales": QueueRule(warn_wait_seconds=30)})

    assert policies.waiting_limits("cisco:Sales") == (30, 60)
    assert policies.waiting_limits("cisco:Support") == (60, 120)


def test_policies_that_say_the_same_are_equal() -> None:
    assert Policies(reasons=dict(LUNCH)) == Policies(reasons=dict(LUNCH))
    assert Policies() != Policies(mask_numbers=False)
    assert Policies(teams={TEAM: TeamRule(excluded=("cisco:1007",))}) != Policies(teams={TEAM: TeamRule()})
