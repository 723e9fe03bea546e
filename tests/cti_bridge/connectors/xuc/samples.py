"""Every message that the vendor's page or xuc.md prints, as printed: (msgType, payload), the envelope left out."""

SHEET = (
    '{"timenow":1425055334,"compressed":true,"serial":"xml","payload":{"profile":{"user":{"internal":['
    '{"content":"xivo","name":"ipbxid"},{"content":"1425055330.23","name":"uid"}],"sheetQtui":null,"sheetInfo":['
    '{"value":"http://www.google.fr/","name":"popupUrl","order":10,"type":"url"}],"systrayInfo":[]}}},'
    '"channel":"SIP/1k4yj2-00000013"}'
)
MISPRINTED = (  # a quotation mark too many
    '{"entries":[{"status":0,"entry":["hawkeye","pierce","1002","0761187406","false"]},'
    '{"status":-2,"entry":["peter","pan","1004","","false"]}],'
    '"headers":[""Firstname","Lastname","Number","Mobile","Favorite"]}'
)
USER = (
    '{"userId":9,"dndEnabled":false,"naFwdEnabled":false,"naFwdDestination":"","uncFwdEnabled":false,'
    '"uncFwdDestination":"","busyFwdEnabled":false,"busyFwdDestination":"","firstName":"Alice","lastName":"Johnson",'
    '"fullName":"Alice Johnson","mobileNumber":"064574512","agentId":22,"lineIds":[5],"voiceMailId":58,'
    '"voiceMailEnabled":true}'
)
RINGING = (
    '{"eventType":"EventRinging","DN":"1118","otherDN":"1058","linkedId":"1447670380.34",'
    '"uniqueId":"1447670382.37","queueName":"blue","userData":{"XIVO_CONTEXT":"default","XIVO_USERID":"9",'
    '"XIVO_SRCNUM":"1058","XIVO_DSTNUM":"3000"}}'
)
VOICE_MAIL = '{"voiceMailId":58,"newMessages":2,"waitingMessages":1,"oldMessages":1}'

COUNTERS = (
    '{"queueId":11,"counters":[{"statName":"AvailableAgents","value":0},{"statName":"LoggedAgents","value":0},'
    '{"statName":"TalkingAgents","value":0},{"statName":"EWT","value":0}]}'
)
COUNTER_BY_NAME = '{"queueRef":"travels","counters":[{"statName":"TotalNumberCallsAbandonned","value":19}]}'
WAITING = (
    '{"queueId":9,"calls":[{"position":1,"name":"John Doe","number":"33356782212",'
    '"queueTime":"2015-07-16T10:40:16.626+02:00"}]}'
)
QUEUE = '{"id":8,"context":"default","name":"blue","displayName":"blue sky","number":"3506"}'
QUEUES = """[
        {"id":170,"context":"default","name":"bluesky","displayName":"Bl Record","number":"3012"},
        {"id":5,"context":"default","name":"noagent","displayName":"noagent","number":"3050"},
        {"id":6,"context":"default","name":"__switchboard_hold","displayName":"Switchboard hold","number":"3005"},
        {"id":173,"context":"default","name":"outbound","displayName":"outbound","number":"3099"},
        {"id":2,"context":"default","name":"yellow","displayName":"yellow stone","number":"3001"},
        {"id":7,"context":"default","name":"green","displayName":"green openerp","number":"3006"},
        {"id":3,"context":"default","name":"red","displayName":"red auto polycom","number":"3002"},
        {"id":11,"context":"default","name":"pool","displayName":"Ugips Pool","number":"3100"},
        {"id":4,"context":"default","name":"__switchboard","displayName":"Switchboard","number":"3004"}
        ]"""
MEMBER = '{"agentId":19,"queueId":3,"penalty":12}'
REMOVED = '{"agentId":19,"queueId":3,"penalty":-1}'
MEMBERS = """[
        {"agentId":129,"queueId":8,"penalty":2},
        {"agentId":139,"queueId":168,"penalty":2},
        {"agentId":129,"queueId":10,"penalty":0},
        {"agentId":129,"queueId":11,"penalty":0}
        ]"""

