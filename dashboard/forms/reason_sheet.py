"""Reason codes as a CSV file: out, to be changed in a spreadsheet, and in again, each wrong line named."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from dashboard.forms.reasons import ReasonForm
from dashboard.models import Integration, ReasonPolicy
from dashboard.presenters import cells
from dashboard.presenters.settings.reasons import CATEGORIES
from dashboard.presenters.tones import TONES
from dashboard.store.reasons import DECIDED, KEY, Key, decided, key_of

LONGEST_CODE = 60
COLUMNS = (*KEY, *DECIDED)
YES, NO = "yes", "no"
_SAID = {YES: True, "true": True, "1": True, NO: False, "false": False, "0": False}
_SWITCHES = ("productive", "forceable", "protected", "retired")
_ABSENT = decided(ReasonPolicy())  # what a new code is, where its line says nothing


@dataclass(frozen=True, slots=True)
class Wrong:
    """A line that cannot be loaded, by its number, and what to mend."""

    line: int
    mend: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What a file says of each code, and what is wrong with it. With anything wrong nothing of it is loaded."""

    reasons: Mapping[Key, dict[str, Any]]
    wrong: tuple[Wrong, ...] = ()


def written(policies: Iterable[ReasonPolicy]) -> str:
    """The file."""
    return cells.written(COLUMNS, ([*key_of(policy), *map(_cell, decided(policy).values())] for policy in policies))


def read(text: str, standing: Mapping[Key, ReasonPolicy]) -> Sheet:
    """What a file says. A column that it does not have stays as it is; `standing` are the codes that are here."""
    try:
        lines = list(cells.read(text))
    except cells.NoCsv as no:
        return _refused(no.line, capfirst(no.what))
    if not lines:
        return _refused(1, _("The file is empty."))
    number, head = lines[0]
    head = [name.strip().casefold() for name in head]
    if why := _wrong_head(head):
        return _refused(number, why)
    reader = _Reader(standing, head)
    for number, line in lines[1:]:
        reader.take(number, line)
    return Sheet(reasons=reader.reasons, wrong=tuple(reader.wrong))


class _Reader:
    def __init__(self, standing: Mapping[Key, ReasonPolicy], head: list[str]) -> None:
        self.reasons: dict[Key, dict[str, Any]] = {}
        self.wrong: list[Wrong] = []
        self._standing = standing
        self._head = head
        self._at: dict[Key, int] = {}
        self._sources = set(Integration.objects.values_list("name", flat=True))

    def take(self, number: int, line: list[str]) -> None:
        """A line: a code, or what is wrong."""
        if len(line) > len(self._head):
            self.wrong.append(Wrong(number, _("It has more cells than the first line.")))
            return
        said = dict(zip(self._head, line, strict=False))
        key = (said.get("source", "").strip(), said.get("category", "").strip(), said.get("code", ""))
        whys = [*self._about_key(key, number), *self._about_switches(said)]
        form = ReasonForm(_for_form(said))
        if not form.is_valid():
            labels = {name: field.label for name, field in form.fields.items()}
            whys += [f"{labels[name]}: {' '.join(map(str, errors))}" for name, errors in form.errors.items()]
        if whys:
            self.wrong += [Wrong(number, why) for why in whys]
            return
        self._at[key] = number
        self.reasons[key] = self._values(key, said, form.cleaned_data)

    def _about_key(self, key: Key, number: int) -> list[str]:
        source, category, code = key
        whys = []
        if source not in self._sources:
            whys.append(_("source: there is no system “{name}”.").format(name=source))
        if category not in CATEGORIES:
            whys.append(_("category: it is one of {names}.").format(names=", ".join(CATEGORIES)))
        if not code.strip() or len(code) > LONGEST_CODE or "\0" in code:
            whys.append(_("code: it is missing, or longer than {most} characters.").format(most=LONGEST_CODE))
        if key in self._at:
            whys.append(_("This code stands in line {line} already.").format(line=self._at[key]))
        return whys

    def _about_switches(self, said: Mapping[str, str]) -> list[str]:
        wrong = [name for name in _SWITCHES if (word := said.get(name, "").strip().casefold()) and word not in _SAID]
        return [_("{column}: write yes or no.").format(column=name) for name in wrong]

    def _values(self, key: Key, said: Mapping[str, str], cleaned: Mapping[str, Any]) -> dict[str, Any]:
        """Every decision: from the file where it has the column, else as it stands."""
        policy = self._standing.get(key)
        values = decided(policy) if policy else dict(_ABSENT)
        for name in DECIDED:
            if name not in said:
                continue
            if name in _SWITCHES:
                values[name] = _SAID.get(said[name].strip().casefold(), _ABSENT[name])
            elif name != "label" or said[name] != values["label"]:  # blanks that stand around a label may stay
                values[name] = cleaned[name]
        return values


def _for_form(said: Mapping[str, str]) -> dict[str, str]:
    """A line's cells as the form takes them; it reads no switches, which are ticks there."""
    return {name: cell if name == "label" else cell.strip() for name, cell in said.items() if name not in _SWITCHES}


def _wrong_head(head: list[str]) -> str:
    unknown = [name for name in head if name not in COLUMNS]
    missing = [name for name in KEY if name not in head]
    twice = [name for name in head if head.count(name) > 1]
    if unknown:
        return _("There is no column “{name}”. Columns are: {names}.").format(name=unknown[0], names=", ".join(COLUMNS))
    if missing:
        return _("The column {name} is missing: the first line names the columns.").format(name=missing[0])
    return _("The column {name} stands twice.").format(name=twice[0]) if twice else ""


def _refused(line: int, why: str) -> Sheet:
    return Sheet(reasons={}, wrong=(Wrong(line, why),))


def _cell(value: object) -> str:
    match value:
        case bool():
            return YES if value else NO
        case None:
            return ""
        case _:
            return str(value)


def about_columns() -> list[tuple[str, str]]:
    """Each column, and what may stand in it, for the page."""
    switch = _("{yes} or {no}.").format(yes=YES, no=NO)
    return [
        ("source", _("The system’s name, as under Integrations.")),
        ("category", ", ".join(CATEGORIES)),
        ("code", _("As the system sends it. Spreadsheets drop leading zeros: bring the column in as text.")),
        ("label", _("What the floor shows. Empty: the system’s own words.")),
        ("order", _("A whole number. Where reasons are offered, the smallest comes first.")),
        ("tone", ", ".join(TONES) + " · " + _("or empty.")),
        ("productive", switch),
        ("max_minutes", _("A whole number, or empty.")),
        *((name, switch) for name in ("forceable", "protected", "retired")),
    ]
