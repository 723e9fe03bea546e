"""A setup file on its way into the database."""

import pytest

from dashboard.models import CtiSignIn, Integration, IntegrationSetting, Person, QueuePolicy, Site, TeamPolicy
from dashboard.secrets import reveal, seal
from dashboard.setup.errors import WrongSetup
from dashboard.setup.loading import load

FILE = """
[site]
name = "North site"
time_zone = "Europe/Berlin"

[[integration]]
name = "north"
kind = "practice"
[integration.settings]
agents = 12
[[integration.sign_in]]
user = "sam"
login = "2001"
password = "hunter2"

[[integration_setting]]
source = "north"
identifier = "Component1"
value = "property1=true"

[[person]]
username = "sam"
name = "Sam Supervisor"
role = "supervisor"
teams = ["north:5000"]
password = "env:SAM_PASSWORD"
agent = ["north:1001"]

[[team]]
id = "north:5000"
listening = "queue_calls"
purpose = "Quality coaching"
max_minutes = { wrap_up = 3 }

[[queue]]
id = "north:Sales"
warn_waiting = 5

[[reason_code]]
source = "north"
category = "not_ready"
code = "10"
label = "Lunch"
"""

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAM_PASSWORD", "correct horse")


def test_everything_in_the_file_is_there_afterwards() -> None:
    load(FILE)

    sam = Person.objects.get(username="sam")
    assert (sam.name, sam.role, sam.teams, sam.agents) == (
        "Sam Supervisor",
        "supervisor",
        ["north:5000"],
        ["north:1001"],
    )
    assert sam.check_password("correct horse")
    assert Site.objects.get().time_zone == "Europe/Berlin"
    assert Integration.objects.get().settings == {"agents": 12}
    assert CtiSignIn.objects.get().person == sam
    assert TeamPolicy.objects.get().max_minutes == {"wrap_up": 3}
    assert QueuePolicy.objects.get().warn_waiting == 5
    assert IntegrationSetting.objects.get().value == "property1=true"


def test_loading_twice_changes_nothing() -> None:
    assert "add person sam" in load(FILE)
    stored = CtiSignIn.objects.get().settings

    assert load(FILE) == []
    assert CtiSignIn.objects.get().settings == stored


def test_a_check_says_what_would_change_and_changes_nothing() -> None:
    would = load(FILE, check=True)

    assert "add integration north" in would
    assert not Integration.objects.exists()
    assert not Person.objects.exists()
    assert load(FILE) == would


def test_a_change_is_named_without_its_value() -> None:
    load(FILE)

    assert load(FILE.replace("hunter2", "hunter3")) == ["change sign-in north:2001: password"]
    assert reveal(CtiSignIn.objects.get().settings["password"]) == "hunter3"


def test_a_secret_is_sealed_and_a_reference_stays_one() -> None:
    load(FILE)
    assert CtiSignIn.objects.get().settings["password"].startswith("sealed:")

    load(FILE.replace('"hunter2"', '"env:SAM_CTI"'))
    assert CtiSignIn.objects.get().settings["password"] == "env:SAM_CTI"


@pytest.mark.parametrize("held", ['user = "tom"', "feed = true"])
def test_what_somebody_typed_for_a_sign_in_does_not_go_with_it_to_another(held: str) -> None:
    """The bridge would go on under their password, and the other could listen by it."""
    load(FILE)
    load('[[person]]\nusername = "tom"\nrole = "supervisor"')
    CtiSignIn.objects.update(typed=seal("Sam's own"))

    load(FILE)
    assert CtiSignIn.objects.get().typed
    load(FILE.replace('user = "sam"', held))

    assert CtiSignIn.objects.get().typed == ""


def test_a_password_is_used_when_the_person_is_made_and_never_again(monkeypatch: pytest.MonkeyPatch) -> None:
    load(FILE)
    monkeypatch.delenv("SAM_PASSWORD")

    assert load(FILE) == []
    assert Person.objects.get().check_password("correct horse")


def test_without_a_password_nobody_can_sign_in_as_that_person() -> None:
    load('[[person]]\nusername = "tom"\nrole = "viewer"')

    assert not Person.objects.get().has_usable_password()


def test_what_a_file_does_not_name_is_kept() -> None:
    load(FILE)

    assert load('[[person]]\nusername = "tom"\nrole = "viewer"') == ["add person tom"]
    assert Person.objects.filter(username="sam").exists()
    assert Site.objects.get().name == "North site"


def test_what_an_entry_leaves_out_has_its_default() -> None:
    load(FILE)

    load('[[team]]\nid = "north:5000"')

    assert TeamPolicy.objects.get().listening == "off"


