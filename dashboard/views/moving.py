"""Somebody who may act, and the agents whom they move between queues: all as it stands now; and the orders for it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.http import Http404
from django.utils import timezone

from cti_bridge.connector import Action
from cti_bridge.floor.commands import OPEN, ApplyDefault, ChangeGroup, Command, SetPenalty
from cti_bridge.floor.model import AgentId, Membership, QueueId, Source, SourceId, TeamId, source_of
from dashboard import access
from dashboard.live.process import publish
from dashboard.models import AskedCommand, Person
from dashboard.presenters.bulk import UNDONE_WITHIN
from dashboard.presenters.membership_changes import Change, Deed, Member, Plan, Touched, Wanted, plan
from dashboard.presenters.membership_preview import targets
from dashboard.presenters.policies import NO_QUEUE_RULE, NO_TEAM_RULE
from dashboard.presenters.sources import source_values
from dashboard.store import inbox, memberships, policies, rows
from dashboard.store.wishes import Wish
from dashboard.views import asking, reading
from dashboard.views.selected import Selected

ACTIONS = (Action.SET_PENALTY, Action.LEAVE_QUEUE, Action.APPLY_DEFAULT, Action.CHANGE_GROUP)


class Moving:
    """All who are still there and theirs, as they stand now; the others' names in `gone`, by key."""

    def __init__(self, selected: Selected) -> None:
        self.person, self.rows, self.gone = selected.person, selected.rows, selected.gone
        self.now = timezone.now()
        self._scope = access.scope_of(self.person)
        self._decided = policies.load()
        self._sources = {name: self._source(name) for name in {source_of(key) for key in self.rows}}
        lights = {str(name): source_values(source, self._decided) for name, source in self._sources.items()}
        self.rights = reading.rights_of(self.person, lights)
        told = memberships.of_agents(self.rows)
        self.known = {key: _member(key, row.name, told) for key, row in self.rows.items()}
        served = [queue for m in self.known.values() for queue in (*(m.queues or ()), *(m.default or ()))]
        self.queue_names = self._seen(set(served))

    @property
    def members(self) -> list[Member]:
        """Those whom it concerns, with their queues."""
        return list(self.known.values())

    @property
    def team_name(self) -> str:
        """The name of the team that all of them are in, when they were named by it."""
        return self._team_name

    _team_name = ""

    def plan(self, wanted: Wanted) -> Plan:
        """What would come of it now, and for whom it cannot be done."""
        return plan(wanted, self.members, self.rights, self.queue_names, gone=list(self.gone.values()))

    def narrow(self, keys: Collection[str]) -> None:
        """Only these of a team are concerned; it is named from now on."""
        some = next(iter(self.rows.values()))
        self._team_name = self._decided.teams.get(some.team, NO_TEAM_RULE).name or some.team_name
        self.known = {key: member for key, member in self.known.items() if key in keys}

    def sees(self, queues: Collection[str]) -> None:
        """Http404 for a queue that is not there, or not this person's to see."""
        seen = self._seen(set(queues))
        if set(queues) - seen.keys():
            raise Http404("There is no such queue among those that you see.")
        self.queue_names |= seen

    def ask(self, wanted: Wanted, changes: Sequence[Change], *, batch: UUID, why: str) -> None:
        """Asks it: of a team as one order, of each agent one for every queue that changes."""
        until = {name: asking.deadline(name, self.now) for name in self._sources}
        wishes = (
            [self._for_team(wanted, changes, until)]
            if wanted.team
            else [wish for change in changes for wish in self._for_agent(wanted, change, until)]
        )
        inbox.ask_many(wishes, by=self.person, publish=publish, why=why, batch=batch)

    def ask_back(self, backs: Mapping[str, Touched], *, batch: UUID, undoes: UUID) -> None:
        """Asks for these penalties, as the way back of a batch."""
        until = {name: asking.deadline(name, self.now) for name in self._sources}
        changes = [Change(member=self.known[key], after=back) for key, back in backs.items()]
        wishes = [wish for change in changes for wish in self._orders(change, until, {"undoes": str(undoes)})]
        inbox.ask_many(wishes, by=self.person, publish=publish, batch=batch)

    def _for_agent(self, wanted: Wanted, change: Change, until: Mapping[SourceId, datetime]) -> list[Wish]:
        if wanted.deed is not Deed.DEFAULT:
            return self._orders(change, until, {})
        agent = AgentId(change.member.key)
        command = ApplyDefault(id=uuid4(), agent=agent, deadline=until[source_of(agent)])
        return [self._wish(command, change, {})]

    def _orders(self, change: Change, until: Mapping[SourceId, datetime], seen: Mapping[str, object]) -> list[Wish]:
        """One for each queue; a queue is joined before another is left, so that nobody serves none in between."""
        agent = AgentId(change.member.key)
        wishes = []
        for queue, penalty in sorted(change.after.items(), key=lambda item: item[1] is None):
            command = SetPenalty(
                id=uuid4(), agent=agent, queue=QueueId(queue), penalty=penalty, deadline=until[source_of(agent)]
            )
            wishes.append(self._wish(command, Change(member=change.member, after={queue: penalty}), seen))
        return wishes

    def _for_team(self, wanted: Wanted, changes: Sequence[Change], until: Mapping[SourceId, datetime]) -> Wish:
        team = TeamId(wanted.team)
        command = ChangeGroup(
            id=uuid4(),
            team=team,
            change=wanted.of_a_team,
            out_of=wanted.out_of,
            into=wanted.into,
            agents=tuple(AgentId(change.member.key) for change in changes),
            deadline=until[source_of(team)],
        )
        return Wish(command=command, team=team, seen=_as_seen(changes))

    def _wish(self, command: Command, change: Change, seen: Mapping[str, object]) -> Wish:
        row = self.rows[change.member.key]
        told = asking.seen(row, self._sources[source_of(row.id)]) | _as_seen([change]) | dict(seen)
        return Wish(command=command, team=row.team, seen=told)

    def _source(self, name: SourceId) -> Source:
        return rows.source(name) or Source(id=name, since=self.now)

    def _seen(self, keys: Collection[str]) -> dict[str, str]:
        """The names of those of these queues that are there, and this person's to see."""
        rules = self._decided.queues
        return {
            key: rules.get(key, NO_QUEUE_RULE).name or queue.name
            for key, queue in memberships.queues(keys).items()
            if self._scope.sees_queue(key, rules.get(key, NO_QUEUE_RULE).teams)
        }