SIGNED_IN = '{"name":"AgentLogin","agentId":19,"phoneNb":"1000","since":1423839787,"queues":[8,14,170,4,1],"cause":""}'
STATE = '{"name":"%s","agentId":19,"phoneNb":"1000","since":%d,"queues":[8,14,170,4,1],"cause":"available"}'
STATES = {
    name: STATE % (name, since)
    for name, since in [
        ("AgentReady", 0),
        ("AgentOnPause", 0),
        ("AgentOnWrapup", 2),
        ("AgentRinging", 0),
        ("AgentDialing", 0),
        ("AgentLoggedOut", 0),
    ]
}
ON_CALL = (
    '{"name":"AgentOnCall","agentId":19,"phoneNb":"1000","since":0,"queues":[8,14,170,4,1],"cause":"available",'
    '"acd":false,"direction":"Incoming","callType":"External","monitorState":"ACTIVE"}'
)
DIRECTORY = (
    '{"directory": [{ "agent": {"context": "default", "firstName": "bj", "groupId": 1, "id": 8, "lastName": "agent", '
    '"number": "2000"}, "agentState": {"agentId": 8, "cause": "", "name": "AgentReady", "phoneNb": "1001", '
    '"queues": [1, 2], "since": 2 }}]}'
)
AGENT = '{"id":23,"firstName":"Jack","lastName":"Flash","number":"2501","context":"default"}'
AGENTS = """[
    {"id":24,"firstName":"John","lastName":"Waynes","number":"2601","context":"default","groupId":1},
    {"id":20,"firstName":"Maricé","lastName":"Saprïtchà","number":"2602","context":"default","groupId":1},
    {"id":147,"firstName":"Etienne","lastName":"Burgad","number":"30000","context":"default","groupId":1},
    {"id":148,"firstName":"Caroline","lastName":"HERONDE","number":"29000","context":"default","groupId":2},
    {"id":149,"firstName":"Eude","lastName":"GARTEL","number":"75000","context":"default","groupId":3},
    {"id":22,"firstName":"Alice","lastName":"Johnson","number":"2058","context":"default","groupId":5}
]"""
LISTENED = '{"started":false,"phoneNumber":"1058","agentId":22}'
GROUPS = """[
    {"id":1,"name":"default"},
    {"id":2,"name":"boats"},
    {"id":3,"name":"broum"},
    {"id":4,"name":"bingba3nguh"},
    {"id":5,"name":"salesexpert"},
    {"id":6,"name":"a_very_long_group_name"}
]"""
DAY = """{"id":22,
    "statistics":[
        {"name":"AgentPausedTotalTime","value":0},
        {"name":"AgentWrapupTotalTime","value":0},
        {"name":"AgentReadyTotalTime","value":434},
        {"name":"LoginDateTime","value":"2015-04-27T08:15:01.081+02:00"},
        {"name":"LogoutDateTime","value":"2015-04-27T08:14:49.427+02:00"}
        ]
}"""
UNKNOWN_PHONE = '{"Error":"PhoneNumberUnknown"}'
ANOTHER_PHONE = '{"Error":"LoggedInOnAnotherPhone","phoneNb":"1002","RequestedNb":"1001"}'

PAST_CALL = (
    '{"start":"2014-01-01 08:00:00","duration":"00:21:35","srcNum":"0115878","dstNum":"2547892","status":"answered"}'
)

