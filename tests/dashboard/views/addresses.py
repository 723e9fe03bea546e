"""Every address of the site, found among its URL patterns, with something that is there in each of its places.

A new address is found without a word here. One with a place of a new name (`<uuid:thing>`) needs one line in `Things`.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any
from uuid import UUID, uuid4

from django.test import Client
from django.urls import URLPattern, URLResolver, reverse
from django.utils import timezone

from cti_bridge.floor.model import Callback, CallbackId, QueueId
from cti_bridge.floor.rows import Kind
from dashboard.models import (
    AskedCommand,
    CtiSignIn,
    Integration,
    IntegrationSetting,
    Lookup,
    Message,
    MessageTemplate,
    Person,
    QueuePolicy,
    RaisedHand,
    ReasonPolicy,
    Receipt,
    SettingChange,
    TeamPolicy,
    TrailLine,
)
from dashboard.store import uploads
from dashboard.urls import urlpatterns
from tests.dashboard.views import floors

BATCH = str(uuid4())
WORDS = "Words for the team of Sam"
FORM = {  # fits most of them: what a form does not know it leaves out
    "action": "sign-out",
    "agents": "cisco:1001",
    "why": "Late",
    "extension": "4001",
    "password": "pw-2001",
    "teams": "cisco:5000",
    "content": "Words of somebody else",
    "minutes": "10",
    "name": "Somebody else's",
    "about": "agent cisco:1001",
}
Things = Mapping[str, object]  # by the place's name, or by the address's name and the place's: "message.key"


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """One address. `names_something`: it has places, so that it may be somebody else's."""

    url: str
    name: str
    view: Callable[..., Any]
    names_something: bool

    @property
    def administrates(self) -> bool:
        """Whether administrators.for_administrators guards it."""
        return getattr(self.view, "administrates", False)

    @property
    def acts(self) -> bool:
        """Whether a form that was refused there leaves a line."""
        return getattr(self.view, "acts", False)


def every(things: Things) -> list[Address]:
    """All addresses, once for each word that a pattern knows in a place (`ready|not-ready`)."""
    return [
        Address(
            url=reverse(str(pattern.name), kwargs=places),
            name=str(pattern.name),
            view=pattern.callback,
            names_something=bool(places),
        )
        for pattern in _patterns(urlpatterns)
        for places in _filled(pattern, things)
    ]


def taking_forms(things: Things) -> list[Address]:
    """Those that know what a POST is: they send whoever is signed out to the sign-in, or answer."""
    return [found for found in every(things) if _takes_forms(found.name, found.url)]


_known: dict[str, bool] = {}


def _takes_forms(name: str, url: str) -> bool:
    if name not in _known:
        _known[name] = Client().post(url).status_code != 405
    return _known[name]


def _patterns(found: list[Any]) -> Iterator[URLPattern]:
    for pattern in found:
        if isinstance(pattern, URLResolver):
            yield from _patterns(pattern.url_patterns)
        else:
            yield pattern


def _filled(pattern: URLPattern, things: Things) -> Iterator[dict[str, object]]:
    places = pattern.pattern.converters
    choices = [_choices(str(pattern.name), place, converter, things) for place, converter in places.items()]
    for chosen in product(*choices):
        yield dict(zip(places, chosen, strict=True))


def _choices(name: str, place: str, converter: Any, things: Things) -> list[object]:
    if f"{name}.{place}" in things:
        return [things[f"{name}.{place}"]]
    if place in things:
        return [things[place]]
    assert "[" not in converter.regex, f"what stands at <{place}> of {name}? give one in `tests.…addresses.of_sam`"
    return list(converter.regex.split("|"))


def of_sam(sam: Person, ann: Person, ada: Person) -> Things:
    """What Sam can act on, what Ann was sent, what Ada administers: put into the floor, and where it goes."""
    _of_the_floor(sam)
    _moved(sam)
    message, template = _message(sam, ann)
    return {**_of_the_settings(ada), "agent_id": "cisco:1001", "key": "cisco:2001", "batch": BATCH,
            "activity-story.key": TrailLine.objects.create(at=timezone.now(), step="opened", action="history",
                                                           person=sam.pk, team="cisco:5000").pk,
            **{f"{name}.key": "cisco:cb1" for name in ("callback", "callback-deed")},
            **{f"{name}.key": message.pk for name in ("message", "message-resend", "message-delete")},
            "queue-calls-answer.question": _question(sam),
            "message": message.pk, "message-template-delete.number": template.pk, "person_id": ann.pk}  # fmt: skip


