"""The settings: a wrong one is one sentence, a secret never prints."""

import msgspec
import pytest

from cti_bridge.connector import Action
from cti_bridge.connectors.generic_connector import Config, SignIn, capabilities
from cti_bridge.connectors.generic_connector.config import read
from cti_bridge.errors import Fatal
from cti_bridge.floor.model import AgentState

CONTRACT = {
    "brokers": ["stomp://127.0.0.1:61613"],
    "username": "bridge",
    "password": "s3cret",
    "command_queue": "Connector1",
    "destination": "floorwalker",
    "platform": "ucce",
    "time_zone": "Europe/Berlin",
    "command_ttl_seconds": 5,
}


def test_the_contracts_settings_are_taken():
    settings = read(CONTRACT)

    assert settings.zone.key == "Europe/Berlin"
    assert [str(a) for a in settings.addresses] == ["127.0.0.1:61613"]


def test_only_the_brokers_are_needed():
    assert read({"brokers": ["stomp://a"]}).command_queue == "Connector1"


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"brokers": []}, "brokers"),
        ({"brokers": ["tcp://cti:61616"]}, "starts with stomp"),
        ({"time_zone": "Mars/Base"}, "no time zone 'Mars/Base'"),
        ({"platform": "avaya"}, "platform"),
        ({"command_ttl_seconds": 0}, "command_ttl_seconds"),
        ({"destination": "a b"}, "destination"),
        ({"destination": "a#b"}, "destination"),
        ({"command_queue": ""}, "command_queue"),
        ({"password": "a\nb"}, "password"),
        ({"pasword": "x"}, "pasword"),
        ({"password": 5}, "password"),
    ],
)
def test_a_wrong_value_is_one_sentence_that_names_it(wrong, words):
    with pytest.raises(Fatal) as refused:
        read(CONTRACT | wrong)

    said = str(refused.value)
    assert words in said
    assert said.endswith(".")
    assert "\n" not in said
    assert "s3cret" not in said


def test_a_sign_in_has_the_contracts_names():
    sign_in = msgspec.convert({"login_id": "2900", "password": "s3cret", "extension": "4900"}, SignIn)

    assert (sign_in.login, sign_in.password, sign_in.extension) == ("2900", "s3cret", "4900")


def test_secrets_are_marked_and_never_print():
    for struct in (Config, SignIn):
        (password,) = [f for f in msgspec.inspect.type_info(struct).fields if f.name == "password"]
        assert password.type.extra == {"secret": True}
    assert "s3cret" not in repr(read(CONTRACT))
    assert "s3cret" not in repr(SignIn(login="1", password="s3cret"))


def test_every_setting_has_a_title_and_help():
    schema = msgspec.json.schema(Config)["$defs"]["Config"]["properties"]

    assert all(field.get("title") and field.get("description") for field in schema.values())


def test_capabilities_are_honest():
    can = capabilities(CONTRACT)

    assert {a for a, c in can.items() if c.works} == {
        Action.READY,
        Action.NOT_READY,
        Action.SIGN_OUT,
        Action.SIGN_IN,
        Action.LISTEN,
        Action.STOP_LISTENING,
        Action.FOLLOW,
        Action.HOLD,
        Action.RETRIEVE,
        Action.BARGE_IN,
        Action.INTERCEPT,
        Action.DROP,
    }
    assert set(can) == set(Action)
    assert all(c.note.endswith(".") for c in can.values())
    assert not any(c.takes_reason for c in can.values())
    assert can[Action.NOT_READY].from_states == {AgentState.READY, AgentState.WRAP_UP}
    assert can[Action.LISTEN].from_states == {AgentState.TALKING}


def test_express_has_no_dropping_and_does_not_tell_of_hold():
    can = capabilities({"platform": "uccx", "drop_participants": "all"})

    lacks = {a for a in (Action.DROP, Action.INTERCEPT, Action.HOLD, Action.RETRIEVE) if not can[a].works}
    assert lacks == {Action.DROP, Action.INTERCEPT, Action.HOLD, Action.RETRIEVE}
    assert all("Express" in can[a].note for a in lacks)
    assert can[Action.LISTEN].works
    assert can[Action.BARGE_IN].works


@pytest.mark.parametrize(("setting", "agents_only"), [({}, True), ({"drop_participants": "all"}, False)])
def test_who_may_be_dropped_is_as_finesse_is_set(setting, agents_only):
    assert capabilities(setting)[Action.DROP].agents_only is agents_only
