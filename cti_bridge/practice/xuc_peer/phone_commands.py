"""Commands to the phone of the user who asks."""

from .asked import Asked

# What this peer hears and does not carry out: a desk phone's other telephony, and what has no known answer (xuc.md 5).
NOT_PRACTISED = frozenset(
    {
        "addFavorite",
        "attendedTransfer",
        "busyFwd",
        "cancelTransfer",
        "completeTransfer",
        "conference",
        "dialFromMobile",
        "dialFromQueue",
        "directTransfer",
        "directoryLookUp",
        "dnd",
        "findCustomerCallHistory",
        "getCurrentCallsPhoneEvents",
        "getFavorites",
        "getQueueStatistics",
        "hold",
        "inviteConferenceRoom",
        "listenCallbackMessage",
        "naFwd",
        "removeFavorite",
        "retrieveQueueCall",
        "sendDtmf",
        "setData",
        "subscribeToPhoneHints",
        "uncFwd",
        "unsubscribeFromAllPhoneHints",
    }
)


def listen(asked: Asked) -> None:
    """`listenAgent`: the phone of the user who asks rings, to hear the agent."""
    if (agent := asked.agent()) is not None:
        asked.phones.listen(asked.client.user, asked.client.phone, agent)


def dial(asked: Asked) -> None:
    """`dial` and `originate`."""
    asked.phones.dial(asked.client.user, asked.client.phone, asked.arguments.text("destination"))


def answer(asked: Asked) -> None:
    """`answer`."""
    asked.phones.answer(asked.client.user.login)


def hang_up(asked: Asked) -> None:
    """`hangup`."""
    asked.phones.hang_up(asked.client.user.login)
