"""Somebody who is an agent on two systems is one person."""

from dashboard.presenters.linked import Linked, also_html
from dashboard.presenters.order import Agent

SAM_ON_CISCO = Agent("cisco:1001", {"state": "ready", "person": "p7"})
SAM_ON_XIVO = Agent("xivo:19", {"state": "talking", "person": "p7"})
ADA = Agent("cisco:1002", {"state": "ready"})


def test_a_person_counts_once_in_the_state_that_keeps_them_most() -> None:
    assert Linked([SAM_ON_CISCO, SAM_ON_XIVO, ADA]).once() == [ADA, SAM_ON_XIVO]


def test_of_rows_that_are_shown_only_people_are_counted() -> None:
    linked = Linked([SAM_ON_CISCO, SAM_ON_XIVO, ADA])

    assert linked.number({"cisco:1001", "xivo:19", "cisco:1002"}) == 2
    assert linked.number({"xivo:19"}) == 1


def test_each_row_says_what_the_other_is() -> None:
    linked = Linked([SAM_ON_CISCO, SAM_ON_XIVO, ADA])

    assert linked.also(SAM_ON_CISCO) == [SAM_ON_XIVO]
    assert 'title="also xivo: Talking"' in also_html(linked.also(SAM_ON_CISCO))
    assert linked.also(ADA) == []
    assert also_html([]) == ""


def test_who_sees_only_one_of_them_learns_nothing_of_the_other() -> None:
    assert Linked([SAM_ON_CISCO]).also(SAM_ON_CISCO) == []
