"""Which question an answer belongs to."""

from cti_bridge.connectors.generic_connector.requests import Request, Requests
from cti_bridge.connectors.generic_connector.spellings import Verb

TEAMS = Verb.GET_TEAM_USERS


def asked(requests: Requests, id_: str, login: str = "2900", verb: Verb = TEAMS, about: str = "") -> Request:
    request = Request(verb, login, 10.0, about)
    requests.put(request, id_)
    return request


def test_a_correlation_id_decides():
    requests = Requests()
    asked(requests, "a", about="5000")
    second = asked(requests, "b", about="5001")

    assert requests.answered("b", "2900", TEAMS) is second


def test_an_id_that_is_nobodys_is_nobodys():
    requests = Requests()
    asked(requests, "a")

    assert requests.answered("zzz", "2900", TEAMS) is None
    assert requests.refused("zzz", "2900") is None


def test_without_an_id_it_is_the_oldest_of_that_login_and_kind():
    requests = Requests()
    asked(requests, "x", verb=Verb.GET_QUEUES)
    asked(requests, "y", login="2901")
    first = asked(requests, "a", about="5000")
    second = asked(requests, "b", about="5001")

    assert requests.answered("", "2900", TEAMS) is first
    assert requests.answered("", "2900", TEAMS) is second
    assert requests.answered("", "2900", TEAMS) is None


def test_one_question_may_go_out_as_two_commands():
    requests = Requests()
    login = Request(Verb.LOGIN, "2900", 10.0)
    requests.put(login, "connect", "login")

    assert requests.refused("connect", "2900") is login
    assert requests.open(Verb.LOGIN) == []


def test_an_error_without_an_id_belongs_to_the_only_question_or_to_none():
    requests = Requests()
    only = asked(requests, "a")
    assert requests.refused("", "2900") is only

    asked(requests, "b")
    asked(requests, "c")
    assert requests.refused("", "2900") is None


def test_what_nobody_answered_is_overdue_once():
    requests = Requests()
    late = asked(requests, "a")

    assert requests.overdue(9.9) == []
    assert requests.overdue(10.0) == [late]
    assert requests.overdue(11.0) == []
