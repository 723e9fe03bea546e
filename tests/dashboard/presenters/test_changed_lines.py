"""What people changed, in words: what it was, what it is, and who is meant."""

from typing import Any

import pytest

from dashboard.presenters.activity import Names, shown
from dashboard.presenters.entries import folded
from dashboard.presenters.trail_words import DEEDS, THINGS
from dashboard.store.changes import EXCHANGED, HIDDEN
from tests.dashboard.presenters.test_entries import ALine

NAMES = Names(people={7: "Ada", 8: "Sam"}, agents={"cisco:1001": "Ada Novak"}, teams={"cisco:5000": "Sales North"})


def told(action: str, step: str = "changed", *, subject: str = "cisco:5000", team: str = "", **details: Any) -> Any:
    [entry] = folded([ALine(1, step, action=action, subject=subject, team=team, details=details)])
    return shown(entry, NAMES)


def test_a_change_says_what_it_was_and_what_it_is() -> None:
    entry = told(
        "team",
        team="cisco:5000",
        before={"listening": "off", "reason_required": False, "max_minutes": {}, "excluded": ["cisco:1007"]},
        after={"listening": "queue_calls", "reason_required": True, "max_minutes": {"hold": 3}, "excluded": []},
    )

    assert (entry.deed, entry.whom, entry.team, entry.outcome_word) == ("Team", "Sales North", "", "Changed")
    assert list(entry.seen) == [
        ("Listening", "off → queue_calls"),
        ("A reason must be given", "no → yes"),
        ("Longest, in minutes", "– → hold: 3"),
        ("Never listened to", "cisco:1007 → –"),
    ]


def test_what_is_new_or_gone_says_what_it_is_or_was() -> None:
    new = told("reason_code", before=None, after={"label": "Lunch", "tone": "", "forceable": False})
    gone = told("reason_code", before={"label": "Lunch"}, after=None)

    assert (new.outcome_word, list(new.seen)) == ("Added", [("Label", "Lunch")])
    assert (gone.outcome_word, list(gone.seen)) == ("Deleted", [("Label", "Lunch")])


def test_a_person_is_named_as_they_are_called_now() -> None:
    entry = told("person", subject="8", before={"role": "viewer"}, after={"role": "supervisor"})

    assert (entry.who, entry.whom) == ("Ada", "Sam")
    assert list(entry.seen) == [("Role", "Viewer → Supervisor")]
    assert told("person", subject="9", before={}, after={}).whom == "person 9"
    assert list(told("sign_in", before={"user": ""}, after={"user": "8"}).seen) == [("Person", "– → Sam")]


def test_a_secret_is_said_to_be_another() -> None:
    entry = told("integration", before={"settings.password": HIDDEN}, after={"settings.password": EXCHANGED})

    assert list(entry.seen) == [("Password", "•••• → •••• (another one)")]


@pytest.mark.parametrize(
    ("action", "step", "details", "said"),
    [
        ("message", "sent", {"recipients": 12, "duration": 300}, ("Message", "Sent", "")),
        ("message", "resent", {"recipients": 2}, ("Message", "Sent again", "")),
        ("message", "deleted", {}, ("Message", "Deleted", "")),
        ("hand-raise", "raised", {}, ("Raise a hand", "Raised", "")),
        ("hand-claim", "claimed", {}, ("Come to a raised hand", "Claimed", "")),
        ("hand-lower", "lowered", {"why": "supervisor"}, ("Lower a hand", "Lowered", "A supervisor lowered it.")),
        ("check", "asked", {}, ("Connection test", "Asked", "")),
        ("check", "ended", {"works": True, "said": ""}, ("Connection test", "It works", "")),
        ("check", "ended", {"works": False, "said": "TLS"}, ("Connection test", "It does not work", "TLS")),
        ("setup", "loaded", {"changes": 3}, ("Setup file", "Loaded", "")),
        ("setup", "downloaded", {}, ("Setup file", "Downloaded", "")),
        ("sessions", "changed", {"before": {}, "after": {"ended": True}}, ("Sessions and open pages", "Changed", "")),
        ("settings-person-erase", "denied", {}, ("Change a setting", "Denied", "Tried without permission.")),
    ],
)  # fmt: skip
def test_every_line_has_its_words(action: str, step: str, details: dict[str, Any], said: tuple[str, str, str]) -> None:
    entry = told(action, step, **details)

    assert (entry.deed, entry.outcome_word, entry.sentence) == said


def test_a_message_says_to_whom_it_went_and_not_what_it_says() -> None:
    entry = told("message", "sent", subject="5bd0…", teams=["cisco:5000"], agents=[], recipients=12, duration=300)

    assert entry.whom == ""
    assert list(entry.seen) == [("Teams", "cisco:5000"), ("Recipients", "12"), ("For how long", "5:00")]


def test_no_word_of_ours_stands_for_two_things() -> None:
    assert not DEEDS.keys() & THINGS.keys()
