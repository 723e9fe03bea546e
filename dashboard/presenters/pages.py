"""The bar of pages: which ones a role may open, in their order. A new one is one line here."""

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dashboard.models.people import Role

Page = tuple[str, Promise]  # the name of its address, and its own

_OF_THE_FLOOR: tuple[Page, ...] = (
    ("floor", _("Floor")),
    ("queues", _("Queues")),
    ("callbacks", _("Callbacks")),
    ("messages", _("Messages")),
    ("activity", _("Activity")),
)
_SETTINGS = _("Settings")
PAGES: dict[str, tuple[Page, ...]] = {
    Role.ADMINISTRATOR: (*_OF_THE_FLOOR, ("settings-start", _SETTINGS)),
    Role.SUPERVISOR: (*_OF_THE_FLOOR, ("capabilities", _SETTINGS)),
    Role.VIEWER: (*_OF_THE_FLOOR, ("capabilities", _SETTINGS)),
    Role.AGENT: (("me", _("My page")),),
}


def pages(path: str, role: str) -> list[tuple[str, str, bool]]:
    """Address, name, and whether the viewer is in it; the floor is where its address is the whole one."""
    return [(address, str(name), _is_in(path, address)) for address, name in _addressed(role)]


def _addressed(role: str) -> list[tuple[str, Promise]]:
    return [(reverse(name), title) for name, title in PAGES.get(role, ())]


def _is_in(path: str, address: str) -> bool:
    return path == address if address == "/" else path.startswith(address)
