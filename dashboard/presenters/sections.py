"""The sections of the settings, in the order of their navigation. A new one is one line here."""

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SECTIONS: tuple[tuple[str, Promise | str], ...] = (  # the name of its address
    ("settings-integrations", _("Integrations")),
    ("settings-sign-ins", _("CTI sign-ins")),
    ("settings-reasons", _("Reason codes")),
    ("settings-component-settings", _("Integration settings")),
    ("settings-people", _("People")),
    ("settings-teams", _("Teams")),
    ("settings-queues", _("Queues")),
    ("settings-site", _("Site")),
    ("settings-setup-file", _("Setup file")),
    ("capabilities", _("Capabilities")),
)
FOR_ALL = frozenset({"capabilities"})  # who is no administrator sees these only


def sections(path: str, *, administers: bool) -> list[tuple[str, str, bool]]:
    """Address, name, and whether it is where the viewer is: the section with the longest address that `path` is in."""
    shown = [(reverse(name), str(title)) for name, title in SECTIONS if administers or name in FOR_ALL]
    here = max((address for address, _title in shown if path.startswith(address)), key=len, default="")
    return [(address, title, address == here) for address, title in shown]
