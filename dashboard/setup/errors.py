"""What is wrong with a setup file, by the key where it stands: `integration[0].settings.brokers: …`."""

import re

from msgspec import ValidationError

UNKNOWN = re.compile(r"Object contains unknown field `(?P<name>.+)`")
MISSING = re.compile(r"Object missing required field `(?P<name>.+)`")
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
    key = _joined(under, place.removeprefix("$").removeprefix("."))
    if unknown := UNKNOWN.match(what):
        return WrongSetup(_joined(key, unknown["name"]), "there is no such key.")
    if missing := MISSING.match(what):
        return WrongSetup(_joined(key, missing["name"]), "is missing.")
    return WrongSetup(key or "the file", what[:1].lower() + what[1:] + ("" if what.endswith(".") else "."))


def _joined(under: str, key: str) -> str:
    return f"{under}.{key}" if under and key and not key.startswith("[") else under + key
