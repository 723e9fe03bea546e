"""The ready-made site is the one that other tests count on."""

from cti_bridge.practice.generic_connector_peer import Platform, a_site
from cti_bridge.practice.generic_connector_peer.model import State
from tests.cti_bridge.practice.generic_connector_peer.talk import Clock


def test_it_has_three_teams_of_eight_and_their_supervisors(clock: Clock) -> None:
    world = a_site(clock=clock)

    agents = [user for user in world.users.values() if not user.supervises]
    assert [(u.login, u.phone, u.password) for u in agents[:1] + agents[-1:]] == [
        ("1001", "4001", "pw-1001"),
        ("1024", "4024", "pw-1024"),
    ]
    assert [sum(user.team == team for user in agents) for team in ("5000", "5001", "5002")] == [8, 8, 8]
    assert len({user.full_name for user in agents}) == 24
    supervises = {user.login: user.supervises for user in world.users.values() if user.supervises}
    assert supervises == {"2001": ("5000", "5001"), "2002": ("5002",), "2900": ("5000", "5001", "5002")}


def test_nobody_can_listen_to_two_of_sams_agents(clock: Clock) -> None:
    world = a_site(clock=clock)

    assert world.configuration.unmonitored == {"4019": "13139", "4022": "13140"}
    assert {world.users[login].team for login in ("1019", "1022")} == {"5000"}


def test_agents_are_at_their_desks_or_on_their_way(clock: Clock) -> None:
    there = a_site(clock=clock)
    coming = a_site(clock=clock, platform=Platform.UCCX, signed_in=False)

    assert there.users["1001"].state is State.NOT_READY
    assert coming.users["1001"].state is State.LOGOUT
    assert there.users["2001"].state is State.LOGOUT


def test_it_grows_without_two_of_anything(clock: Clock) -> None:
    world = a_site(clock=clock, agents=1000)

    assert len(world.users) == 1003
    assert len({user.phone for user in world.users.values()}) == 1003


def test_no_password_shows_when_a_user_is_printed(clock: Clock) -> None:
    assert "pw-" not in repr(a_site(clock=clock).users["1001"])
