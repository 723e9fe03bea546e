"""Whether what was asked of an agent's call may still be sent: decided again at the last moment.

Pages decide when somebody asks (presenters/preflight.py). Until a bridge takes the command, which may be seconds, the
agent may have turned to a colleague, have gone to another team, or an administrator may have ended the listening.
"""

from cti_bridge.connector import Action
from cti_bridge.floor.rows import AgentRow, Kind
from dashboard.models import AskedCommand
from dashboard.presenters.listening import no_listen
from dashboard.presenters.policies import NO_TEAM_RULE
from dashboard.presenters.preflight import NO_BARGING
from dashboard.store import policies, rows

NOT_SENT_UNFAIR = "Not sent: whether this call may be listened to has changed since you asked."

_JOINS = (Action.BARGE_IN, Action.INTERCEPT)


def is_fair(asked: AskedCommand) -> bool:
    """Whether a command may be sent as the floor and the policies stand now. What begins no listening always may."""
    if asked.action != Action.LISTEN and asked.action not in _JOINS:
        return True
    found = rows.find(asked.source, Kind.AGENT, asked.subject)
    if found is None or found.team != asked.team:
        return False
    row: AgentRow = found.body
    team = policies.load().teams.get(row.team, NO_TEAM_RULE)
    code = no_listen(row, listening=team.listening, excluded=team.excluded)
    return code not in NO_BARGING if asked.action in _JOINS else not code
