"""What the membership board says by itself, in the page's language: for its modules (static/js/board_words.js)."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

_SENTENCES: Mapping[str, Promise] = {
    "first": _("rings first"),
    "out": _("Not in this queue"),
    "show_out": _("Show who is not in {queue}"),
    "whole_team": _("Whole team"),
    "whole_team_of": _("All of {team} with penalty {penalty} in {queue}"),
    "whole_team_out": _("All of {team} who are not in {queue}"),
    "differs": _("differs from the default"),
    "chip": pgettext_lazy("an agent on the board: name, state, and more", "{name}, {state}"),
    "place": _("{queue}, penalty {penalty}"),
    "place_out": _("not in {queue}"),
    "picked_up": _("{who} picked up from {place}. Arrows choose the place, Space drops, Escape leaves all as it is."),
    "over": pgettext_lazy("where a chip would be dropped", "Here: {place}"),
    "left": _("Nothing is moved."),
    "selected": _("{count} selected"),
    "many": _("{count} agents"),
    "agents": _("{shown} of {total} agents"),
    "leaving": pgettext_lazy("asked to leave a queue", "leaves: {outcome}"),
    "nowhere": _("A team can leave only the place that it was taken from."),
    "change": _("Change"),
}


def for_the_browser() -> dict[str, str]:
    """All of them, by name."""
    return {name: str(sentence) for name, sentence in _SENTENCES.items()}
