"""The practice centre's reason codes, with their labels, and how often and how long its agents use them."""

from dataclasses import dataclass

from cti_bridge.floor.model import ReasonCategory, ReasonCode, SourceId
from cti_bridge.practice.spreads import Spread

SOME_MINUTES = Spread(480, 0.4)


@dataclass(frozen=True, slots=True)
class Reason:
    """One code. `weight` is how often agents choose it of themselves (0: never); `lasts` how long they stay."""

    code: str
    label: str
    weight: float = 0.0
    lasts: Spread = SOME_MINUTES


LUNCH = Reason("10", "Lunch", 2.0, Spread(1700, 0.18))
STATUTORY_BREAK = Reason("15", "Statutory break", 2.0, Spread(900, 0.15))
BREAK = Reason("20", "Break", 5.0, Spread(560, 0.35))
MEETING = Reason("30", "Meeting", 1.5, Spread(1300, 0.35))
BACK_OFFICE = Reason("40", "Back office", 4.0, Spread(540, 0.7))
TRAINING = Reason("50", "Training", 0.7, Spread(1900, 0.25))
COACHING = Reason("60", "Coaching", 1.3, Spread(780, 0.35))
PERSONAL = Reason("70", "Personal", 5.0, Spread(190, 0.5))
MISSED_CALL = Reason("90", "Missed call", 0.0, Spread(75, 0.6))
BY_SUPERVISOR = Reason("999", "Supervisor", 0.0, Spread(420, 0.4))
SIGNED_IN = Reason("80", "Just signed in", 0.0, Spread(70, 0.6))

NOT_READY = (
    LUNCH, STATUTORY_BREAK, BREAK, MEETING, BACK_OFFICE, TRAINING, COACHING, PERSONAL, SIGNED_IN, MISSED_CALL,
    BY_SUPERVISOR,
)  # fmt: skip

END_OF_SHIFT = Reason("1", "End of shift")
FORCED_OUT = Reason("999", "Supervisor")
SIGN_OUT = (END_OF_SHIFT, Reason("2", "System trouble"), Reason("3", "Unwell"), FORCED_OUT)

WRAP_UP = (
    Reason("101", "Order placed", 4),
    Reason("102", "Question answered", 6),
    Reason("103", "Complaint", 1.5),
    Reason("104", "Fault reported", 2),
    Reason("105", "Delivery traced", 2.5),
    Reason("106", "Call back agreed", 1),
    Reason("107", "Wrong department", 0.5),
)

BY_CATEGORY = {
    ReasonCategory.NOT_READY: NOT_READY,
    ReasonCategory.SIGN_OUT: SIGN_OUT,
    ReasonCategory.WRAP_UP: WRAP_UP,
}
OWN_CHOICE = tuple(r for r in NOT_READY if r.weight)
AWAY_SECONDS = sum(r.weight * r.lasts.mean for r in OWN_CHOICE) / sum(r.weight for r in OWN_CHOICE)


def find(category: ReasonCategory, code: str) -> Reason | None:
    """The reason of a code; None when there is none."""
    return next((r for r in BY_CATEGORY[category] if r.code == code), None)


def reason_codes(source: SourceId) -> tuple[ReasonCode, ...]:
    """All of them, as the floor knows reason codes."""
    return tuple(
        ReasonCode(source=source, category=category, code=r.code, label=r.label)
        for category, reasons in BY_CATEGORY.items()
        for r in reasons
    )
