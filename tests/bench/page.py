"""How long a whole page of the floor takes: its rows from the warm cache, and a GET through all of Django.

`python -m tests.bench.page COOKIE` prints the medians, in milliseconds, as JSON: of the database that the environment
names, in which a bridge has written a floor.
"""

import json
import os
import statistics
import sys
import time
from collections.abc import Callable

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dashboard.settings")
django.setup()

from django.http import QueryDict  # noqa: E402
from django.test import Client  # noqa: E402
from django.utils import timezone  # noqa: E402

from dashboard.access import scope_of  # noqa: E402
from dashboard.live.process import row_cache  # noqa: E402
from dashboard.models import Person  # noqa: E402
from dashboard.presenters import floor as presenter  # noqa: E402
from dashboard.presenters.feeds import Lights  # noqa: E402
from dashboard.presenters.groups import RowMaker  # noqa: E402
from dashboard.presenters.order import Agent  # noqa: E402
from dashboard.presenters.views import view_of  # noqa: E402
from dashboard.views.reading import rights_of  # noqa: E402

TIMES = 40


def median_ms(work: Callable[[], object]) -> float:
    """The median of many turns, the first one left out: it fills the cache."""
    work()
    took = []
    for _ in range(TIMES):
        began = time.perf_counter()
        work()
        took.append(time.perf_counter() - began)
    return round(statistics.median(took) * 1000, 2)


def measure(cookie: str) -> dict[str, float]:
    """Medians: the entries of one scope, the rows' HTML of them, the floor as the template gets it, and the GET."""
    person = Person.objects.get(username="p0")
    scope, now = scope_of(person), timezone.now()
    client = Client(HTTP_HOST="127.0.0.1", HTTP_COOKIE=cookie)
    seen = presenter.seen(row_cache().page(scope).entries)
    rights, view = rights_of(person, seen.sources), view_of(QueryDict())
    agents = [Agent(key, entry.values) for key, entry in seen.agents.items()]
    build = RowMaker(seen.agents, set(seen.agents), rights, Lights(seen.sources, now), own={})
    answer = client.get("/")
    assert answer.status_code == 200, answer
    return {
        "agents": len(seen.agents),
        "bytes": len(answer.content),
        "entries": median_ms(lambda: row_cache().page(scope)),
        "rows": median_ms(lambda: build.html(agents)),
        "floor": median_ms(lambda: presenter.page(seen, view, rights, person=person.pk, now=now)),
        "get": median_ms(lambda: client.get("/")),
    }


def main() -> None:
    """Prints the medians."""
    print(json.dumps(measure(sys.argv[1])))


if __name__ == "__main__":
    main()
