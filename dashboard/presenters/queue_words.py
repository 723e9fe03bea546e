"""What the queues' pages say: on the server, and in the browser as its words `queue.…` (static/js/queue_cells.js)."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

QUEUE: Mapping[str, Promise] = {
    "not_given": _("{source} does not give this figure."),
    "nobody_waits": _("Nobody waits."),
    "no_since": _("{source} does not say since when they wait."),
    "level_no_data": _("Nothing was counted yet: that is no data, and not 0 %."),
    "level_not_given": _("{source} does not give what this service level is made of."),
    "level_other_threshold": _("{source} counts at other seconds than this service level."),
    "thousands": pgettext_lazy("between the thousands of a number: a narrow space that breaks no line", "\u202f"),
    "percent": pgettext_lazy("a share", "{number} %"),
    "at_least": pgettext_lazy("a total without some of its parts", "≥ {figure}"),
    "partly": _("Without the queues whose system does not give it: {count}."),
    "nowhere": _("None of these systems gives this figure."),
    "by_agents": _("Not added up: one agent may serve several queues."),
    "by_rules": _("Not added up: these queues count by different rules."),
    "past": _("past {limit}"),
    "hour_most": _("at most {most} waiting in the last hour"),
    "most": pgettext_lazy("waiting, in the last hour", "max {most}"),
}


def say(sentence: str, /, **places: object) -> str:
    """A sentence, its places filled."""
    return str(QUEUE[sentence]).format(**places)
