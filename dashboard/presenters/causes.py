"""What needs the viewer, one cause each: a raised hand, a source, a queue, an agent past a limit, a doubtful call.

Finding is cheap and asked of every row; `show` words a cause, for the few that are shown. As static/js/causes.js does.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from dashboard.presenters import words
from dashboard.presenters.acts import Act, Looking
from dashboard.presenters.calls import call_shown
from dashboard.presenters.feeds import LEVELS as LIGHTS
from dashboard.presenters.feeds import STANDING, Feed
from dashboard.presenters.helping import Help, Helpers
from dashboard.presenters.limits import lasting, level, passed
from dashboard.presenters.order import Agent
from dashboard.presenters.raised_hands import MINE, TAKEN, UP, Hand
from dashboard.presenters.strip import QueueCard
from dashboard.presenters.times import age, clock, stamp

HAND, SOURCE, QUEUE, AGENT, CALL = KINDS = ("hand", "source", "queue", "agent", "call")
TEAM = "team"  # several agents of one team, past the same limit
ALARM, WARN = "alarm", "warn"
LEVELS = (UP, MINE, TAKEN, ALARM, WARN)
OF_AGENTS = (HAND, AGENT, CALL)  # kinds that are about an agent, the strongest first
WARNED = (SOURCE, QUEUE)  # kinds that come and go: what is put off as a warning is named so, and holds no alarm


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """One card, as a template prints it. `also`: what else is so of the same agent."""

    kind: str = ""
    key: str = ""
    level: str = ""
    since: str = ""
    icon: str = "clock"
    name: str = ""
    why: str = ""
    also: str = ""
    time: str = ""
    url: str = ""
    hand: Hand | None = None
    help: Help | None = None
    act: Act | None = None
    shows: bool = False  # the link leads to those agents' rows

    @property
    def about(self) -> str:
        """What is put off with it."""
        return about_of(self.kind, self.key, self.level)

    @property
    def snooze(self) -> str:
        """The name of the button that puts it off."""
        return words.say("snooze", name=self.name) if self.name else ""

    @property
    def until(self) -> str:
        """For how long it is put off, in words."""
        return words.say("snooze_until")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """Something that needs the viewer, as far as ranking asks; `show` words it."""

    level: str
    kind: str
    key: str
    over: float  # for how many seconds, past its limit where it has one
    show: Callable[[], Need]
    began: str = ""  # since when it is so, or past this limit: later than a snooze, it is not put off; "": whenever
    alike: str = ""  # agents of one team past the same limit share it

    @property
    def rank(self) -> tuple[int, int, float, str]:
        """The least is the first."""
        return LEVELS.index(self.level), KINDS.index(self.kind), -self.over, self.key

    @property
    def subject(self) -> tuple[str, str]:
        """Whom a card is for: one agent has one card."""
        return (AGENT if self.kind in OF_AGENTS else self.kind), self.key

    @property
    def abouts(self) -> Sequence[str]:
        """The snoozes that put it off: its own, that of something stronger of the same agent, that of its like."""
        if self.kind not in OF_AGENTS:
            return [about_of(self.kind, self.key, level) for level in (ALARM, self.level)]
        stronger = [f"{kind} {self.key}" for kind in OF_AGENTS[: OF_AGENTS.index(self.kind) + 1]]
        return [*stronger, f"{TEAM} {self.alike}"] if self.alike else stronger


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Finds what needs one viewer."""

    looking: Looking
    helpers: Helpers

    def of_hand(self, hand: Hand, agent: Agent | None) -> Cause:
        """A raised hand; whoever is past a limit besides is named with it."""
        lasts = age(hand.since, self.looking.now)

        def show() -> Need:
            return Need(
                kind=HAND,
                key=hand.agent,
                level=hand.stands,
                since=hand.since,
                icon="hand",
                name=hand.name or (agent.values["name"] if agent else hand.agent),
                why=hand.why,
                also=hand.coming,
                time=clock(lasts),
                url=self.looking.view.url(agent=hand.agent),
                hand=hand if self.looking.rights.may_act else None,
            )

        return Cause(level=hand.stands, kind=HAND, key=hand.agent, over=lasts, show=show, began=hand.since)

    def of_source(self, feed: Feed, rows: int) -> Cause | None:
        """A source that is silent, lost or failed; `rows` of the viewer's agents stand still."""
        if feed.state not in STANDING:
            return None
        need = Need(
            kind=SOURCE,
            key=feed.key,
            level=LIGHTS[feed.state],
            since=feed.since,
            icon="warn",
            name=feed.key,
            why=words.counted("rows_stand", rows, state=feed.word),
            time=feed.age,
            url=self.looking.view.only(source=(feed.key,)) if rows else "",
        )
        over = age(feed.since, self.looking.now)
        return Cause(level=need.level, kind=SOURCE, key=feed.key, over=over, show=lambda: need)

    def of_queue(self, card: QueueCard) -> Cause | None:
        """A queue whose longest wait, or whose number of waiting callers, is past its limit; and who could help."""
        if not card.level:
            return None
        seconds = age(card.longest, self.looking.now) if card.longest else 0.0
        limit = card.limit if card.level == ALARM else card.warn
        late = seconds >= limit

        def show() -> Need:
            help_ = self.helpers.of(card.key)
            why = words.say("waiting_over" if late else "waiting_many", number=card.waiting_text, limit=clock(limit))
            return Need(
                kind=QUEUE,
                key=card.key,
                level=card.level,
                since=card.longest,
                icon="queue",
                name=card.name,
                why=why,
                time=card.wait,
                help=help_,
                act=help_.act if help_ else None,
            )

        return Cause(level=card.level, kind=QUEUE, key=card.key, over=seconds - limit if late else 0.0, show=show)

    def of_agent(self, agent: Agent) -> Cause | None:
        """An agent past a limit. Only for one whose source is live."""
        values = agent.values
        if "limit" not in values:
            return None
        seconds = age(values["since"], self.looking.now)
        found = level(seconds, values)
        if not found:
            return None
        limit = passed(found, values)

        def show() -> Need:
            return Need(
                kind=AGENT,
                key=agent.key,
                level=found,
                since=values["since"],
                icon="pause" if values["state"] == "hold" else "clock",
                name=values["name"],
                why=why_past(values["state"], values.get("label", ""), limit),
                time=lasting(seconds, values),
                url=self.looking.view.url(agent=agent.key),
                act=self.looking.act(agent.key, values),
            )

        return Cause(
            level=found,
            kind=AGENT,
            key=agent.key,
            over=seconds - limit,
            show=show,
            began=stamp(datetime.fromisoformat(values["since"]) + timedelta(seconds=limit)),
            alike=f"{values['team']} {values['state']} {limit}",
        )

    def of_call(self, agent: Agent) -> Cause | None:
        """A call that nobody has confirmed for a while. Only for one whose source is live."""
        values, call = agent.values, call_shown(agent.values)
        if not call or not call.get("doubtful"):
            return None
        since = call.get("since", "")
        lasts = age(since, self.looking.now) if since else 0.0

        def show() -> Need:
            return Need(
                kind=CALL,
                key=agent.key,
                level="warn",
                since=since,
                icon="warn",
                name=values["name"],
                why=words.say("doubtful"),
                time=clock(lasts) if since else "–",
                url=self.looking.view.url(agent=agent.key),
                act=self.looking.act(agent.key, values),
            )

        return Cause(level="warn", kind=CALL, key=agent.key, over=lasts, show=show, began=since)


def about_of(kind: str, key: str, level: str) -> str:
    """By which name a need is put off, as it is seen: of a source or a queue a warning has another than an alarm."""
    return f"{WARN} {kind} {key}" if kind in WARNED and level == WARN else f"{kind} {key}"


def why_past(state: str, reason: str, limit: int) -> str:
    """In which state somebody is past which limit (seconds), in words."""
    name = {"talking": "past_call", "hold": "past_hold"}.get(state, "past_reason" if reason else "past_state")
    return words.say(name, state=words.STATES[state], reason=reason, limit=clock(limit))
