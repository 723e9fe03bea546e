"""What forms offer to choose from the floor: teams in groups of their system, agents by name."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from django.utils.translation import gettext

from cti_bridge.floor.model import source_of
from dashboard.store.named import NamedAgent

Choices = list[tuple[str, list[tuple[str, str]]]]  # group, [(value, label), …]

BETWEEN = " · "  # of an agent's name and id
ALL = ":*"  # "xivo:*": all teams of a system


def teams(named: Mapping[str, str], *, sources: Iterable[str] = (), standing: Collection[str] = ()) -> Choices:
    """Teams by their system, each system's "all teams" first where `sources` names it.

    `standing` are those that are chosen already: they are offered even if the floor does not know them now.
    """
    groups: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for source in sources:
        groups[source][f"{source}{ALL}"] = gettext("All teams of {source}").format(source=source)
    for team, name in named.items():
        groups[source_of(team)][team] = name
    for team in standing:
        group = groups[source_of(team)]
        group.setdefault(team, gettext("{id} (not on the floor now)").format(id=team))
    return [(source, list(options.items())) for source, options in sorted(groups.items()) if options]


def team_name(team: str, named: Mapping[str, str]) -> str:
    """A team, or all teams of a system, in words."""
    if team.endswith(ALL):
        return gettext("All teams of {source}").format(source=source_of(team))
    return named.get(team) or team


def as_typed(agent: str, named: Mapping[str, NamedAgent]) -> str:
    """How an agent stands in a line of a form: by name, with the id for the machine."""
    return f"{named[agent].name}{BETWEEN}{agent}" if agent in named else agent


def agent_meant(typed: str, named: Mapping[str, NamedAgent]) -> str | None:
    """The id of the agent who was typed: a suggestion, an id, or a name that only one has. None: nobody is known so."""
    meant = typed.rpartition(BETWEEN)[2].strip()
    if ":" in meant and not meant.endswith(":"):
        return meant
    same = [agent.id for agent in named.values() if agent.name.casefold() == typed.strip().casefold()]
    return same[0] if len(same) == 1 else None


def excluded(named: Iterable[NamedAgent], standing: Collection[str]) -> Choices:
    """A team's agents to tick, those that stand already even if they have left the team."""
    options = {agent.id: f"{agent.name}{BETWEEN}{agent.id}" for agent in named}
    for agent in standing:
        options.setdefault(agent, gettext("{id} (not in the team now)").format(id=agent))
    return [("", list(options.items()))] if options else []
