"""The one table of what the guide lost and we inferred: change a spelling here, nowhere else.

Marks as in generic_connector.md: CLIENT was seen in a client that worked against a live system, INFER is reasoning.
"""

from enum import Enum


class Verb(Enum):
    """A command: how its JMSType starts, and its body's arguments in order. `?` marks one that may be left out."""

    HELLO = ("Hello",)
    BEAT = ("Beat",)
    CONNECT = ("Connect", "destination", "password", "sso?")
    LOGIN = ("Login", "password", "extension")
    MOBILE_LOGIN = ("MOBILEAGENTLOGIN", "password", "extension", "dial number", "connection mode")
    LOGOUT = ("logout",)  # the guide prints Logout; CLIENT sends both
    LOGOUT_WITH_REASON = ("logoutwithreason", "reason code")
    GET_STATE = ("GetState",)
    MAKE_NOT_READY = ("MakeNotReady",)
    MAKE_NOT_READY_WITH_REASON = ("MakeNotReadyWithReason", "reason code")
    MAKE_READY = ("MakeReady",)
    MAKE_WORK_READY = ("MakeWorkReady",)
    MAKE_WORK_NOT_READY = ("MakeWorkNotReady",)  # INFER: the guide prints MakeReady here, which would do the opposite
    MAKE_CALL = ("MakeCall", "number")
    ANSWER_CALL = ("AnswerCall", "dialog")
    RELEASE_CALL = ("ReleaseCall", "dialog")
    HOLD_CALL = ("HoldCall", "dialog")
    RETRIEVE_CALL = ("RetrieveCall", "dialog")
    BLIND_TRANSFER = ("Transfer_sst", "extension", "dialog")
    CONSULT_CALL = ("ConsultCall", "extension", "dialog")
    TRANSFER_CALL = ("TransferCall", "extension", "dialog")
    CONFERENCE_CALL = ("Conferencecall", "extension", "dialog")
    GET_DIALOG_STATE = ("GetDialogState", "dialog")
    LOGOUT_REASONS = ("reasoncodelogout",)
    NOT_READY_REASONS = ("reasoncodenotready",)
    WRAP_UP_REASONS = ("wrapupreasoncode",)
    WRAP_UP = ("wrapup", "wrap-up reason", "dialog")
    UPDATE_CALL_VARIABLE = ("update_call_variable", "dialog", "variables")
    GET_ALL_AGENTS = ("getallagents#",)  # two # follow, as the guide prints it
    GET_PHONEBOOKS = ("GetPhonebooks",)  # CLIENT
    GET_PHONEBOOK_CONTACTS = ("GetPhonebookContacts", "phonebook")  # CLIENT
    GET_TEAM_PHONEBOOKS = ("GetTeamPhonebooks", "team")  # CLIENT
    GET_QUEUES = ("getqueuelist",)
    SILENT_MONITOR = ("silentmonitor", "extension")
    END_SILENT_MONITOR = ("endsilentmonitor", "dialog")  # CLIENT
    DROP_PARTICIPANT = ("dropparticipant", "extension", "dialog")
    GET_TEAM_USERS = ("getteamusers", "team", "subscribe")  # CLIENT for the body
    BARGE_IN = ("bargein", "extension", "dialog")  # CLIENT; the dialog is the silent monitoring
    ACCEPT_PREVIEW = ("AcceptOutboundPreview", "dialog", "word")
    REJECT_PREVIEW = ("RejectOutboundPreview", "dialog", "word")
    CLOSE_PREVIEW = ("CloseOutboundPreview", "dialog", "word")
    GET_SKILL_GROUPS = ("GETSKILLGROPU",)  # so spelt in the guide
    GET_SUPERVISORS = ("GETSUPERVISOR",)
    SCHEDULE_CALLBACK = ("SHCEDULECALLBACK", "extension", "dialog", "callback time", "callback number")
    UPDATE_CALLBACK = ("UPDATECALLBACK", "extension", "dialog", "callback time", "callback number")
    CANCEL_CALLBACK = ("CANCELSHCEDULECALLBACK", "extension", "dialog")
    RECLASSIFY_CALL = ("RECLASSIFYCALL", "extension", "dialog", "value")
    # "Get Team Users State" has no JMSType anywhere: a team is asked for as a whole instead.

    @property
    def jms_type(self) -> str:
        """How the JMSType starts, before `#` and the login id."""
        return str(self.value[0])

    @property
    def arguments(self) -> tuple[str, ...]:
        """The names of its arguments."""
        return tuple(self.value[1:])


