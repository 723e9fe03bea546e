"""Whether whoever asked something may still ask it: decided again at the last moment.

Pages decide when somebody asks (dashboard.access). Until a bridge takes the command, which may be seconds, an
administrator may have put them out, given them another role or other teams, or their sign-in to somebody else.
"""

from cti_bridge.connector import Action
from dashboard.access import Scope, scope_of
from dashboard.models import AskedCommand, CtiSignIn, Person

NOT_SENT_NOT_ENTITLED = "Not sent: you may no longer ask this."

_ALWAYS = (Action.STOP_LISTENING, Action.HOLD, Action.RETRIEVE)  # of one's own call (views/own_calls.py)


class Entitlement:
    """What those who ask may do now. Each is looked up once: many may be asked for by one."""

    def __init__(self) -> None:
        self._people: dict[int, tuple[Person, Scope] | None] = {}

    def holds(self, asked: AskedCommand) -> bool:
        """Whether a command may be sent for whoever asked it. What only lets go always may."""
        is_own = _is_of_oneself(asked)
        if asked.action in _ALWAYS or (is_own and asked.action == Action.SIGN_OUT):
            return True
        found = self._who(asked.person)
        if found is None or _is_anothers(asked.subject if is_own else asked.parameters.get("sign_in", ""), found[0]):
            return False
        person, scope = found
        if is_own:
            return True
        of_nobody_else = asked.team.startswith("@")  # a callback's: it is worked by whoever took it
        return person.may_act and (of_nobody_else or scope.sees_team(asked.team))

    def _who(self, number: int) -> tuple[Person, Scope] | None:
        if number not in self._people:
            person = Person.objects.filter(pk=number, is_active=True).first()
            self._people[number] = (person, scope_of(person)) if person else None
        return self._people[number]


def _is_of_oneself(asked: AskedCommand) -> bool:
    """Whether its subject is a sign-in of the asker's (cti_bridge.floor.commands.OfOneself)."""
    return bool(asked.parameters.get("own")) and "sign_in" not in asked.parameters


def _is_anothers(sign_in: str, person: Person) -> bool:
    """Whether a sign-in is somebody else's now, or a feed. One that is gone, the system's connector refuses."""
    source, _, login = sign_in.partition(":")
    held = CtiSignIn.objects.filter(integration=source, login=login)
    return bool(login) and held.exclude(person=person).exists()
