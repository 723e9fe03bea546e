"""Every command goes to the table and comes back as it was; of it, the table never holds a password."""

import json
from datetime import UTC, datetime
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cti_bridge.connector import Action
from cti_bridge.errors import CommandRefused
from cti_bridge.floor.commands import Command, ForceState, SetOwnState, SignIn, WorkCallback, subject_of
from cti_bridge.floor.model import AgentState
from dashboard.models import AskedCommand
from dashboard.store.orders import WANTED, action_of, command_of, is_own, parameters_of

NINE = datetime(2026, 11, 20, 9, tzinfo=UTC)
STATES = {  # those that somebody can ask for
    ForceState: st.sampled_from(sorted(WANTED.values())),
    SetOwnState: st.sampled_from([AgentState.READY, AgentState.NOT_READY]),
}


def some(kind: type[Any]) -> st.SearchStrategy[Any]:
    """Any command of a kind."""
    states = {"state": STATES[kind]} if kind in STATES else {}
    return st.builds(kind, deadline=st.datetimes(timezones=st.just(UTC)), **states)


def there_and_back(command: Any) -> Command:
    """What a bridge reads of what a page wrote; the parameters have been JSON in between."""
    asked = AskedCommand(
        id=command.id,
        action=action_of(command),
        subject=subject_of(command),
        parameters=json.loads(json.dumps(parameters_of(command))),
        deadline=command.deadline,
    )
    return command_of(asked, getattr(command, "password", ""))


@pytest.mark.parametrize("kind", get_args(Command), ids=lambda kind: kind.__name__)
def test_a_command_comes_back_as_it_was(kind: type[Any]) -> None:
    @given(some(kind))
    def holds(command: Any) -> None:
        assert there_and_back(command) == command

    holds()


@given(st.one_of([some(kind) for kind in get_args(Command)]))
def test_only_what_is_of_oneself_is_ones_own(command: Any) -> None:
    by_oneself = "agent" not in type(command).__dataclass_fields__ and "team" not in type(command).__dataclass_fields__

    assert is_own(command) is by_oneself
    assert parameters_of(command)["own"] is by_oneself


@given(some(SignIn))
def test_a_password_is_never_among_the_parameters(command: SignIn) -> None:
    assert "password" not in parameters_of(command)


@pytest.mark.parametrize(
    ("action", "parameters"),
    [
        (Action.MESSAGE, {}),  # nothing that a system does
        (Action.SET_PENALTY, {"queue": "xivo:3", "penalty": "high"}),
        (Action.CHANGE_GROUP, {"change": "scatter", "agents": []}),
        (Action.TAKE_CALLBACK, {}),
        ("dance", {}),
    ],
)
def test_what_this_version_cannot_read_is_refused_in_words(action: str, parameters: dict[str, object]) -> None:
    asked = AskedCommand(action=action, subject="xivo:19", parameters=parameters, deadline=NINE)

    with pytest.raises(CommandRefused, match="does not know how to do that"):
        command_of(asked)


def test_every_deed_with_a_callback_has_an_action_of_its_own() -> None:
    deeds = WorkCallback.__annotations__["deed"]

    assert len(deeds) == len([action for action in Action if action.endswith("-callback")])
