"""What every vendor says that its system can do, under each choice of its settings, and what it refuses."""

from collections.abc import Iterator
from importlib import import_module
from itertools import product
from typing import Any
from uuid import uuid4

import msgspec
import pytest
from msgspec.inspect import LiteralType, Metadata, StructType, type_info

from cti_bridge import catalog
from cti_bridge.connector import Action, Capabilities
from cti_bridge.errors import CommandRefused
from cti_bridge.floor.commands import (
    ApplyDefault,
    BargeIn,
    CallbackDeed,
    ChangeGroup,
    Command,
    DropParticipant,
    ForceState,
    GroupChange,
    HoldCall,
    Listen,
    Place,
    RetrieveCall,
    SetPenalty,
    SetRecording,
    SignIn,
    SignInAgent,
    StopListening,
    WorkCallback,
)
from cti_bridge.floor.lookups import QueueCalls
from cti_bridge.floor.model import AgentState, CallbackId, CallId, QueueId, TeamId, source_of
from tests.cti_bridge.connectors.opened import Opened
from tests.cti_bridge.connectors.test_every_vendor import FOLDER, every_vendor, examples

NEEDS = {  # what an action is nothing without
    Action.LISTEN: {Action.STOP_LISTENING},
    Action.HOLD: {Action.RETRIEVE},
    Action.RETRIEVE: {Action.HOLD},
    Action.BARGE_IN: {Action.LISTEN, Action.STOP_LISTENING},
    Action.INTERCEPT: {Action.BARGE_IN, Action.DROP},
    Action.DROP: {Action.BARGE_IN},
    Action.FOLLOW: {Action.LISTEN},
    Action.PAUSE_RECORDING: {Action.RESUME_RECORDING},
    Action.RESUME_RECORDING: {Action.PAUSE_RECORDING},
    Action.SET_PENALTY: {Action.LEAVE_QUEUE},
    Action.LEAVE_QUEUE: {Action.SET_PENALTY},
    Action.RELEASE_CALLBACK: {Action.TAKE_CALLBACK},
    Action.START_CALLBACK: {Action.TAKE_CALLBACK},
    Action.CLOSE_CALLBACK: {Action.START_CALLBACK},  # it gives the ticket
    Action.RESCHEDULE_CALLBACK: {Action.START_CALLBACK},
}
NO_ORDER = {  # of its own, to a system
    Action.INTERCEPT,  # two orders: to barge in, and to drop
    Action.FOLLOW,  # an order to listen, each time
    Action.MESSAGE,  # our own
    Action.SEE_CALLERS,  # seen by what the system tells
    Action.SEE_QUEUE_CALLS,  # a question: Connector.look_up
}
MATRIX = ("<!-- matrix -->", "<!-- /matrix -->")


def choices(kind: str) -> Iterator[dict[str, Any]]:
    """Every combination of what can be chosen from a list in a vendor's settings."""
    struct = type_info(catalog.vendor(kind).Config)
    assert isinstance(struct, StructType)
    lists = {}
    for field in struct.fields:
        bare = field.type.type if isinstance(field.type, Metadata) else field.type
        if isinstance(bare, LiteralType):
            lists[field.encode_name] = bare.values
    for chosen in product(*lists.values()):
        yield dict(zip(lists, chosen, strict=True))


every_choice = pytest.mark.parametrize(
    ("kind", "chosen"),
    [
        pytest.param(kind, chosen, id=" ".join([kind, *map(str, chosen.values())]))
        for kind in catalog.vendors()
        for chosen in choices(kind)
    ],
)


def capabilities(kind: str, chosen: dict[str, Any]) -> Capabilities:
    settings = {**examples(kind, required=True), **chosen}
    msgspec.convert(settings, catalog.vendor(kind).Config)
    return catalog.capabilities(kind, settings)


@every_choice
def test_it_names_every_action_and_of_those_that_do_not_work_says_why(kind: str, chosen: dict[str, Any]) -> None:
    can = capabilities(kind, chosen)

    assert set(can) == set(Action)
    assert not [action for action, c in can.items() if not c.works and not c.note]


@every_choice
def test_each_note_is_one_sentence(kind: str, chosen: dict[str, Any]) -> None:
    for action, capability in capabilities(kind, chosen).items():
        if capability.note:
            assert capability.note.endswith("."), action
            assert ". " not in capability.note, action
            assert capability.note[0].isupper(), action


@every_choice
def test_what_is_nothing_without_another_action_works_only_with_it(kind: str, chosen: dict[str, Any]) -> None:
    can = capabilities(kind, chosen)

    for action, others in NEEDS.items():
        if can[action].works:
            assert not [other for other in others if not can[other].works], action


@every_choice
def test_it_restricts_only_what_works(kind: str, chosen: dict[str, Any]) -> None:
    for action, capability in capabilities(kind, chosen).items():
        if not capability.works:
            assert capability.from_states is None, action
            assert not capability.takes_reason, action
            assert not capability.agents_only, action
            assert not capability.takes_phone, action
            assert not capability.agent_may_be_told, action


@every_choice
async def test_what_it_can_never_do_is_refused_and_nothing_is_sent(kind: str, chosen: dict[str, Any]) -> None:
    can = capabilities(kind, chosen)
    opened = import_module(f"tests.cti_bridge.connectors.{kind}.opened").opened

    async with opened(chosen) as floor:
        before = list(floor.sent())
        for command in (c for action, c in commands(floor).items() if not can[action].works):
            with pytest.raises(CommandRefused, match=r"\.$"):
                await floor.execute(command)

        assert list(floor.sent()) == before


