"""Whatever is sent, the peer lives, keeps its own order, and what it says is as the specification has it."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cti_bridge.practice.xuc_peer import Settings, a_site, calls
from cti_bridge.practice.xuc_peer.clients import Client
from cti_bridge.practice.xuc_peer.commands import COMMANDS
from cti_bridge.practice.xuc_peer.phone_commands import NOT_PRACTISED
from cti_bridge.practice.xuc_peer.xuc import Xuc
from tests.cti_bridge.practice.xuc_peer.desk import Clock
from tests.cti_bridge.practice.xuc_peer.shapes import SHAPES, fits

# Command names typed here once more from xuc.md 1.4, so that none is missing on either side.
NAMES = """
agentLogin agentLogout pauseAgent unpauseAgent listenAgent monitorPause monitorUnpause setAgentGroup
subscribeToAgentEvents getAgentStates subscribeToAgentStats getAgentDirectory userStatusUpdate setAgentQueue
removeAgentFromQueue moveAgentsInGroup addAgentsInGroup removeAgentGroupFromQueueGroup addAgentsNotInQueueFromGroupTo
subscribeToQueueStats subscribeToQueueCalls unSubscribeToQueueCalls getQueueStatistics retrieveQueueCall getList
getConfig getQueueCallHistory getAgentCallHistory getUserCallHistory getUserCallHistoryByDays findCustomerCallHistory
getCallbackLists findCallbackRequest getCallbackPreferredPeriods takeCallback releaseCallback startCallback
listenCallbackMessage updateCallbackTicket getUserDefaultMembership setUserDefaultMembership setUsersDefaultMembership
applyUsersDefaultMembership dial originate dialFromMobile dialFromQueue hangup answer hold directTransfer
attendedTransfer completeTransfer cancelTransfer conference dnd naFwd uncFwd busyFwd directoryLookUp getFavorites
addFavorite removeFavorite setData getCurrentCallsPhoneEvents sendDtmf subscribeToPhoneHints
unsubscribeFromAllPhoneHints inviteConferenceRoom
"""
SPECIFIED = NAMES.split()
NUMBERS = "agentid agentId groupId queueId fromQueueId toQueueId userId id size days"
WORDS = "agentphonenumber reason status queue number destination comment"
A_CALLBACK = "00000000-0000-4003-8000-000000000001"
IDS = st.sampled_from([7, 19, 20, 186, 1, 3, 8, 14, 0, -1, 4711])
TEXTS = st.sampled_from(["9001", "1001", "1002", "lunch", "available", "Callback", "Answered", "bl", "queue", "agent"])
LISTS = st.sampled_from(["queue", "agent", "agentgroup", "queuemember", "basequeuemember", "meetme"])
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
PLACES = st.lists(st.fixed_dictionaries({"queueId": IDS, "penalty": IDS}), max_size=3)
FIELDS = {
    **dict.fromkeys(NUMBERS.split(), IDS),
    **dict.fromkeys(["penalty", "fromPenalty", "toPenalty"], st.integers(-1, 3)),
    **dict.fromkeys(WORDS.split(), TEXTS),
    "uuid": st.just(A_CALLBACK),
    "objectType": LISTS,
    "userIds": st.lists(IDS, max_size=3),
    "membership": PLACES,
    "dueDate": st.just("2026-12-01"),
    "request": st.just({"filters": [{"field": "dueDate", "operator": "<", "value": "2026-12-01", "order": "ASC"}]}),
}
ARGUMENTS = st.fixed_dictionaries({}, optional={name: value | ANYTHING for name, value in FIELDS.items()})
WELL_FORMED = st.fixed_dictionaries(FIELDS)
FRAMES = st.one_of(
    st.builds(
        lambda command, arguments: json.dumps({**arguments, "claz": "web", "command": command}),
        st.sampled_from(SPECIFIED),
        WELL_FORMED | ARGUMENTS,
    ),
    st.builds(json.dumps, ANYTHING),
    st.text(max_size=20),
)
MOVES = ("wait", "ring", "answer", "end")
STEPS = st.lists(st.tuples(st.sampled_from([0, 1, 2]), FRAMES | st.sampled_from(MOVES)), max_size=25)


class Line:
    """An XUC without a wire: frames go in as texts, and what is said is kept by login."""

    def __init__(self) -> None:
        self.clock = Clock()
        self.world = a_site(clock=self.clock, agents=6)
        self.due: list[Any] = []
        self.xuc = Xuc(self.world, Settings(), lambda seconds, act: self.due.append(act))
        self.said: dict[str, list[Any]] = {}
        self.clients = [self._client(login) for login in ("feed", "sam", "agent19")]

    def _client(self, login: str) -> Client:
        said = self.said.setdefault(login, [])
        user = self.world.users[login]
        client = Client(user=user, phone=user.phone, say=lambda frame: said.append(json.loads(frame)))
        self.xuc.greet(client)
        return client

    def goes(self, steps: list[tuple[int, str]]) -> None:
        """Clients send frames, and things happen."""
        for client, step in steps:
            if step in MOVES:
                self.move(step)
            else:
                self.xuc.hear(self.clients[client], step)
            self.xuc.publish_counters()

    def move(self, move: str) -> None:
        """Something happens that nobody asked for."""
        match move:
            case "wait":
                self.clock.turn(7)
                due, self.due = self.due, []
                for act in due:
                    act()
            case "ring":
                calls.ring(self.world, 19, calls.internal("1002"))
            case "answer":
                calls.answer(self.world, 19)
            case "end":
                calls.end(self.world, 19, wrap_up=True)
        self.xuc.publish()


@pytest.mark.parametrize("command", sorted(SPECIFIED))
def test_every_command_of_the_specification_is_known(command: str) -> None:
    assert command in COMMANDS or command in NOT_PRACTISED


def test_no_command_is_made_up() -> None:
    assert set(COMMANDS) | NOT_PRACTISED == set(SPECIFIED)


@settings(max_examples=80, deadline=None)
@given(steps=STEPS)
def test_whatever_is_sent_every_frame_is_as_specified(steps: list[tuple[int, str]]) -> None:
    line = Line()

    line.goes(steps)

    for frames in line.said.values():
        for frame in frames:
            assert fits(frame, SHAPES), frame


@settings(max_examples=80, deadline=None)
@given(steps=STEPS)
def test_who_follows_the_events_knows_what_is(steps: list[tuple[int, str]]) -> None:
    line = Line()
    for command in ("subscribeToAgentEvents", "getAgentStates", "getList"):
        asked = {"claz": "web", "command": command, "objectType": "queuemember"}
        line.xuc.hear(line.clients[0], json.dumps(asked))

    line.goes(steps)

    assert _states(line.said["feed"]) == {id_: one.state for id_, one in line.world.presences.items()}
    assert _members(line.said["feed"]) == line.world.members
    lines = [one.phone for one in line.world.presences.values() if one.is_in]
    assert len(lines) == len(set(lines))


def _states(told: list[Any]) -> dict[int, str]:
    events = [one["ctiMessage"] for one in told if one.get("msgType") == "AgentStateEvent"]
    return {one["agentId"]: one["name"] for one in events}


def _members(told: list[Any]) -> dict[int, dict[int, int]]:
    known: dict[int, dict[int, int]] = {id_: {} for id_ in _states(told)}
    for frame in told:
        match frame:
            case {"msgType": "QueueMemberList", "ctiMessage": places}:
                known = {id_: {} for id_ in known}
                for one in places:
                    known[one["agentId"]][one["queueId"]] = one["penalty"]
            case {"msgType": "QueueMember", "ctiMessage": {"agentId": agent, "queueId": queue, "penalty": -1}}:
                del known[agent][queue]
            case {"msgType": "QueueMember", "ctiMessage": {"agentId": agent, "queueId": queue, "penalty": penalty}}:
                known[agent][queue] = penalty
    return known