def of_team(person: Person, team: str) -> Selected:
    """The agents of a team. Http404 for one that is not this person's, or that has none."""
    agents = memberships.agents_of_team(team)
    if not agents or not access.has_a_floor(person).sees_team(team):
        raise Http404("There is no such team among yours.")
    found = Selected(person, agents)
    if not found.rows:  # the last of them has left it this moment
        raise Http404("There is nobody in this team any more.")
    return found


def asked_in_batch(person: Person, batch: UUID | None) -> list[AskedCommand]:
    """What somebody asked as one on the board."""
    asked = AskedCommand.objects.filter(batch=batch, person=person.pk, action__in=ACTIONS)
    return sorted(asked, key=lambda one: (one.asked_at, one.subject, str(one.pk)))


def newest_batch(person: Person, now: datetime) -> dict[str, object]:
    """A person's newest change while there is a way back, or while it is open: for a page that is loaded again."""
    newest = (
        AskedCommand.objects.filter(person=person.pk, action__in=ACTIONS, asked_at__gt=now - timedelta(hours=1))
        .exclude(batch=None)
        .order_by("-asked_at")
        .first()
    )
    if newest is None or (now - newest.asked_at > UNDONE_WITHIN and newest.outcome not in OPEN):
        return {}
    left = 0 if "undoes" in newest.seen else max(0, int((newest.asked_at + UNDONE_WITHIN - now).total_seconds()))
    return {"batch": str(newest.batch), "undo": left, "targets": targets(asked_in_batch(person, newest.batch))}


def _as_seen(changes: Iterable[Change]) -> dict[str, object]:
    changes = list(changes)
    return {
        "before": {change.member.key: dict(change.before) for change in changes},
        "after": {change.member.key: dict(change.after) for change in changes},
    }


def _member(key: str, name: str, served: Mapping[str, Membership]) -> Member:
    found = served.get(key)
    if found is None:
        return Member(key=key, name=name, queues=None)
    default = None if found.default is None else {str(queue): penalty for queue, penalty in found.default}
    return Member(key=key, name=name, queues={str(queue): penalty for queue, penalty in found.queues}, default=default)
