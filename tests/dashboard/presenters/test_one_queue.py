"""One queue's page: which figures lead, whatever a system gives."""

from datetime import UTC, datetime

import pytest

from dashboard.presenters import one_queue
from dashboard.presenters.explained import explained_of
from dashboard.presenters.policies import QueueRule

NINE = datetime(2026, 11, 20, 9, tzinfo=UTC)


@pytest.mark.parametrize("counts", [{}, {"offered": 10.0, "told_answered_percent_15s": 72.7}])
def test_how_it_is_now_leads_and_every_other_figure_follows_once(counts: dict[str, float]) -> None:
    values = {"name": "Sales", "figures": counts}
    explained = explained_of(values, QueueRule(), source="xivo", now=NINE)

    found = one_queue.figures(explained)

    leading = [figure.key for figure in found.leading]
    assert leading == ["waiting", "longest", "level", "answered", "abandoned", "ready", "talking"]
    assert sorted([*leading, *(figure.key for figure in found.others)]) == sorted(each.key for each in explained)