@every_choice
async def test_who_cannot_sign_agents_in_refuses_it_and_nothing_is_sent(kind: str, chosen: dict[str, Any]) -> None:
    if capabilities(kind, chosen)[Action.SIGN_IN].takes_phone:
        return
    async with import_module(f"tests.cti_bridge.connectors.{kind}.opened").opened(chosen) as floor:
        before = list(floor.sent())
        order = SignInAgent(id=uuid4(), agent=floor.agent, extension="4101", deadline=floor.deadline)

        with pytest.raises(CommandRefused, match=r"\.$"):
            await floor.execute(order)

        assert list(floor.sent()) == before


@every_choice
async def test_what_it_does_not_keep_is_not_looked_up(kind: str, chosen: dict[str, Any]) -> None:
    if capabilities(kind, chosen)[Action.SEE_QUEUE_CALLS].works:
        return
    async with import_module(f"tests.cti_bridge.connectors.{kind}.opened").opened(chosen) as floor:
        with pytest.raises(CommandRefused, match=r"\.$"):
            await floor.look_up(QueueCalls(queue=QueueId(f"{source_of(floor.agent)}:1"), size=10))


@every_vendor
async def test_every_action_is_an_order_or_needs_none(kind: str) -> None:
    async with import_module(f"tests.cti_bridge.connectors.{kind}.opened").opened({}) as floor:
        ordered = set(commands(floor))

    assert ordered | NO_ORDER == set(Action)
    assert not ordered & NO_ORDER


def commands(floor: Opened) -> dict[Action, Command]:
    """An order of every action that a connector carries out."""
    return on_the_phone(floor) | about_queues(floor) | on_callbacks(floor)


def on_the_phone(floor: Opened) -> dict[Action, Command]:
    one: dict[str, Any] = {"id": uuid4(), "deadline": floor.deadline}
    on_a_call: dict[str, Any] = {
        **one, "sign_in": floor.sign_in, "agent": floor.agent, "call": CallId(f"{floor.agent.partition(':')[0]}:7"),
    }  # fmt: skip
    return {
        Action.READY: ForceState(agent=floor.agent, state=AgentState.READY, **one),
        Action.NOT_READY: ForceState(agent=floor.agent, state=AgentState.NOT_READY, **one),
        Action.SIGN_OUT: ForceState(agent=floor.agent, state=AgentState.SIGNED_OUT, **one),
        Action.SIGN_IN: SignIn(sign_in=floor.sign_in, extension="4101", **one),
        Action.LISTEN: Listen(sign_in=floor.sign_in, agent=floor.agent, **one),
        Action.STOP_LISTENING: StopListening(**on_a_call),
        Action.HOLD: HoldCall(**on_a_call),
        Action.RETRIEVE: RetrieveCall(**on_a_call),
        Action.BARGE_IN: BargeIn(**on_a_call),
        Action.DROP: DropParticipant(address="4001", **on_a_call),
        Action.PAUSE_RECORDING: SetRecording(agent=floor.agent, on=False, **one),
        Action.RESUME_RECORDING: SetRecording(agent=floor.agent, on=True, **one),
    }


def about_queues(floor: Opened) -> dict[Action, Command]:
    one: dict[str, Any] = {"id": uuid4(), "deadline": floor.deadline}
    source = source_of(floor.agent)
    here, there = Place(queue=QueueId(f"{source}:1"), penalty=0), Place(queue=QueueId(f"{source}:2"), penalty=1)
    move: dict[str, Any] = {"change": GroupChange.MOVE, "out_of": here, "into": there, "agents": (floor.agent,)}
    return {
        Action.SET_PENALTY: SetPenalty(agent=floor.agent, queue=here.queue, penalty=1, **one),
        Action.LEAVE_QUEUE: SetPenalty(agent=floor.agent, queue=here.queue, penalty=None, **one),
        Action.APPLY_DEFAULT: ApplyDefault(agent=floor.agent, **one),
        Action.CHANGE_GROUP: ChangeGroup(team=TeamId(f"{source}:1"), **move, **one),
    }


def on_callbacks(floor: Opened) -> dict[Action, Command]:
    callback = CallbackId(f"{source_of(floor.agent)}:b0849ac0-4f4a-4ed0-9386-53ab2afd94b1")
    return {
        action: WorkCallback(
            id=uuid4(), sign_in=floor.sign_in, callback=callback, deed=deed, status="Answered", deadline=floor.deadline
        )
        for action, deed in {
            Action.TAKE_CALLBACK: CallbackDeed.TAKE,
            Action.RELEASE_CALLBACK: CallbackDeed.RELEASE,
            Action.START_CALLBACK: CallbackDeed.START,
            Action.CLOSE_CALLBACK: CallbackDeed.CLOSE,
            Action.RESCHEDULE_CALLBACK: CallbackDeed.RESCHEDULE,
        }.items()
    }


def test_somewhere_something_is_never_possible() -> None:
    """Else the test above would hold of nothing."""
    never = {
        action
        for kind in catalog.vendors()
        for chosen in choices(kind)
        for action, capability in capabilities(kind, chosen).items()
        if not capability.works
    }

    assert {Action.HOLD, Action.DROP} <= never


@every_vendor
def test_its_support_page_has_a_place_for_the_matrix(kind: str) -> None:
    page = (FOLDER / kind / "SUPPORT.md").read_text()

    assert [page.count(mark) for mark in MATRIX] == [1, 1]
    assert page.index(MATRIX[0]) < page.index(MATRIX[1])


def test_no_vendor_is_left_out() -> None:
    folders = {path.name for path in FOLDER.iterdir() if (path / "session.py").exists()}

    assert {kind.values[0] for kind in every_choice.args[1]} == folders
