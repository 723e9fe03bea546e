"""Widgets of the settings' forms that Django has none for; drawn by our own templates, whole without a script."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.template.loader import render_to_string
from django.utils.datastructures import MultiValueDict
from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe

MANY = 12  # more choices than this, and one can search among them


class _Drawn(forms.Widget):
    """A widget whose template is among the project's own."""

    def _render(self, template_name: str, context: dict[str, Any], renderer: Any = None) -> SafeString:
        return mark_safe(render_to_string(template_name, context))  # noqa: S308 - a template's own


class Picks(_Drawn, forms.CheckboxSelectMultiple):
    """Boxes to tick, in groups, with a search where there are many. Choices: `[(group, [(value, label), …]), …]`."""

    template_name = "settings/widgets/picks.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """The groups, and whether a search is worth it."""
        context = super().get_context(name, value, attrs)
        groups = context["widget"]["optgroups"]
        return context | {"many": sum(len(options) for _, options, _ in groups) > MANY}


class Lines(_Drawn):
    """Several texts under one name, an empty line or two more than there are, with suggestions as one types."""

    template_name = "settings/widgets/lines.html"
    use_fieldset = True
    spare = 2

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.suggestions: Sequence[str] = ()

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """The lines, and what is suggested for each."""
        context = super().get_context(name, value, attrs)
        return context | {"lines": [*(value or ()), *[""] * self.spare], "suggestions": self.suggestions}

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        """The lines that are not empty."""
        return [line.strip() for line in _all(data, name) if line.strip()]


class Loans(_Drawn):
    """Teams, each with a last day, and an empty row more. `choices` as of a select, with groups."""

    template_name = "settings/widgets/loans.html"
    use_fieldset = True

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.choices: Sequence[tuple[str, Sequence[tuple[str, str]]]] = ()
        self.first_day = ""

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """The rows, each with its own choices: a team may have left the floor meanwhile."""
        context = super().get_context(name, value, attrs)
        return context | {"rows": [*(value or ()), ("", "")], "choices": self.choices, "first_day": self.first_day}

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[tuple[str, str]]:
        """Team and day of every row in which something stands."""
        rows = zip(_all(data, f"{name}_team"), _all(data, f"{name}_until"), strict=False)
        return [(team.strip(), until.strip()) for team, until in rows if team.strip() or until.strip()]


class MinutesByState(_Drawn):
    """A number of minutes for each state. `states`: value, word, and the default as it is shown."""

    template_name = "settings/widgets/minutes.html"
    use_fieldset = True

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.states: Sequence[tuple[str, Promise | str, str]] = ()

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Each state with what stands for it."""
        context = super().get_context(name, value, attrs)
        stands: Mapping[str, Any] = value or {}
        rows = [(state, word, default, stands.get(state, "")) for state, word, default in self.states]
        return context | {"rows": rows}

    def value_from_datadict(self, data: Any, files: Any, name: str) -> dict[str, str]:
        """What stands for each state, as text."""
        given = {state: str(data.get(f"{name}_{state}") or "").strip() for state, _, _ in self.states}
        return {state: minutes for state, minutes in given.items() if minutes}


class Suggested(_Drawn, forms.TextInput):
    """A text with suggestions as one types; anything else may be typed too."""

    template_name = "settings/widgets/suggested.html"

    def __init__(self, suggestions: Sequence[str] = (), attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.suggestions = suggestions

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """The suggestions too."""
        return super().get_context(name, value, attrs) | {"suggestions": self.suggestions}


def _all(data: Any, name: str) -> list[str]:
    if isinstance(data, MultiValueDict):
        return [str(value) for value in data.getlist(name)]
    found = data.get(name, [])
    return list(found) if isinstance(found, list | tuple) else [str(found)]
