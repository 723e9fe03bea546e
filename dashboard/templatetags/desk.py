"""What every template of the desk may use: icons, stylesheets, and the chip "my sign-in"."""

from datetime import datetime
from typing import Any

from django import template
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html, json_script
from django.utils.safestring import SafeString

from dashboard.models.people import Role
from dashboard.presenters import times
from dashboard.presenters import words as vocabulary
from dashboard.presenters.bar import bar
from dashboard.presenters.pages import pages
from dashboard.presenters.rights import Rights
from dashboard.presenters.sections import sections
from dashboard.presenters.times import stamp
from dashboard.views import reading
from dashboard.views.own_phones import chip

register = template.Library()


@register.simple_tag
def icon(name: str) -> SafeString:
    """An icon of static/icons/icons.svg, in the colour of its text; decoration only."""
    return format_html('<svg class="ic" aria-hidden="true"><use href="{}#{}"/></svg>', static("icons/icons.svg"), name)


@register.simple_tag
def stylesheet(name: str) -> str:
    """The address of one of our stylesheets."""
    return static(f"css/{name}.css")


@register.filter
def words(text: str) -> list[str]:
    """A text's words, to loop over."""
    return text.split()


@register.filter
def day_and_time(at: datetime, to: str = "minutes") -> str:
    """A moment with its day, in the page's language; to the second where its row is known by it."""
    return times.day_and_time(at, to=to, year=to == "seconds")


@register.simple_tag
def server_now() -> str:
    """The server's clock, as the browser reads it."""
    return stamp(timezone.now())


@register.simple_tag
def words_for_the_browser() -> SafeString:
    """The page's own words, in its language, for the browser's modules."""
    return json_script(vocabulary.for_the_browser(), "words")


@register.simple_tag(takes_context=True, name="pages")
def pages_of_the_viewer(context: dict[str, Any]) -> list[tuple[str, str, bool]]:
    """The pages that the viewer may open: address, name, whether it is this one."""
    request = context["request"]
    return pages(request.path, request.user.role)


@register.simple_tag(takes_context=True, name="sections")
def sections_of_settings(context: dict[str, Any]) -> list[tuple[str, str, bool]]:
    """The sections of the settings that the viewer may open: address, name, whether it is this one.

    A page that belongs to another's section than its own address says whose: `belongs_to`.
    """
    request = context["request"]
    path = context.get("belongs_to") or request.path
    return sections(path, administers=request.user.role == Role.ADMINISTRATOR)


@register.inclusion_tag("parts/_own.html", takes_context=True)
def own_part(context: dict[str, Any]) -> dict[str, object]:
    """What is the viewer's own on every page; a view that knows the viewer's rights gives them as `rights`."""
    rights: Rights = context.get("rights") or reading.rights_of_own(context["request"].user)
    return {
        "bar": bar(rights, timezone.now()),
        "own": {key: values for own in rights.own.values() for key, values in own.items()},
        "rights": rights.for_the_browser(),
        "csrf_token": context.get("csrf_token"),
    }


@register.inclusion_tag("parts/_my_sign_ins.html", takes_context=True)
def my_sign_ins(context: dict[str, Any]) -> dict[str, object]:
    """The chip of the viewer's own CTI sign-ins; nothing for those who have none."""
    return chip(context["request"])
