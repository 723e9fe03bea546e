"""A message reaches the people whom its agents are, stands until it is over or deleted, and is told again."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dashboard.models import FloorRow, Message, Person, TrailLine
from dashboard.store import messages
from dashboard.store.late_comers import KNOWN_FOR, LateComers
from dashboard.store.messages import NobodyToDeliverTo
from dashboard.store.recipients import people_of, reach
from dashboard.store.team_messages import as_team_message
from tests.dashboard.store.asking import TEAM, Hints
from tests.dashboard.store.floors import CISCO, NINE, Reader, agent, holder, put
from tests.dashboard.store.telling import (
    DORA,
    LASTS,
    OTHER,
    clock,
    confirmed,
    delivered,
    desk,
    lines,
    open_floor,
    people,
    person,
    receipt,
    seen,
    sends,
    steps_of,
)

pytestmark = pytest.mark.usefixtures("database")
SOON = NINE + timedelta(minutes=1)
OVER = NINE + LASTS


@pytest.fixture
def agents(database: str) -> dict[str, Person]:
    """Ada, Ben and Cleo, on the floor."""
    open_floor()
    return people()


def test_who_would_get_it_is_known_by_name_and_who_cannot_be_reached(agents: dict[str, Person]) -> None:
    found = reach([TEAM], ["cisco:1003", "cisco:9999"])

    assert [one.name for one in found.people] == ["Ada Novak", "Ben Ito", "Cleo Sand"]
    assert found.nobody == ((DORA, "Dora Ünal"),)
    assert found.teams == [TEAM, OTHER]


def test_somebody_with_two_identities_gets_it_once(agents: dict[str, Person]) -> None:
    both = person("zoe", "cisco:1001", "cisco:1003")

    found = reach([TEAM, OTHER], [])

    assert [one.agent for one in found.people if one.person == both.pk] == ["cisco:1001"]


def test_who_is_inactive_is_nobody(agents: dict[str, Person]) -> None:
    Person.objects.filter(pk=agents["ben"].pk).update(is_active=False)

    assert ("cisco:1002", "Ben Ito") in reach([TEAM], []).nobody


def test_the_database_sieves_people_by_their_agents_whatever_those_are_called(database: str) -> None:
    odd = ["cisco:Jörg_1%", 'cisco:"x"', "cisco:a\\b", "cisco:1", "cisco:11", "cisco:J"]
    by_agent = {agent: [person(f"p{number}", "xivo:7", agent).pk] for number, agent in enumerate(odd)}

    assert {agent: people_of({agent}) for agent in odd} == {agent: {agent: by_agent[agent]} for agent in odd}
    assert people_of(set(odd)) == by_agent
    assert people_of({"cisco:"}) == {}


def test_it_stands_on_the_desks_of_its_recipients_and_of_the_teams_supervisors(
    sam: Person, hints: Hints, agents: dict[str, Person]
) -> None:
    message = sends(sam, hints)

    told = desk("told")
    assert set(told) == {f"{message.pk}:{agents[name].pk}" for name in ("ada", "ben")}
    assert told[f"{message.pk}:{agents['ada'].pk}"]["content"] == "Please finish your calls by five."
    assert told[f"{message.pk}:{agents['ada'].pk}"]["by"] == "Sam Supervisor"
    row = desk("message")[f"{message.pk}:{TEAM}"]
    assert (row["to"], row["delivered"], row["seen"], row["confirmed"]) == (2, 0, 0, 0)
    assert {row.team for row in FloorRow.objects.filter(stream="desk", kind="told")} == {
        f"@{agents['ada'].pk}",
        f"@{agents['ben'].pk}",
    }
    assert hints.heard == [{"desk"}]


def test_the_trail_says_who_wrote_to_whom_and_not_what(sam: Person, hints: Hints, agents: dict[str, Person]) -> None:
    message = sends(sam, hints)

    line = TrailLine.objects.get()
    assert (line.step, line.person, line.subject, line.team) == ("sent", sam.pk, str(message.pk), TEAM)
    assert line.details == {"teams": [TEAM], "agents": [], "recipients": 2, "duration": 14400}


def test_which_other_teams_it_was_for_is_not_told_to_the_one_that_it_reached(
    sam: Person, hints: Hints, agents: dict[str, Person]
) -> None:
    Person.objects.filter(pk=agents["cleo"].pk).update(is_active=False)

    sends(sam, hints, teams=[TEAM, OTHER])

    assert TrailLine.objects.get().team == ""


def test_with_nobody_to_deliver_to_nothing_is_kept(sam: Person, hints: Hints, agents: dict[str, Person]) -> None:
    with pytest.raises(NobodyToDeliverTo):
        sends(sam, hints, teams=[], agents=[DORA])

    assert not Message.objects.exists()
    assert (lines(), hints.heard) == ([], [])


def test_who_comes_later_gets_it_once(sam: Person, hints: Hints, agents: dict[str, Person]) -> None:
    message = sends(sam, hints)
    holder(CISCO).write([put(agent("cisco:1003", TEAM, name="Cleo Sand"))])

    assert LateComers().address(SOON) == 1
    assert LateComers().address(SOON) == 0

    assert receipt(message, agents["cleo"]).addressed_at == SOON
    assert f"{message.pk}:{agents['cleo'].pk}" in desk("told")
    assert desk("message")[f"{message.pk}:{TEAM}"]["to"] == 3


def test_who_opens_the_own_page_gets_what_was_sent_before_they_came(
    sam: Person, hints: Hints, agents: dict[str, Person]
) -> None:
    message = sends(sam, hints)
    dora = person("dora", DORA)

    assert [one.message for one in messages.told_to(dora, publish=hints, now=clock(SOON))] == [message]
    assert [one.message for one in messages.told_to(agents["cleo"], publish=hints, now=clock(SOON))] == []
    assert len(hints.heard) == 2


def test_one_process_looks_again_when_somebody_moves_and_at_new_people_within_seconds(
    sam: Person, hints: Hints, agents: dict[str, Person]
) -> None:
    message, late_comers = sends(sam, hints), LateComers()
    assert late_comers.address(SOON) == 0

    holder(CISCO).write([put(agent("cisco:1003", TEAM, name="Cleo Sand"))])
    assert late_comers.address(SOON + timedelta(seconds=1)) == 1
    assert late_comers.address(SOON + timedelta(seconds=2)) == 0

    dora = person("dora", DORA)
    assert late_comers.address(SOON + timedelta(seconds=3)) == 0
    assert late_comers.address(SOON + timedelta(seconds=2) + KNOWN_FOR) == 1
    assert receipt(message, dora).agent == DORA
    assert late_comers.address(OVER) == 0


def test_who_is_an_agent_in_place_of_somebody_else_gets_what_stands(
    sam: Person, hints: Hints, agents: dict[str, Person]
) -> None:
    message, other = sends(sam, hints), sends(sam, hints, teams=[OTHER])
    Person.objects.filter(pk=agents["ada"].pk).update(is_active=False)
    zoe, mia = person("zoe", "cisco:1001"), person("mia", "cisco:1002")

    assert [one.message for one in messages.told_to(zoe, publish=hints, now=clock(SOON))] == [message]
    assert LateComers().address(SOON) == 1
    assert steps_of(message, mia) == []
    assert not other.receipts.filter(person__in=[zoe.pk, mia.pk]).exists()


@pytest.mark.parametrize("count", [1, 9])
def test_a_second_in_which_nobody_came_costs_the_same_however_many_messages_stand(
    sam: Person, hints: Hints, agents: dict[str, Person], count: int
) -> None:
    for _ in range(count):
        sends(sam, hints, teams=[TEAM, OTHER])
    late_comers = LateComers()
    late_comers.address(SOON)

    with CaptureQueriesContext(connection) as a_second:
        assert late_comers.address(SOON + timedelta(seconds=1)) == 0
    with CaptureQueriesContext(connection) as an_own_page:
        messages.told_to(agents["ada"], publish=hints, now=clock(SOON))

    assert (len(a_second), len(an_own_page)) == (2, 4)


def test_nobody_late_gets_what_is_over(sam: Person, hints: Hints, agents: dict[str, Person]) -> None:
    sends(sam, hints)
    dora = person("dora", DORA)

    assert LateComers().address(OVER) == 0
    assert messages.told_to(dora, publish=hints, now=clock(OVER)) == []


def test_it_is_told_again_to_those_who_have_not_confirmed(sam: Person, hints: Hints, agents: dict[str, Person]) -> None:
    message = sends(sam, hints)
    confirmed(agents["ada"], [message.pk], publish=hints, now=clock(NINE))
    reader = Reader("desk")

    assert messages.resend(message, by=sam, sees_team=lambda _: True, publish=hints, now=clock(SOON)) == 1

    assert receipt(message, agents["ben"]).addressed_at == SOON
    assert receipt(message, agents["ada"]).addressed_at == NINE
    ben = f"{message.pk}:{agents['ben'].pk}"
    assert "09:01" in reader.catch_up()["told", f"@{agents['ben'].pk}", ben]
    assert lines()[-1] == ("resent", {"teams": [TEAM], "agents": [], "recipients": 1, "duration": 14400})


def test_where_none_confirms_it_is_told_again_to_those_who_have_not_seen(
    sam: Person, hints: Hints, agents: dict[str, Person]
) -> None:
    message = sends(sam, hints, must_confirm=False)
    seen(agents["ada"], [message.pk], publish=hints, now=clock(NINE))

    assert messages.resend(message, by=sam, sees_team=lambda _: True, publish=hints, now=clock(SOON)) == 1
    assert steps_of(message, agents["ada"]) == ["delivered", "seen"]


def test_a_supervisor_tells_only_the_own_teams_again(sam: Person, hints: Hints, agents: dict[str, Person]) -> None:
    message = sends(sam, hints, teams=[TEAM, OTHER])

    assert messages.resend(message, by=sam, sees_team=lambda team: team == OTHER, publish=hints, now=clock(SOON)) == 1
    assert receipt(message, agents["cleo"]).addressed_at == SOON


def test_deleted_it_is_off_every_desk_at_once(sam: Person, hints: Hints, agents: dict[str, Person]) -> None:
    message = sends(sam, hints)
    reader = Reader("desk")

    assert messages.delete(message, by=sam, publish=hints, now=clock(SOON))
    assert not messages.delete(message, by=sam, publish=hints, now=clock(SOON))

    assert reader.catch_up() == {}
    assert messages.told_to(agents["ada"], publish=hints, now=clock(SOON)) == []
    assert messages.resend(message, by=sam, sees_team=lambda _: True, publish=hints, now=clock(SOON)) == 0
    assert [step for step, _ in lines()] == ["sent", "deleted"]
    assert (message.deleted_at, message.deleted_by) == (SOON, sam.pk)


def test_over_a_night_without_any_process_it_is_over_by_itself(
    sam: Person, hints: Hints, agents: dict[str, Person]
) -> None:
    ten = NINE.replace(hour=22)
    eleven, three = ten + timedelta(hours=1), ten + timedelta(hours=5)
    message = sends(sam, hints, at=ten, lasts=timedelta(hours=4))
    confirmed(agents["ada"], [message.pk], publish=hints, now=clock(ten + timedelta(minutes=5)))
    delivered(agents["ben"], [message.pk], publish=hints, now=clock(ten + timedelta(minutes=6)))
    assert [one.message for one in messages.told_to(agents["ben"], publish=hints, now=clock(eleven))] == [message]
    heard, reader = len(hints.heard), Reader("desk")

    # at three, before anything has run: over for every reader, its receipts as they were, and none is added
    assert messages.standing(three) == []
    assert messages.told_to(agents["ben"], publish=hints, now=clock(three)) == []
    assert confirmed(agents["ben"], [message.pk], publish=hints, now=clock(three)) == 0
    assert LateComers().address(three) == 0
    assert steps_of(message, agents["ada"]) == ["delivered", "seen", "confirmed"]
    assert steps_of(message, agents["ben"]) == ["delivered"]
    assert len(hints.heard) == heard

    # then the first second of the first process
    assert messages.take_down_what_is_over(three) == 1
    assert messages.take_down_what_is_over(three) == 0
    assert reader.catch_up() == {}
    assert steps_of(message, agents["ada"]) == ["delivered", "seen", "confirmed"]


def test_a_connector_gets_the_vendors_structure(sam: Person, hints: Hints, agents: dict[str, Person]) -> None:
    message = sends(sam, hints, lasts=timedelta(minutes=10))

    assert as_team_message(message) == {
        "id": str(message.pk),
        "createdBy": {"id": str(sam.pk), "firstName": "Sam", "lastName": "Supervisor"},
        "createdAt": str(int(NINE.timestamp())),
        "duration": "600",
        "content": "Please finish your calls by five.",
        "teams": {"team": "5000"},
    }
    several = sends(sam, hints, teams=[TEAM, OTHER, "xivo:acc"])
    assert as_team_message(several, "cisco")["teams"] == {"team": ["5000", "5001"]}
