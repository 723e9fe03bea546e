"""What is wrong with a setup file, by the key where it stands: `integration[0].settings.brokers: …`."""

import re
from collections.abc import Callable

from django.utils.translation import gettext as _
from msgspec import ValidationError

UNKNOWN = re.compile(r"Object contains unknown field `(?P<name>.+)`")
MISSING = re.compile(r"Object missing required field `(?P<name>.+)`")
SOURCE = "^[a-z0-9][a-z0-9_-]*"  # how the schema's names of systems are written
Said = Callable[[re.Match[str]], str]
SAID: tuple[tuple[re.Pattern[str], Said], ...] = (  # msgspec's sentences, and ours for them
    (re.compile(r"Expected `str` of length <= (\d+)"), lambda m: _("at most {n} characters.").format(n=m[1])),
    (re.compile(r"Expected `str` of length >= 1$"), lambda m: _("is empty.")),
    (re.compile(r"Expected `\w+` of length <= (\d+)"), lambda m: _("at most {n} of them.").format(n=m[1])),
    (re.compile(r"Expected `\w+` of length >= (\d+)"), lambda m: _("at least {n} of them.").format(n=m[1])),
    (re.compile(r"Expected `\w+` > (\S+)"), lambda m: _("more than {n}.").format(n=m[1].removesuffix(".0"))),
    (re.compile(r"Expected `\w+` >= (\S+)"), lambda m: _("at least {n}.").format(n=m[1])),
    (re.compile(r"Expected `\w+` <= (\S+)"), lambda m: _("at most {n}.").format(n=m[1])),
    (re.compile(r"Expected `(?P<due>[^`]+)`, got `(?P<is>[^`]+)`"), lambda m: _wrong_kind(m["due"], m["is"])),
    (
        re.compile(rf"Expected `str` matching regex '{re.escape(SOURCE)}\$'"),
        lambda m: _("Small letters, digits, “-” and “_” only, and a letter or a digit first."),
    ),
    (
        re.compile(rf"Expected `str` matching regex '{re.escape(SOURCE)}:"),
        lambda m: _("write it with its system first, like cisco:5000."),
    ),
    (re.compile(r"Expected `str` matching regex"), lambda m: _("it is not written as it should be.")),
    (
        re.compile(r"Invalid enum value '?(?P<value>.*?)'?$"),
        lambda m: _("there is no “{value}”.").format(**m.groupdict()),
    ),
    (re.compile(r"Invalid RFC3339 encoded date"), lambda m: _("it is no day: write it like 2026-11-20.")),
)
PLACE = re.compile(r"^(?P<what>.*?)(?: - at (?:`key` in )?`(?P<place>[^`]*)`)?$", re.S)


class WrongSetup(Exception):
    """A setup file that cannot be loaded; nothing of it was. `str()` of it names the key, and holds no secret."""

    def __init__(self, key: str, what: str) -> None:
        super().__init__(f"{key}: {what}")
        self.key, self.what = key, what


def wrong_value(error: ValidationError, under: str = "") -> WrongSetup:
    """msgspec's complaint in our words; `under` is the key of what it was converting."""
    match = PLACE.match(str(error))
    what, place = (match["what"], match["place"] or "") if match else (str(error), "")
    key = _joined(under, place.removeprefix("$").removeprefix(".").removesuffix("[...]"))
    if unknown := UNKNOWN.match(what):
        return WrongSetup(_joined(key, unknown["name"]), "there is no such key.")
    if missing := MISSING.match(what):
        return WrongSetup(_joined(key, missing["name"]), "is missing.")
    return WrongSetup(key or "the file", _said(what))


def _said(what: str) -> str:
    for pattern, ours in SAID:
        if found := pattern.match(what):
            return ours(found)
    return what[:1].lower() + what[1:] + ("" if what.endswith(".") else ".")


def _wrong_kind(due: str, found: str) -> str:
    """`due` may be several: `int | null`."""
    kinds = {
        "str": _("a text"),
        "int": _("a whole number"),
        "float": _("a number"),
        "bool": _("true or false"),
        "array": _("a list"),
        "object": _("a table"),
        "date": _("a day"),
        "datetime": _("a point in time"),
    }
    dues = [kinds.get(kind, kind) for kind in due.split(" | ") if kind != "null"]
    return _("{due} belongs here, not {found}.").format(due=" / ".join(dues), found=kinds.get(found, found))


def _joined(under: str, key: str) -> str:
    return f"{under}.{key}" if under and key and not key.startswith("[") else under + key
