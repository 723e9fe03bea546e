"""The real page of templates/queues/, made from a scripted floor: what a server would send at that moment."""

from datetime import UTC, datetime

from django.http import QueryDict
from django.template.loader import render_to_string

from dashboard.presenters.explained import explained
from dashboard.presenters.feeds import Lights, lit
from dashboard.presenters.policies import QueueRule
from dashboard.presenters.queue_table import Looking, table
from dashboard.presenters.queue_view import queue_view_of
from tests.browser.floors import ago
from tests.browser.page import _rights, _viewer
from tests.browser.peer import ToldFloor, Values

CREDIT = "short_abandon_credit"
RULES = {"cisco:Credit": QueueRule(service_level_variant=CREDIT)}


def told(name: str, waiting: int | None = 0, longest: float = 0, **more: object) -> Values:
    """A queue's values; `longest` in seconds, 0: nobody waits."""
    values: Values = {"name": name, "heard": ago(1), "warn": 60, "limit": 120}
    values |= {"level_seconds": 20, "level_variant": "abandons_negative", "level_lost_after": 20}
    values |= {} if waiting is None else {"waiting": waiting}
    values |= {"longest": ago(longest)} if longest else {}
    values |= more
    return values if "level" in values else {"level_missing": "not_given"} | values


def render_queues(floor: ToldFloor, query: str, template: str = "page") -> str:
    """The page, or one of its parts, of one who sees all of the floor. Of each queue the last hour is known."""
    now = datetime.now(UTC)
    sources, queues = floor.present("source"), floor.present("queue")
    asked = queue_view_of(QueryDict(query))
    looking = Looking(rules=RULES, light=Lights(sources, now).of, hours={key: [1] * 30 + [2] * 30 for key in queues})
    context = {
        "table": table(queues.items(), asked, looking),
        "asked": asked,
        "explained": explained(),
        "lit": lit(sources, now),
        "sources": sorted(sources),
        "rights": _rights(floor, may_act=True),
        "user": _viewer(may_act=True, single_keys=True),
        "csrf_token": "a-token",
    }
    return render_to_string(f"queues/{template}.html", context)
