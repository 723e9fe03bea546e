"""An agent's own page, made from a scripted floor: Ann's, who is cisco:1001."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.template.loader import render_to_string

from dashboard.models import Message, Person, Receipt
from dashboard.presenters import me
from dashboard.presenters.feeds import feed
from dashboard.presenters.me import HandShown, MessageShown, OwnState
from tests.browser.floors import ago
from tests.browser.peer import ToldFloor, Values

ANN = 7
AGENT = "cisco:1001"
PHOTO, BILLING = "00000000-0000-0000-0000-000000000001", "00000000-0000-0000-0000-000000000002"


def render_me(floor: ToldFloor, _: str) -> str:
    """The page as the server makes it now."""
    now = datetime.now(UTC)
    receipts = [_receipt(values) for values in floor.present("told").values()]
    context = {
        "states": [_state(key, values) for key, values in floor.present("self").items()],
        "feeds": [feed(key, values, now) for key, values in floor.present("source").items()],
        "messages": me.messages_shown(receipts, {1: "Sam Supervisor"}, now),
        "blank": MessageShown(),
        "hand": HandShown(),
        "listens": None,
        "user": Person(pk=ANN, name="Ann Agent", role="agent", agents=[AGENT]),
        "csrf_token": "a-token",
    }
    return render_to_string("me/page.html", context)


def own(state: str = "talking", *, since: float = 724, **more: Any) -> Values:
    """How Ann stands; `since` in seconds ago."""
    return {"team": "cisco:5000", "team_name": "Sales North", "name": "Ada Novak", "state": state} | {
        "since": ago(since),
        **more,
    }


def told(message: str, content: str, *, at: float = 1, left: float = 3900, **more: Any) -> tuple[str, str, Values]:
    """A row that tells Ann of a message, sent `at` seconds ago, over in `left` seconds."""
    values = {"message": message, "by": "Sam Supervisor", "content": content, "at": ago(at), "until": ago(-left)}
    return "told", key_of(message), values | more


def key_of(message: str) -> str:
    """The key of its row."""
    return f"{message}:{ANN}"


def _state(key: str, values: Mapping[str, Any]) -> OwnState:
    return OwnState(
        key=key,
        source=key.partition(":")[0],
        state=values["state"],
        word=values["state"],
        team=values["team_name"],
        since=values["since"],
        fresh=True,
    )


def _receipt(values: Mapping[str, Any]) -> Receipt:
    message = Message(
        id=UUID(values["message"]),
        person=1,
        content=values["content"],
        until=datetime.fromisoformat(values["until"]),
        important=values.get("important", False),
        must_confirm=values.get("must_confirm", False),
    )
    return Receipt(message=message, person=ANN, addressed_at=datetime.fromisoformat(values["at"]))
