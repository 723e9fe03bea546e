"""Commands about callbacks (the vendor's page, Callback Commands)."""

from datetime import date

from . import callbacks, frames
from .asked import Asked, Misread
from .callback_search import found
from .clients import Topic


def tell_lists(asked: Asked) -> None:
    """`getCallbackLists`: the lists with their requests, and from now on what becomes of them."""
    asked.client.topics.add(Topic.CALLBACKS)
    lists = [frames.callback_list(asked.world, one) for one in asked.world.callback_lists.values()]
    asked.reply("CallbackLists", lists)


def tell_periods(asked: Asked) -> None:
    """`getCallbackPreferredPeriods`."""
    periods = [frames.period(one) for one in asked.world.periods.values()]
    asked.reply("PreferredCallbackPeriodList", periods)


def find(asked: Asked) -> None:
    """`findCallbackRequest`: those that pass all filters, answered with the id of the question."""
    answer = {"list": found(asked.world, asked.arguments.object("request"))}
    asked.reply("FindCallbackResponseWithId", {"id": asked.arguments.number("id"), "response": answer})


def take(asked: Asked) -> None:
    """`takeCallback`, by the user's own agent."""
    callbacks.take(asked.world, asked.client.user.agent, asked.arguments.text("uuid"))


def release(asked: Asked) -> None:
    """`releaseCallback`."""
    callbacks.release(asked.world, asked.client.user.agent, asked.arguments.text("uuid"))


def start(asked: Asked) -> None:
    """`startCallback`: who asks gets a ticket, and the own phone dials."""
    uuid, number = asked.arguments.text("uuid"), asked.arguments.text("number")
    ticket = callbacks.start(asked.world, asked.client.user.agent, uuid)
    if ticket:
        asked.reply("CallbackStarted", {"requestUuid": uuid, "ticketUuid": ticket})
        asked.phones.dial(asked.client.user, asked.client.phone, number)


def update(asked: Asked) -> None:
    """`updateCallbackTicket`; a date and a period count only together (xuc.md 1.4)."""
    told = asked.arguments
    status = told.text("status")
    if status not in (*callbacks.CLOSING, callbacks.AGAIN):
        raise Misread("no such status of a callback")
    told.text("comment", default="")
    due, period = told.text("dueDate", default=""), told.text("periodUuid", default="")
    moved_to = (_date(due), period) if due and period else None
    callbacks.update(asked.world, asked.client.user.agent, told.text("uuid"), status, moved_to)


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Misread("dueDate is no date") from None
