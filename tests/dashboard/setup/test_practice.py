"""The practice floor's people."""

import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cti_bridge.practice.centre import Centre
from dashboard.models import CtiSignIn, Integration, Person, ReasonPolicy, Site, TeamPolicy
from dashboard.setup.practice import NAMES, NotEmpty, prepare

pytestmark = pytest.mark.django_db


def test_a_supervisor_an_administrator_and_an_agent_can_sign_in(tmp_path: Path) -> None:
    passwords = prepare(tmp_path)

    people = [Person.objects.get(username=name) for name in passwords]
    assert [person.role for person in people] == ["supervisor", "administrator", "agent"]
    assert all(person.check_password(passwords[person.username]) for person in people)


def test_a_second_start_changes_nothing(tmp_path: Path) -> None:
    first = prepare(tmp_path)
    Integration.objects.update(settings={"agents": 200})
    Person.objects.filter(username="sam").update(name="Somebody Else")

    assert prepare(tmp_path) == first
    assert Integration.objects.get().settings == {"agents": 200}
    assert Person.objects.get(username="sam").name == "Somebody Else"


def test_passwords_are_random_and_only_their_owner_may_read_them(tmp_path: Path) -> None:
    kept = tmp_path / "practice-people.txt"

    passwords = prepare(tmp_path)

    assert len({*passwords.values()}) == len(NAMES)
    assert all(len(password) == 14 for password in passwords.values())
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600


def test_a_new_database_gets_the_passwords_that_were_printed_before(tmp_path: Path) -> None:
    passwords = prepare(tmp_path)
    CtiSignIn.objects.all().delete()
    Integration.objects.all().delete()
    Person.objects.all().delete()

    assert prepare(tmp_path) == passwords
    assert Person.objects.get(username="sam").check_password(passwords["sam"])


def test_lost_passwords_are_made_anew(tmp_path: Path) -> None:
    before = prepare(tmp_path)
    (tmp_path / "practice-people.txt").unlink()

    after = prepare(tmp_path)

    assert after != before
    assert Person.objects.get(username="ada").check_password(after["ada"])


def test_nobody_who_is_here_already_is_taken_over(tmp_path: Path) -> None:
    Person.objects.create_user("sam", "my own password")

    with pytest.raises(NotEmpty, match="There is a sam here already"):
        prepare(tmp_path)

    assert Person.objects.get().check_password("my own password")
    assert not Integration.objects.exists()


def test_the_teams_show_every_way_of_listening_each_with_its_purpose(tmp_path: Path) -> None:
    prepare(tmp_path)

    teams = list(TeamPolicy.objects.all())
    assert {team.listening for team in teams} == {"off", "queue_calls", "all_calls"}
    assert all(bool(team.purpose) == (team.listening != "off") for team in teams)
    assert {team.listening for team in teams if team.reason_required} == {"all_calls"}
    assert Site.objects.get().agent_sees_listens
    assert Site.objects.get().mask_numbers


def test_its_teams_excluded_agents_and_protected_breaks_are_on_the_practice_floor(tmp_path: Path) -> None:
    prepare(tmp_path)
    floor = Centre(start=datetime(2026, 11, 20, 9, tzinfo=UTC), agents=Integration.objects.get().settings["agents"])

    agents = {agent.id: agent for agent in floor.agents().values()}
    assert {team.id for team in TeamPolicy.objects.all()} == {team.id for team in floor.teams}
    for team in TeamPolicy.objects.all():
        assert {agents[excluded].team for excluded in team.excluded} <= {team.id}
    assert any(team.excluded for team in TeamPolicy.objects.all())
    (protected,) = ReasonPolicy.objects.filter(protected=True)
    assert protected.code in {agent.reason for agent in agents.values()}
    assert "practice:1001" in agents  # ann's own
    assert f"practice:{CtiSignIn.objects.get(login='sam').settings['agent']}" in agents  # as whom Sam takes callbacks