def _of_the_floor(sam: Person) -> None:
    """An agent, a call that Sam listens to, a raised hand, a callback in a queue of that team, a batch to undo."""
    QueuePolicy.objects.get_or_create(id="cisco:Sales", defaults={"teams": ["cisco:5000"]})
    callback = Callback(id=CallbackId("cisco:cb1"), list="cisco:l1", queue=QueueId("cisco:Sales"), name="Jane Roe")
    floors.put([(Kind.CALLBACK, "#cisco:Sales", callback.id, callback)])
    CtiSignIn.objects.create(integration_id="cisco", login="2001", person=sam)
    floors.switch_listening_on()
    floors.put_own_call()
    RaisedHand.objects.create(person=0, agent="cisco:1001", team="cisco:5000", raised_at=floors.ago(5))
    AskedCommand.objects.create(
        batch=BATCH,
        action="not-ready",
        source="cisco",
        subject="cisco:1002",
        team="cisco:5000",
        person=sam.pk,
        outcome="confirmed",
        asked_at=floors.ago(2),
        settled_at=floors.ago(1),
        deadline=floors.ago(-3),
        seen={"state": "ready"},
    )


def _moved(sam: Person) -> None:
    """Of the same batch a change on the membership board, which can be undone too."""
    AskedCommand.objects.create(
        batch=BATCH,
        action="set-penalty",
        source="cisco",
        subject="cisco:1001",
        team="cisco:5000",
        person=sam.pk,
        outcome="confirmed",
        asked_at=floors.ago(2),
        settled_at=floors.ago(1),
        deadline=floors.ago(-3),
        seen={"before": {"cisco:1001": {"cisco:Sales": 1}}, "after": {"cisco:1001": {"cisco:Sales": 0}}},
    )


def _question(sam: Person) -> UUID:
    """A question of Sam's about a queue's past calls."""
    return Lookup.objects.create(
        source="cisco",
        queue="cisco:Sales",
        size=5,
        person=sam.pk,
        asked_at=floors.ago(1),
        deadline=floors.ago(-7),
    ).pk


def _message(sam: Person, ann: Person) -> tuple[Message, MessageTemplate]:
    """A message of Sam's to the own team, which reached Ann."""
    message = Message.objects.create(
        person=sam.pk, content=WORDS, teams=["cisco:5000"], created_at=floors.ago(60), until=floors.ago(-600)
    )
    Receipt.objects.create(
        message=message, person=ann.pk, agent="cisco:1002", team="cisco:5000", addressed_at=floors.ago(60)
    )
    return message, MessageTemplate.objects.create(person=sam, name="Hello", content="Hello")


def _of_the_settings(ada: Person) -> Things:
    cisco = Integration.objects.get(pk="cisco")
    TeamPolicy.objects.get_or_create(id="cisco:5000")
    reason = ReasonPolicy.objects.create(source="cisco", category="not_ready", code="10", label="Lunch")
    setting = IntegrationSetting.objects.create(integration=cisco, identifier="Component1", value="a=1")
    undone = SettingChange.objects.create(
        integration=cisco, identifier="Component1", after="a=1", person=ada.pk, at=floors.ago(60)
    )
    waiting = {
        kind: uploads.keep(ada, kind, text, timezone.now()).pk
        for kind, text in (("setup", "[site]\nname = 'North'\n"), ("people", ""), ("reasons", ""))
    }
    return {
        "name": "cisco",
        "source": "cisco",
        "kind": "practice",
        "team_id": "cisco:5000",
        "queue_id": "cisco:Sales",
        "number": CtiSignIn.objects.create(integration=cisco, login="2900", feed=True).pk,
        "pk": reason.pk,
        "settings-component-setting.pk": setting.pk,
        "settings-component-setting-remove.pk": setting.pk,
        "settings-component-settings-undo.pk": undone.pk,
        "upload": waiting["setup"],
        "settings-reasons-preview.upload": waiting["reasons"],
        "settings-people-import-preview.upload": waiting["people"],
    }
