"""What the viewer put off: for ten minutes, and no longer than it is the same need.

Whoever puts off a card puts off all that it named. What begins afterwards is new: a hand raised again, another hold,
and a limit that is passed only then: a warning that was put off is seen again as an alarm. A queue and a source come
and go, so that of them it is kept what was seen (causes.about_of): a warning put off holds no alarm, an alarm both.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

LASTS = timedelta(minutes=10)  # static/js/snoozes.js


class Snoozed:
    """The viewer's own snoozes (docs/live.md, `snooze`) that are not over at a moment."""

    def __init__(self, rows: Iterable[Mapping[str, Any]], now: datetime) -> None:
        ends = ((str(row["about"]), datetime.fromisoformat(row["until"])) for row in rows)
        self._from = {about: until - LASTS for about, until in ends if until > now}

    def by(self, abouts: Sequence[str], began: str = "") -> str:
        """Which snooze puts off what goes by one of these names; "" where none does."""
        if not self._from:
            return ""
        return next((about for about in abouts if about in self._from and not self._is_new(about, began)), "")

    def _is_new(self, about: str, began: str) -> bool:
        return bool(began) and datetime.fromisoformat(began) > self._from[about]
