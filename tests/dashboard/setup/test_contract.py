"""The contract's own example (as far as its vendors are built), in and out."""

import pytest

from dashboard.models import CtiSignIn, Integration, Person, QueuePolicy, ReasonPolicy, TeamPolicy
from dashboard.secrets import reveal
from dashboard.setup.dumping import dump
from dashboard.setup.errors import WrongSetup
from dashboard.setup.loading import load
from dashboard.setup.reading import read

FILE = """
[site]
name = "North site"
time_zone = "Europe/Berlin"

[[integration]]
name = "cisco"
kind = "generic_connector"
enabled = true
[integration.settings]
brokers = ["stomp://127.0.0.1:61613"]
username = "bridge"
password = "env:GC_BROKER_PASSWORD"
command_queue = "Connector1"
destination = "floorwalker"
platform = "ucce"
time_zone = "Europe/Berlin"
command_ttl_seconds = 5
[[integration.sign_in]]
feed = true
login_id = "2900"
password = "env:FEED_CTI_PASSWORD"
extension = "4900"
[[integration.sign_in]]
user = "sam"
login_id = "2001"
extension = "4001"

[[person]]
username = "sam"
name = "Sam Supervisor"
role = "supervisor"
teams = ["cisco:5000", "xivo:*"]
password = "env:SAM_PASSWORD"
language = "de"
agent = ["cisco:1001", "xivo:19"]

[[team]]
id = "cisco:5000"
name = "Sales North"
time_zone = "Europe/Berlin"
listening = "queue_calls"
purpose = "Quality coaching, works agreement 12"
reason_required = true
excluded = ["cisco:1007"]
history = "kept"
max_minutes = { not_ready = 15, wrap_up = 3, hold = 3, talking = 20 }

[[reason_code]]
source = "cisco"
category = "not_ready"
code = "10"
label = "Lunch"
order = 1
tone = "amber"
productive = false
max_minutes = 45
forceable = false
protected = true
retired = false

[[integration_setting]]
source = "cisco"
identifier = "Component1"
value = "property1=true;property2=1"

[[queue]]
id = "cisco:Sales"
name = "Sales"
teams = ["cisco:5000"]
warn_waiting = 5
warn_wait_seconds = 60
service_level_seconds = 20
service_level_variant = "abandons_negative"
short_abandon_seconds = 5

[retention]
states_days = 30
calls_days = 30
trail_days = 365

[privacy]
mask_numbers = true
agent_sees_listens = true
"""

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAM_PASSWORD", "correct horse")


def test_every_line_of_it_is_taken() -> None:
    load(FILE)

    assert Integration.objects.get().settings["password"] == "env:GC_BROKER_PASSWORD"
    assert [(s.login, s.feed, str(s.person)) for s in CtiSignIn.objects.order_by("login")] == [
        ("2001", False, "Sam Supervisor"),
        ("2900", True, "None"),
    ]
    assert Person.objects.get().language == "de"
    assert TeamPolicy.objects.get().excluded == ["cisco:1007"]
    assert ReasonPolicy.objects.get().protected
    assert QueuePolicy.objects.get().warn_wait_seconds == 60
    assert load(FILE) == []


def test_it_comes_out_as_it_went_in_but_for_passwords_of_people() -> None:
    load(FILE)

    text, names = dump()

    assert names == []
    assert read(text) == read(FILE.replace('password = "env:SAM_PASSWORD"\n', ""))


def test_a_literal_secret_of_a_system_is_sealed_and_dumped_as_a_reference() -> None:
    load(FILE.replace("env:GC_BROKER_PASSWORD", "hunter2"))

    text, names = dump()

    assert reveal(Integration.objects.get().settings["password"]) == "hunter2"
    assert names == ["FLOORWALKER_CISCO_PASSWORD"]
    assert 'password = "env:FLOORWALKER_CISCO_PASSWORD"' in text
    assert "hunter2" not in text


def test_an_error_in_a_vendors_part_names_its_key() -> None:
    with pytest.raises(WrongSetup, match=r"^integration\[0\]\.settings\.brokers: "):
        load(FILE.replace('["stomp://127.0.0.1:61613"]', '"stomp://127.0.0.1:61613"'))
    with pytest.raises(
        WrongSetup, match=r"^integration\[0\]\.settings\.brokers: 'http://127\.0\.0\.1:61613' is no broker"
    ):
        load(FILE.replace("stomp://127", "http://127"))
    with pytest.raises(WrongSetup, match=r"^integration\[0\]\.settings\.time_zone: there is no time zone 'Nowhere'"):
        load(FILE.replace('time_zone = "Europe/Berlin"\ncommand_ttl', 'time_zone = "Nowhere"\ncommand_ttl'))
    with pytest.raises(WrongSetup, match=r"^integration\[0\]\.settings\.command_ttl_seconds: more than 0\.$"):
        load(FILE.replace("command_ttl_seconds = 5", "command_ttl_seconds = 0"))


def test_a_reference_that_names_nothing_is_refused() -> None:
    with pytest.raises(WrongSetup, match=r"^integration\[0\]\.settings\.password: names nothing"):
        load(FILE.replace("env:GC_BROKER_PASSWORD", "env:"))