HASH = "00100011"  # INFER: "# Binary number" stands where Finesse's text held a #

# Labels are compared without case, blanks, underscores and a leading `queue_<n>_`.
USER_POSITIONS = (  # CLIENT and the guide's legend
    "first_name",
    "last_name",
    "extension",
    "login",
    "state",
    "pending",
    "media",
    "changed_at",
    "label",
)
USER_LABELS = {
    "firstname": "first_name",
    "lastname": "last_name",
    "extension": "extension",
    "loginid": "login",
    "state": "state",
    "pendingstate": "pending",
    "mediatype": "media",
    "statechangetime": "changed_at",
    "statechangelabel": "label",
    "name": "name",  # the administrator's AgentsList
    "team": "team",
}
QUEUE_POSITIONS = (  # CLIENT for UCCE; INFER for the two of wrap-up: the order is the alphabet's
    "name",
    "agents_not_ready",
    "agents_ready",
    "agents_talking_inbound",
    "agents_talking_internal",
    "agents_talking_outbound",
    "agents_wrap_up_not_ready",
    "agents_wrap_up_ready",
    "waiting",
    "longest_started_at",
)
QUEUE_LABELS = {  # INFER: Finesse's own names, and the guide's
    "name": "name",
    "queuename": "name",
    "csqname": "name",
    "agentsnotready": "agents_not_ready",
    "notready": "agents_not_ready",
    "numberofagentsnotready": "agents_not_ready",
    "agentsready": "agents_ready",
    "ready": "agents_ready",
    "numberofagentsready": "agents_ready",
    "agentstalkinginbound": "agents_talking_inbound",
    "talkinginbound": "agents_talking_inbound",
    "numberofagentstalkinginbound": "agents_talking_inbound",
    "agentstalkinginternal": "agents_talking_internal",
    "talkinginternal": "agents_talking_internal",
    "numberofagentstalkinginternal": "agents_talking_internal",
    "agentstalkingoutbound": "agents_talking_outbound",
    "talkingoutbound": "agents_talking_outbound",
    "numberofagentstalkingoutbound": "agents_talking_outbound",
    "agentswrapupnotready": "agents_wrap_up_not_ready",
    "wrapupnotready": "agents_wrap_up_not_ready",
    "numberofagentsinwrapupnotreadystate": "agents_wrap_up_not_ready",
    "agentswrapupready": "agents_wrap_up_ready",
    "wrapupready": "agents_wrap_up_ready",
    "numberofagentsinwrapupreadystate": "agents_wrap_up_ready",
    "callsinqueue": "waiting",
    "numberofcallsinqueue": "waiting",
    "waitingcalls": "waiting",
    "starttimeoflongestcallinqueue": "longest_started_at",
    "starttimeoflongestcall": "longest_started_at",
    "longestcallinqueue": "longest_started_at",
    "agentsloggedin": "agents_logged_on",
    "agentsinaftercallwork": "agents_wrap_up",
    "agentstalking": "agents_talking",
    "agentsreserved": "agents_reserved",
    "handledcalls": "handled",
    "abandonedcalls": "abandoned",
    "totalcalls": "total",
    "longesthandletime": "longest_handle_time",
}

EXPRESS_ONLY = frozenset(  # the guide: these come from UCCX, whose fields have no certain order
    {"agents_logged_on", "agents_wrap_up", "agents_talking", "agents_reserved", "handled", "abandoned", "total"}
)
RECORD_LABELS = ("name", "type", "id", "description", "firstName", "lastName", "phoneNumber")  # of phonebooks
DIALOG_LABELS = ("DialogID", "AssDialogID")
NOTHING_FOUND = ("nophonebookfound", "noteamphonebookfound", "nocontactfound")
