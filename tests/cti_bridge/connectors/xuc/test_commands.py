"""Every command of xuc.md 1.4 that a supervisor needs, to the letter: keys have two spellings, and the server one."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cti_bridge.connectors.xuc import commands as asked
from cti_bridge.connectors.xuc.codec import PING, decode, encode
from cti_bridge.connectors.xuc.messages import Keepalive, QueuePenalty

DEFAULT = (QueuePenalty(queue_id=8, penalty=1),)
PLACES = {"group_id": 5, "from_queue_id": 3, "from_penalty": 0, "to_queue_id": 8, "to_penalty": 1}
BY_NUMBER = asked.Request(filters=(asked.Filter(name="src_num", operator="=", value="0230"),), size=10)
BY_DUE = asked.Request(
    filters=(asked.Filter(name="dueDate", operator="<=", value="2016-08-01", order="ASC"),), offset=0, limit=100
)

FRAMES = [
    (asked.AgentLogin(phone="1001", agent_id=19), '"agentLogin","agentphonenumber":"1001","agentid":19'),
    (asked.AgentLogin(phone="1001"), '"agentLogin","agentphonenumber":"1001"'),
    (asked.AgentLogout(agent_id=19), '"agentLogout","agentid":19'),
    (asked.AgentLogout(), '"agentLogout"'),
    (asked.PauseAgent(agent_id=19, reason="lunch"), '"pauseAgent","agentid":19,"reason":"lunch"'),
    (asked.PauseAgent(agent_id=19), '"pauseAgent","agentid":19'),
    (asked.UnpauseAgent(agent_id=19), '"unpauseAgent","agentid":19'),
    (asked.ListenAgent(agent_id=19), '"listenAgent","agentid":19'),
    (asked.MonitorPause(agent_id=19), '"monitorPause","agentid":19'),
    (asked.MonitorUnpause(agent_id=19), '"monitorUnpause","agentid":19'),
    (asked.SetAgentGroup(agent_id=19, group_id=5), '"setAgentGroup","agentId":19,"groupId":5'),
    (asked.SubscribeToAgentEvents(), '"subscribeToAgentEvents"'),
    (asked.GetAgentStates(), '"getAgentStates"'),
    (asked.SubscribeToAgentStats(), '"subscribeToAgentStats"'),
    (asked.GetAgentDirectory(), '"getAgentDirectory"'),
    (asked.UserStatusChange(status="available"), '"userStatusUpdate","status":"available"'),
    (
        asked.SetAgentQueue(agent_id=19, queue_id=3, penalty=12),
        '"setAgentQueue","agentId":19,"queueId":3,"penalty":12',
    ),
    (asked.SetAgentQueue(agent_id=19, queue_id=3, penalty=0), '"setAgentQueue","agentId":19,"queueId":3,"penalty":0'),
    (asked.RemoveAgentFromQueue(agent_id=19, queue_id=3), '"removeAgentFromQueue","agentId":19,"queueId":3'),
    (
        asked.MoveAgentsInGroup(**PLACES),
        '"moveAgentsInGroup","groupId":5,"fromQueueId":3,"fromPenalty":0,"toQueueId":8,"toPenalty":1',
    ),
    (
        asked.AddAgentsInGroup(**PLACES),
        '"addAgentsInGroup","groupId":5,"fromQueueId":3,"fromPenalty":0,"toQueueId":8,"toPenalty":1',
    ),
    (
        asked.RemoveAgentGroupFromQueueGroup(group_id=5, queue_id=3, penalty=0),
        '"removeAgentGroupFromQueueGroup","groupId":5,"queueId":3,"penalty":0',
    ),
    (
        asked.AddAgentsNotInQueueFromGroupTo(group_id=5, queue_id=3, penalty=0),
        '"addAgentsNotInQueueFromGroupTo","groupId":5,"queueId":3,"penalty":0',
    ),
    (asked.SubscribeToQueueStats(), '"subscribeToQueueStats"'),
    (asked.SubscribeToQueueCalls(queue_id=9), '"subscribeToQueueCalls","queueId":9'),
    (asked.UnsubscribeToQueueCalls(queue_id=9), '"unSubscribeToQueueCalls","queueId":9'),
    (
        asked.GetQueueStatistics(queue_id=9, window=3600, xqos=15),
        '"getQueueStatistics","queueId":9,"window":3600,"xqos":15',
    ),
    *(
        (asked.GetList(object_type=one), f'"getList","objectType":"{one}"')
        for one in ("queue", "agent", "queuemember", "agentgroup", "basequeuemember")
    ),
    (asked.GetConfig(object_type="queue"), '"getConfig","objectType":"queue"'),
    (asked.GetQueueCallHistory(queue="bl", size=7), '"getQueueCallHistory","queue":"bl","size":7'),
    (asked.GetAgentCallHistory(size=7), '"getAgentCallHistory","size":7'),
    (asked.GetUserCallHistory(size=7), '"getUserCallHistory","size":7'),
    (asked.GetUserCallHistoryByDays(days=7), '"getUserCallHistoryByDays","days":7'),
    (
        asked.FindCustomerCallHistory(id=1, request=BY_NUMBER),
        (
            '"findCustomerCallHistory","id":1,'
            '"request":{"filters":[{"field":"src_num","operator":"=","value":"0230"}],"size":10}'
        ),
    ),
    (asked.GetCallbackLists(), '"getCallbackLists"'),
    (
        asked.FindCallbackRequest(id=1, request=BY_DUE),
        (
            '"findCallbackRequest","id":1,"request":{"filters":[{"field":"dueDate","operator":"<=","value":"2016-08-01",'
            '"order":"ASC"}],"offset":0,"limit":100}'
        ),
    ),
    (asked.GetCallbackPreferredPeriods(), '"getCallbackPreferredPeriods"'),
    (asked.TakeCallback(uuid="u"), '"takeCallback","uuid":"u"'),
    (asked.ReleaseCallback(uuid="u"), '"releaseCallback","uuid":"u"'),
    (asked.StartCallback(uuid="u", number="0230210082"), '"startCallback","uuid":"u","number":"0230210082"'),
    (asked.ListenCallbackMessage(voice_message_ref="r"), '"listenCallbackMessage","voiceMessageRef":"r"'),
    (
        asked.UpdateCallbackTicket(uuid="u", status="Answered", comment="ok"),
        '"updateCallbackTicket","uuid":"u","status":"Answered","comment":"ok"',
    ),
    (
        asked.UpdateCallbackTicket(
            uuid="u", status="Callback", comment="later", due_date=date(2016, 8, 1), period_uuid="p"
        ),
        (
            '"updateCallbackTicket","uuid":"u","status":"Callback","comment":"later",'
            '"dueDate":"2016-08-01","periodUuid":"p"'
        ),
    ),
    (asked.GetUserDefaultMembership(user_id=186), '"getUserDefaultMembership","userId":186'),
    (
        asked.SetUserDefaultMembership(user_id=186, membership=DEFAULT),
        '"setUserDefaultMembership","userId":186,"membership":[{"queueId":8,"penalty":1}]',
    ),
    (
        asked.SetUsersDefaultMembership(user_ids=(1, 2), membership=DEFAULT),
        '"setUsersDefaultMembership","userIds":[1,2],"membership":[{"queueId":8,"penalty":1}]',
    ),
    (asked.ApplyUsersDefaultMembership(user_ids=(1, 2, 7)), '"applyUsersDefaultMembership","userIds":[1,2,7]'),
    (asked.Hangup(), '"hangup"'),
    (asked.Hangup(unique_id="1447670382.37"), '"hangup","uniqueId":"1447670382.37"'),
    (asked.Answer(), '"answer"'),
    (asked.GetCurrentCallsPhoneEvents(), '"getCurrentCallsPhoneEvents"'),
]


@pytest.mark.parametrize(
    ("command", "frame"), FRAMES, ids=[f"{type(c).__name__}-{i}" for i, (c, _) in enumerate(FRAMES)]
)
def test_it_is_written_to_the_letter(command, frame):
    assert encode(command) == '{"claz":"web","command":' + frame + "}"


def test_none_is_forgotten():
    assert {type(command) for command, _ in FRAMES} == set(asked.Command.__args__)


def test_a_ping_is_no_command():
    assert json.loads(PING) == {"claz": "ping"}
    assert decode(PING) == Keepalive()  # the server may send it back


@pytest.mark.parametrize(("due", "period"), [(date(2026, 11, 23), None), (None, "p")])
def test_a_day_goes_with_a_period_or_not_at_all(due, period):
    with pytest.raises(ValueError, match="both or neither"):
        asked.UpdateCallbackTicket(uuid="u", status="Callback", comment="", due_date=due, period_uuid=period)


@given(st.text(st.characters(codec="utf-8")))
def test_whatever_a_person_types_stays_inside_its_text(comment):
    frame = json.loads(encode(asked.UpdateCallbackTicket(uuid="u", status="Answered", comment=comment)))

    assert frame == {
        "claz": "web",
        "command": "updateCallbackTicket",
        "uuid": "u",
        "status": "Answered",
        "comment": comment,
    }


@pytest.mark.parametrize(
    "command",
    [
        asked.StartCallback(uuid="u", number="0230210082"),
        asked.UpdateCallbackTicket(uuid="u", status="Answered", comment="0230210082"),
        asked.FindCustomerCallHistory(
            id=1, request=asked.Request(filters=(asked.Filter(name="src_num", operator="=", value="0230210082"),))
        ),
    ],
)
def test_a_customer_prints_in_no_command(command):
    assert "0230" not in repr(command)
