"""People as a CSV file: whatever stands in the tables is written so that it reads as the same."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.models.people import Role
from dashboard.store.people_file import passwords, read, write
from dashboard.store.roster import Wanted

TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("=+-@;,\"'\n "), max_size=30).map(
    str.strip
)
ID = st.builds(
    "{}:{}".format, st.sampled_from(["cisco", "xivo"]), st.from_regex(r"[A-Za-z0-9*=' ]{0,8}[a-z0-9*]", fullmatch=True)
)
IDS = st.lists(ID, max_size=3, unique=True).map(tuple)
PERSON = st.builds(
    Wanted,
    username=TEXT.filter(bool),
    name=TEXT,
    role=st.sampled_from(Role.values),
    teams=IDS,
    agents=IDS,
    language=st.sampled_from(["", "en", "de", "fr", "es"]),
    active=st.booleans(),
)
PEOPLE = st.lists(PERSON, max_size=5, unique_by=lambda person: person.username.casefold())


@settings(max_examples=60)
@given(PEOPLE)
def test_what_is_written_reads_as_the_same(people: list[Wanted]) -> None:
    sheet = read(write(people))

    assert not sheet.wrong
    assert [Wanted(**line.values) for line in sheet.lines] == people  # type: ignore[arg-type]


@settings(max_examples=60)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=200))
def test_any_text_is_people_or_says_what_is_wrong(text: str) -> None:
    sheet = read(f"username,role\n{text}")

    lines = f"username,role\n{text}".splitlines()
    assert all(1 <= wrong.number <= len(lines) + 1 and wrong.what for wrong in sheet.wrong)
    assert all(line.values["role"] in Role.values for line in sheet.lines)


def test_a_name_that_a_spreadsheet_would_carry_out_is_only_a_name_there() -> None:
    text = write([Wanted(username="max", name="=HYPERLINK(1)", role="viewer")])

    assert ",'=HYPERLINK(1)," in text
    assert read(text).lines[0].values["name"] == "=HYPERLINK(1)"


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ('"max,viewer\nlea,viewer', 'opens a quotation mark (") that is never closed.'),
        ('"max"x,viewer', "goes on after a closing quotation mark"),
        (f'max,"{"x" * 200_000}\n"', "has a cell that is too long."),
    ],
)
def test_what_no_table_could_be_is_said_of_the_line_where_it_begins(wrong: str, says: str) -> None:
    (line,) = read(f"username,role\nsam,supervisor\n{wrong}\n").wrong

    assert line.number == 3
    assert line.what.startswith(says)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_cells_are_parted_as_the_spreadsheet_does_it(separator: str) -> None:
    (line,) = read(f"username{separator}role\nmax{separator}viewer\n").lines

    assert line.values == {"username": "max", "role": "viewer"}


def test_an_apostrophe_of_ones_own_stays() -> None:
    assert read("username,role,name\nmax,viewer,'t Hooft\n").lines[0].values["name"] == "'t Hooft"


def test_the_list_of_passwords_has_a_line_each() -> None:
    assert passwords([("max", "Max", "abc")]).splitlines()[1:] == ["max,Max,abc"]
