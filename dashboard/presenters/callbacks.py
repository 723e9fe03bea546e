"""What a page and a push say of callbacks (docs/live.md: `callback`, `callback_list`, `callback_period`)."""

from cti_bridge.floor.model import Callback, CallbackList, CallbackPeriod
from dashboard.presenters.agents import call_text
from dashboard.presenters.policies import Policies


def callback_values(callback: Callback, policies: Policies) -> dict[str, object]:
    """A callback; numbers are masked where the site masks, wherever they stand."""
    texts = {
        "name": callback.name,
        "company": callback.company,
        "description": callback.description,
        "phone": callback.phone,
        "mobile": callback.mobile,
    }
    said: dict[str, object] = {"list": callback.list, "queue": callback.queue}
    said |= {name: call_text(text, policies) for name, text in texts.items() if text}
    if callback.due:
        said["due"] = callback.due.isoformat()
    if callback.period:
        said["period"] = callback.period.id
        said["period_name"] = callback.period.name
        said["starts"], said["ends"] = _hours(callback.period)
    if callback.agent:
        said["agent"] = callback.agent
    if callback.ticket:
        said["started"] = True
    return said


def callback_list_values(listed: CallbackList, _: Policies) -> dict[str, object]:
    """A list's name and its queue."""
    return {"name": listed.name, "queue": listed.queue}


def callback_period_values(period: CallbackPeriod, _: Policies) -> dict[str, object]:
    """A part of the day, in the system's own time zone."""
    starts, ends = _hours(period)
    said: dict[str, object] = {"name": period.name, "starts": starts, "ends": ends}
    if period.default:
        said["default"] = True
    return said


def _hours(period: CallbackPeriod) -> tuple[str, str]:
    return period.starts.isoformat("minutes"), period.ends.isoformat("minutes")