PERIOD = (
    '{"default": false,"name": "Afternoon","periodStart": "14:00:00","periodEnd": "17:00:00",'
    '"uuid": "d3270038-e20e-498a-af71-3cf69b5cc792"}'
)
REQUEST = (
    '{"uuid":"a967da84-bc41-4bf4-a4fc-2bcc54e11606","listUuid":"b0849ac0-4f4a-4ed0-9386-53ab2afd94b1",'
    '"phoneNumber":"0230210082","mobilePhoneNumber":"0789654123","firstName":"Alice","lastName":"O\'Neill",'
    '"company":"YourSociety","description":null,"agentId":null,"dueDate": "2016-08-01","preferredPeriod": '
    + PERIOD
    + "}"
)
LIST = (
    '{"uuid":"b0849ac0-4f4a-4ed0-9386-53ab2afd94b1","name":"Liste de test","queueId":1,"callbacks":[' + REQUEST + "]}"
)
TAKEN = '{"uuid":"a967da84-bc41-4bf4-a4fc-2bcc54e11606","agentId":2}'
STARTED = '{"requestUuid":"a967da84-bc41-4bf4-a4fc-2bcc54e11606","ticketUuid":"8e82de0f-847a-4606-97bf-bef5a18ea8b0"}'
ABOUT_IT = '{"uuid":"a967da84-bc41-4bf4-a4fc-2bcc54e11606"}'
UPDATED = '{"request":' + REQUEST + "}"
DEFAULTS = """{
  "userId":186,
  "membership": [
    {"queueId":8,"penalty":1},
    {"queueId":17,"penalty":0},
    {"queueId":18,"penalty":0},
    {"queueId":23,"penalty":0}
  ]
}"""

# -- xuc.md alone ----------------------------------------------------------------------------------------------------

NOT_LOGGED_ON = '{"Error":"loggedOnFailed"}'
LOGGED_ON_LATE = '{"Error":"loggedOnTimeout"}'
STATUSES = (
    '[{"name":"lunch","color":"#FF0000","longName":"Lunch break","actions":['
    '{"name":"queuepause_all","parameters":""}]},'
    '{"name":"available","color":"#00FF00","longName":"Available","actions":[{"name":"queueunpause_all"}]}]'
)
SOME_DEFAULTS = '{"memberships":[{"userId":186,"membership":[{"queueId":8,"penalty":1}]}]}'
FOUND = '{"id":1,"response":{"list":[' + REQUEST + "]}}"

SAMPLES: list[tuple[str, str]] = [
    ("Sheet", SHEET),
    ("UserConfigUpdate", USER),
    ("PhoneEvent", RINGING),
    ("VoiceMailStatusUpdate", VOICE_MAIL),
    ("QueueStatistics", COUNTERS),
    ("QueueStatistics", COUNTER_BY_NAME),
    ("QueueCalls", WAITING),
    ("QueueConfig", QUEUE),
    ("QueueList", QUEUES),
    ("QueueMember", MEMBER),
    ("QueueMember", REMOVED),
    ("QueueMemberList", MEMBERS),
    ("AgentStateEvent", SIGNED_IN),
    *(("AgentStateEvent", state) for state in STATES.values()),
    ("AgentStateEvent", ON_CALL),
    ("AgentDirectory", DIRECTORY),
    ("AgentConfig", AGENT),
    ("AgentList", AGENTS),
    ("AgentListen", LISTENED),
    ("AgentGroupList", GROUPS),
    ("AgentStatistics", DAY),
    ("AgentError", UNKNOWN_PHONE),
    ("AgentError", ANOTHER_PHONE),
    ("CallHistory", PAST_CALL),
    ("CallbackLists", LIST),
    ("CallbackTaken", TAKEN),
    ("CallbackStarted", STARTED),
    ("CallbackClotured", ABOUT_IT),
    ("CallbackReleased", ABOUT_IT),
    ("CallbackRequestUpdated", UPDATED),
    ("UserQueueDefaultMembership", DEFAULTS),
    ("LoggedOnError", NOT_LOGGED_ON),
    ("LoggedOnError", LOGGED_ON_LATE),
    ("UsersStatuses", STATUSES),
    ("UsersQueueDefaultMembership", SOME_DEFAULTS),
    ("FindCallbackResponseWithId", FOUND),
    ("RightProfile", '{"profile":"Supervisor"}'),
]


def frame(name: str, payload: str) -> str:
    """A message as it comes over the line."""
    return '{"msgType":"%s","ctiMessage":%s}' % (name, payload)  # noqa: UP031 - full of braces
