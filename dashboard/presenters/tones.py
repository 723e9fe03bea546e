"""The ten named tones that administrators may choose for a reason code (`data-tone` in static/css/tokens.css)."""

from django.utils.translation import pgettext_lazy

from dashboard.presenters.words import Words

TONES: Words = {  # those of the setup file (dashboard.setup.schema.Tone), in its order
    "grey": pgettext_lazy("tone", "Grey"),
    "red": pgettext_lazy("tone", "Red"),
    "amber": pgettext_lazy("tone", "Amber"),
    "yellow": pgettext_lazy("tone", "Yellow"),
    "green": pgettext_lazy("tone", "Green"),
    "teal": pgettext_lazy("tone", "Teal"),
    "blue": pgettext_lazy("tone", "Blue"),
    "indigo": pgettext_lazy("tone", "Indigo"),
    "purple": pgettext_lazy("tone", "Purple"),
    "pink": pgettext_lazy("tone", "Pink"),
}
