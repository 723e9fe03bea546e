"""What a setup file may say, before any database is asked."""

import pytest

from dashboard.setup.errors import WrongSetup
from dashboard.setup.reading import read

WRONG = [
    ("[[integration]]\nkind = 'practice'", "integration[0].name: is missing."),
    ("[[integration]]\nname = 'Cisco!'\nkind = 'practice'", "integration[0].name: Small letters, digits"),
    ("[[integration]]\nname = 'desk'\nkind = 'practice'", 'integration[0].name: "desk" is our own'),
    ("[[person]]\nusername = 'sam'\nrole = 'boss'", "person[0].role: there is no “boss”."),
    ("[[person]]\nusername = 'sam'\nrole = 'viewer'\nshoe = 43", "person[0].shoe: there is no such key."),
    (
        "[[person]]\nusername = 'sam'\nrole = 'viewer'\nteams = ['cisco']",
        "person[0].teams[0]: write it with its system first, like",
    ),
    (
        "[[person]]\nusername = 'sam'\nrole = 'viewer'\nlent = [{ team = 'cisco:1', until = 'soon' }]",
        "person[0].lent[0].until: it is no day: write it like",
    ),
    ("[[person]]\nusername = 'a'\nrole = 'viewer'\n" * 2, "person[1].username: stands in the file twice."),
    ("[[team]]\nid = 'cisco:1'\nlistening = 'all_calls'", "team[0].purpose: is needed where"),
    ("[[team]]\nid = 'cisco:1'\nlistening = 'all_calls'\npurpose = ' '", "team[0].purpose: is needed where"),
    ("[[team]]\nid = 'cisco:1'\ntime_zone = 'Berlin'", "team[0].time_zone: 'Berlin' is not known"),
    ("[[team]]\nid = 'cisco:1'\nmax_minutes = { asleep = 3 }", "team[0].max_minutes"),
    ("[[team]]\nid = 'cisco:1'\nmax_minutes = { hold = -3 }", "team[0].max_minutes: at least 0."),
    ("[[queue]]\nid = 'cisco:Sales'\nservice_level_variant = 'mine'", "queue[0].service_level_variant: "),
    (
        "[[reason_code]]\nsource = 'cisco'\ncategory = 'not_ready'\ncode = 10",
        "reason_code[0].code: a text belongs here, not a whole number.",
    ),
    ("[retention]\nstates_days = 0", "retention.states_days: "),
    ("[site]\ntime_zone = 'Berlin'", "site.time_zone: 'Berlin' is not known"),
    ("[colour]\nred = 1", "colour: there is no such key."),
    ("[site\nname = 'x'", "line 1, column 6: is no TOML: "),
    ("a = " + "[" * 100_000, "the file: is nested too deeply"),
    ("[retention]\nstates_days = " + "9" * 5_000, "the file: has a number that is too long."),
]


@pytest.mark.parametrize(("text", "said"), WRONG, ids=[said for _, said in WRONG])
def test_an_error_names_the_key_of_its_line(text: str, said: str) -> None:
    with pytest.raises(WrongSetup) as caught:
        read(text)

    assert str(caught.value).startswith(said)
    assert "\n" not in str(caught.value)


def test_an_empty_file_says_nothing() -> None:
    setup = read("")

    assert setup.site is None
    assert setup.person == ()


def test_an_editors_mark_before_the_first_line_does_no_harm() -> None:
    assert read("\ufeff[site]\nname = 'North'") == read("[site]\nname = 'North'")
