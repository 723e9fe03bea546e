"""What XUC counts of a queue's calls since midnight."""

from dataclasses import dataclass, replace

THRESHOLD_SECONDS = 15  # fixed in the counters' names (xuc.md 3, Thresholds)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Counts of calls; `ewt` is the wait, in seconds, that a caller must expect now."""

    entered: int = 0
    answered: int = 0
    answered_before_15: int = 0
    abandoned: int = 0
    abandoned_after_15: int = 0
    closed: int = 0
    timed_out: int = 0
    ewt: int = 0

    def after_entry(self) -> "Figures":
        """One more caller came."""
        return replace(self, entered=self.entered + 1)

    def after_answer(self, waited: float) -> "Figures":
        """One more caller was answered, after so many seconds."""
        soon = waited <= THRESHOLD_SECONDS
        return replace(self, answered=self.answered + 1, answered_before_15=self.answered_before_15 + soon)

    def after_abandon(self, waited: float) -> "Figures":
        """One more caller gave up, after so many seconds."""
        late = waited > THRESHOLD_SECONDS
        return replace(self, abandoned=self.abandoned + 1, abandoned_after_15=self.abandoned_after_15 + late)

    @property
    def answered_percent(self) -> float:
        """Answered within the threshold, of all who entered; at most 100."""
        return self._percent(self.answered_before_15)

    @property
    def abandoned_percent(self) -> float:
        """Given up after the threshold, of all who entered; at most 100."""
        return self._percent(self.abandoned_after_15)

    def _percent(self, part: int) -> float:
        return min(100.0, round(100 * part / self.entered, 1)) if self.entered else 0.0
