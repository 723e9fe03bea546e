"""What stands beneath a vendor's field: its description, examples that work, and between which bounds it must be."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from msgspec import inspect


def help_of(kind: inspect.Type, description: str, examples: Sequence[Any]) -> SafeString:
    """The sentences, as HTML."""
    bare = kind.type if isinstance(kind, inspect.Metadata) else kind
    parts = [conditional_escape(description)] if description else []
    if isinstance(bare, inspect.ListType | inspect.VarTupleType | inspect.SetType | inspect.FrozenSetType):
        parts.append(conditional_escape(_("One a line.")))
    if between := ", ".join(_bounds(bare)):
        parts.append(conditional_escape(f"{between[:1].upper()}{between[1:]}."))
    if examples:
        parts.append(format_html("{} {}", _("For example:"), _written(examples[0])))
    return format_html_join(" ", "{}", ((part,) for part in parts))


def _written(example: Any) -> SafeString:
    lines = example if isinstance(example, list | tuple) else [example]
    return format_html_join(", ", "<code>{}</code>", ((line,) for line in lines))


def _bounds(kind: inspect.Type) -> Iterator[str]:
    if not isinstance(kind, inspect.IntType | inspect.FloatType):
        return
    for limit, words in (
        (kind.ge, _("at least {limit}")),
        (kind.gt, _("more than {limit}")),
        (kind.le, _("at most {limit}")),
        (kind.lt, _("less than {limit}")),
    ):
        if limit is not None:
            yield words.format(limit=f"{limit:g}" if isinstance(limit, float) else limit)
