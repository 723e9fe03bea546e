"""Who works here: agents with names, extensions, teams, skills and shifts, made from a seed for any size of centre."""

import re
from dataclasses import dataclass
from random import Random

from cti_bridge.floor.model import SourceId, Team, TeamId
from cti_bridge.practice import shifts
from cti_bridge.practice.names import different_names

LARGEST = 5000
SUBJECTS = ("Sales", "Support", "Billing", "Deliveries")
PREMIUM, TECHNICAL = "Premium", "Technical"
PLACES = (
    "North", "South", "East", "West", "Central", "Coast", "Harbour", "Valley", "Lakes", "Highlands", "Riverside",
    "Airport", "Old Town", "Parkside", "Bridge", "Mill", "Market", "Garden", "Station", "Castle", "Abbey", "Forest",
    "Meadow", "Hill", "Quay",
)  # fmt: skip
MARKETS = ("EN", "DE", "FR", "ES", "IT", "NL", "PL", "SE")
FIRST_LOGIN, FIRST_EXTENSION = 1001, 4001


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """An agent as hired. `skills` are the names of the queues served; `phase` places the shift (see shifts.py)."""

    login: str
    name: str
    team: Team
    extension: str
    skills: tuple[str, ...]
    phase: float


def slug(name: str) -> str:
    """A name as part of an id: "Old Town" gives "old-town"."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


def team_count(agents: int) -> int:
    """About fifteen agents a team; four teams at least, where there are four agents, and a hundred at most."""
    return min(agents, max(4, min(100, round(agents / 15))))


def team_name(place: int) -> str:
    """The name of the team in that place of the list: each subject in ever more places."""
    subjects = len(SUBJECTS)
    return f"{SUBJECTS[place % subjects]} {PLACES[(place // subjects + place % subjects) % len(PLACES)]}"


def hire(rng: Random, source: SourceId, agents: int) -> tuple[Person, ...]:
    """Everybody, in the order of their logins."""
    if not 1 <= agents <= LARGEST:
        raise ValueError(f"A practice centre has between 1 and {LARGEST} agents.")
    teams = team_count(agents)
    markets = max(1, min(len(MARKETS), teams // 12))
    names, phases = different_names(rng, agents), shifts.phases(rng, agents)
    each_team = [_team(source, place) for place in range(teams)]
    people = []
    for seat in range(agents):
        place = seat * teams // agents
        market = MARKETS[place // len(SUBJECTS) % markets] if markets > 1 else ""
        people.append(
            Person(
                login=str(FIRST_LOGIN + seat),
                name=names[seat],
                team=each_team[place],
                extension=str(FIRST_EXTENSION + seat),
                skills=tuple(f"{skill} {market}".strip() for skill in _skills(rng, place)),
                phase=phases[seat],
            )
        )
    return tuple(people)


def _team(source: SourceId, place: int) -> Team:
    name = team_name(place)
    return Team(id=TeamId(f"{source}:{slug(name)}"), name=name)


def _skills(rng: Random, place: int) -> list[str]:
    """A team serves its subject; some serve another one too, or premium customers, or technical questions alone."""
    subject = place % len(SUBJECTS)
    if SUBJECTS[subject] == "Support" and rng.random() < 0.4:
        return [TECHNICAL]
    skills = [SUBJECTS[subject]]
    if rng.random() < 0.25:
        skills.append(SUBJECTS[(subject + 1) % len(SUBJECTS)])
    if rng.random() < 0.15:
        skills.append(PREMIUM)
    return skills