WRONG = [
    ("agents = 12", "agents = 'many'", "integration[0].settings.agents: a whole number belongs here, not a text."),
    ("agents = 12", "agnets = 12", "integration[0].settings.agnets: there is no such key."),
    ('kind = "practice"', 'kind = "fax"', "integration[0].kind: There is no CTI system of kind 'fax'"),
    ('login = "2001"', 'logn = "2001"', "integration[0].sign_in[0].logn: there is no such key."),
    ('login = "2001"', "", "integration[0].sign_in[0].login: is missing."),
    ('user = "sam"', 'user = "tom"', "integration[0].sign_in[0].user: there is no person tom."),
    ('user = "sam"', "", "integration[0].sign_in[0].user: say either"),
    ('user = "sam"', 'user = "sam"\nfeed = true', "integration[0].sign_in[0].user: say either"),
    ('"hunter2"', '"sealed:hunter2"', "integration[0].sign_in[0].password: was sealed by"),
    ("env:SAM_PASSWORD", "env:TOM_PASSWORD", "person[0].password: The environment variable TOM_PASSWORD is not set."),
    ('source = "north"\nidentifier', 'source = "south"\nidentifier', "integration_setting[0].source: there is no"),
]


@pytest.mark.parametrize(("right", "wrong", "said"), WRONG, ids=[said for *_, said in WRONG])
def test_a_file_with_an_error_changes_nothing_and_is_told_by_its_key(right: str, wrong: str, said: str) -> None:
    assert right in FILE

    with pytest.raises(WrongSetup) as caught:
        load(FILE.replace(right, wrong))

    assert str(caught.value).startswith(said)
    assert "hunter2" not in str(caught.value)
    assert not Integration.objects.exists()
    assert not Site.objects.exists()


@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("hunter2!", "This password is too short. It must contain at least 10 characters."),
        ("sam supervisor", "The password is too similar to the name."),
        ("1234567890", "This password is too common."),
        ("8315072946", "This password is entirely numeric."),
    ],
)
def test_who_loads_a_weak_password_is_told(monkeypatch: pytest.MonkeyPatch, password: str, said: str) -> None:
    monkeypatch.setenv("SAM_PASSWORD", password)

    assert f"add person sam, with a weak password: {said}" in load(FILE)
    assert Person.objects.get().check_password(password)


def test_an_integration_has_at_most_five_settings() -> None:
    settings = "".join(f'[[integration_setting]]\nsource = "north"\nidentifier = "Component{n}"\n' for n in range(2, 7))

    with pytest.raises(WrongSetup, match=r"integration_setting\[5\].identifier: north would have more than 5"):
        load(FILE + settings)


LENT = 'teams = ["north:5000"]\nlent = [{team = "north:6000", until = 2026-12-31}]'


def test_a_team_is_lent_until_a_day() -> None:
    load(FILE.replace('teams = ["north:5000"]', LENT))

    [loan] = Person.objects.get().lent.all()
    assert (loan.team, loan.until.isoformat()) == ("north:6000", "2026-12-31")


def test_a_loan_goes_with_the_file_that_no_longer_names_it() -> None:
    load(FILE.replace('teams = ["north:5000"]', LENT))

    assert load(FILE) == ["change person sam: lent"]
    assert not Person.objects.get().lent.exists()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ('{team = "north:6000"}', r"^person\[0\]\.lent\[0\]\.until: is missing"),
        ('{team = "north", until = 2026-12-31}', r"^person\[0\]\.lent\[0\]\.team: "),
        ('{team = "n:1", until = "soon"}', r"^person\[0\]\.lent\[0\]\.until: "),
        ('{team = "n:1", until = 2026-12-31}, {team = "n:1", until = 2027-12-31}', r"^person\[0\]\.lent\[1\]\.team: "),
    ],
)
def test_a_wrong_loan_is_named_by_its_key(wrong: str, said: str) -> None:
    with pytest.raises(WrongSetup, match=said):
        load(FILE.replace('teams = ["north:5000"]', f"lent = [{wrong}]"))


def test_who_was_put_out_is_let_in_again_only_by_a_file_that_says_so() -> None:
    load(FILE)
    Person.objects.update(is_active=False)

    assert load(FILE) == []
    assert not Person.objects.get().is_active

    assert load(FILE.replace('username = "sam"', 'username = "sam"\nactive = true')) == ["change person sam: active"]
    assert Person.objects.get().is_active


LEA = '[[person]]\nusername = "lea"\nname = "Lea Leader"\nrole = "agent"\nagent = ["north:1001"]\n'


def test_one_agent_is_not_two_people_and_the_sentence_names_both() -> None:
    with pytest.raises(WrongSetup) as wrong:
        load(FILE + LEA)

    assert str(wrong.value) == "person[0].agent: north:1001 is sam and lea: an agent is one person only."
    assert not Person.objects.exists()


def test_nor_is_it_somebody_whom_the_file_does_not_name() -> None:
    load(LEA)

    with pytest.raises(WrongSetup, match=r"person\[0\]\.agent: north:1001 is sam and lea: "):
        load(FILE)


def test_an_agent_passes_from_one_to_another_in_one_file_and_from_who_was_put_out() -> None:
    load(LEA)

    load(FILE + LEA.replace('agent = ["north:1001"]\n', ""))
    load(LEA + "active = false\n")

    assert Person.objects.get(username="sam").agents == ["north:1001"]


def test_a_user_name_stands_once_however_it_is_written() -> None:
    with pytest.raises(WrongSetup, match=r"person\[0\]\.username: LEA has this user name already\."):
        load('[[person]]\nusername = "lea"\nrole = "agent"\n[[person]]\nusername = "LEA"\nrole = "agent"\n')
