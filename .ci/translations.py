"""Keeps the words in all languages: gathers them from templates and code, and checks that each is translated.

    .ci/translations.py --update    writes new words into dashboard/locale/*/LC_MESSAGES/django.po, and compiles them
    .ci/translations.py --check     fails, a line each, where a word is not translated or not compiled

Needs no gettext on the machine.
"""

import io
import os
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ("de", "fr", "es")
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
DATE = datetime(2026, 1, 1, tzinfo=UTC)
FIELD = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")


def sources() -> Iterator[tuple[str, bytes]]:
    """Every file that may hold words, as Python."""
    from django.utils.translation.template import templatize

    for path in sorted((ROOT / "dashboard").rglob("*.py")):
        yield path.relative_to(ROOT).as_posix(), path.read_bytes()
    for path in sorted((ROOT / "templates").rglob("*.html")):
        python = templatize(path.read_text(encoding="utf-8"))
        yield path.relative_to(ROOT).as_posix(), "\n".join(line.strip() for line in python.splitlines()).encode()


def words() -> Catalog:
    """All that is to be translated."""
    found = Catalog(domain="django", project="Floorwalker")
    for name, source in sources():
        for _, message, _, context in extract("python", io.BytesIO(source), KEYWORDS):
            found.add(message, locations=[(name, 0)], context=context)
    return found


def po(language: str) -> Path:
    """A language's words."""
    return ROOT / "dashboard" / "locale" / language / "LC_MESSAGES" / "django.po"


def standing(language: str) -> Catalog:
    """A language's catalog as it stands; an empty one where there is none. Its head never changes by itself."""
    if po(language).exists():
        with po(language).open("rb") as file:
            catalog = read_po(file, locale=language)
    else:
        catalog = Catalog(locale=language, domain="django")
    catalog.header_comment = (
        "# Floorwalker's words. Kept by .ci/translations.py: translate here, then run it with --update."
    )
    catalog.project, catalog.version, catalog.fuzzy = "Floorwalker", "", False
    catalog.last_translator = catalog.language_team = catalog.msgid_bugs_address = "Floorwalker"
    catalog.creation_date = catalog.revision_date = DATE
    return catalog


def compiled(catalog: Catalog) -> bytes:
    """A catalog as Django reads it."""
    out = io.BytesIO()
    write_mo(out, catalog)
    return out.getvalue()


def update() -> None:
    """Writes what is new, leaves out what is gone, and compiles."""
    found = words()
    for language in LANGUAGES:
        catalog = standing(language)
        catalog.update(found, no_fuzzy_matching=True, update_header_comment=False)
        catalog.obsolete.clear()
        catalog.creation_date = DATE
        po(language).parent.mkdir(parents=True, exist_ok=True)
        with po(language).open("wb") as file:
            write_po(file, catalog, width=120, include_lineno=False, sort_output=True)
        po(language).with_suffix(".mo").write_bytes(compiled(standing(language)))


def complaints() -> Iterator[str]:
    """What is wrong, a line each."""
    found = words()
    for language in LANGUAGES:
        catalog = standing(language)
        for message in found:
            if message.id:
                yield from (f"{language}: {what}" for what in _wrong_with(catalog, message.id, message.context))
        mo = po(language).with_suffix(".mo")
        if not mo.exists() or mo.read_bytes() != compiled(catalog):
            yield f"{language}: django.mo is not what django.po says: run .ci/translations.py --update"


def _wrong_with(catalog: Catalog, ids: str | tuple[str, ...], context: str | None) -> Iterator[str]:
    known = catalog.get(ids, context)
    singular = ids if isinstance(ids, str) else ids[0]
    texts = [] if known is None else [known.string] if isinstance(known.string, str) else list(known.string)
    if known is None or known.fuzzy or not texts or not all(texts):
        yield f"not translated: {singular!r}"
        return
    fields = {frozenset(FIELD.findall(i)) for i in ([ids] if isinstance(ids, str) else ids)}
    if any(frozenset(FIELD.findall(text)) not in fields for text in texts):
        yield f"other fields than in the original: {singular!r}"


def main() -> int:
    """The command line."""
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dashboard.settings")
    if sys.argv[1:] == ["--update"]:
        update()
        return 0
    if sys.argv[1:] != ["--check"]:
        print(__doc__)
        return 2
    said = list(complaints())
    print("\n".join(said) or "Every word is translated.")
    return 1 if said else 0


if __name__ == "__main__":
    sys.exit(main())
