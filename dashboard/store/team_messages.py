"""A message in the vendors' TeamMessages structure, for a connector whose system carries messages itself."""

from typing import TypedDict

from cti_bridge.floor.model import source_of
from dashboard.models import Message, Person


class CreatedBy(TypedDict):
    """Who wrote it. Where the name was erased, only the number is left."""

    id: str
    firstName: str
    lastName: str


class Teams(TypedDict):
    """The team's id as its system knows it; a list where there are several."""

    team: str | list[str]


class TeamMessage(TypedDict):
    """As Connects' and Finesse's TeamMessages: times and durations are texts, in UTC seconds and in seconds."""

    id: str
    createdBy: CreatedBy
    createdAt: str
    duration: str
    content: str
    teams: Teams


def as_team_message(message: Message, source: str = "") -> TeamMessage:
    """The message as a system carries it; with `source` only the teams of that one, which knows no others."""
    teams = [team.partition(":")[2] for team in message.teams if not source or source_of(team) == source]
    return {
        "id": str(message.pk),
        "createdBy": _author(message.person),
        "createdAt": str(int(message.created_at.timestamp())),
        "duration": str(message.duration),
        "content": message.content,
        "teams": {"team": teams[0] if len(teams) == 1 else teams},
    }


def _author(number: int) -> CreatedBy:
    person = Person.objects.filter(pk=number).only("username", "name").first()
    first, _, last = (str(person) if person else "").rpartition(" ")
    return {"id": str(number), "firstName": first or last, "lastName": last if first else ""}
