"""Sentences that bridges and connectors say in English, as a reader of another language gets them.

A bridge knows no reader. What it says is a fixed sentence, or one with names in it; those that stand in known_fixed.py
and the files beside it are translated where they are shown, on pages (`in_words`) and in the browser (`translated`).
So nothing but English is stored, and what was said long ago is translated too. What a vendor said itself stays.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from itertools import cycle

from django.utils.formats import get_format
from django.utils.translation import gettext as in_the_present_language

from dashboard.presenters.known_fixed import FIXED
from dashboard.presenters.known_on_pages import ON_PAGES
from dashboard.presenters.known_with_names import WITH_NAMES
from dashboard.presenters.known_xuc import XUC
from dashboard.presenters.times import day

TOLD = FIXED | XUC  # in pushes too: the browser knows these
SENTENCES = TOLD | ON_PAGES


def in_words(said: str) -> str:
    """A sentence, or several, in the present language, as far as we know them; what we do not stays as it was said."""
    return " ".join(map(_worded, _parted(said)))


def translated() -> dict[str, str]:
    """What the present language says otherwise, for the browser: first the fixed ones, then those with names."""
    fixed = {said: in_the_present_language(said) for said in sorted(TOLD)}
    fixed = {said: words for said, words in fixed.items() if words != said}
    return fixed | {said: in_the_present_language(said) for said, _form in _FORMS} if fixed else {}


_PLACE = re.compile(r"\{(\w+)\}")
_SHAPES = {"count": r"\d+", "day": r"\d{4}-\d\d-\d\d", "seconds": r"[-+.\d]+", "status": r"\d+"}
_END = re.compile(r"(?<=[.!?]) ")


def _form(sentence: str) -> re.Pattern[str]:
    """What a sentence with names looks like, filled. A name that stands in it twice is the same both times."""
    parts, seen = [], set[str]()
    for is_place, part in zip(cycle((False, True)), _PLACE.split(sentence), strict=False):
        if not is_place:
            parts.append(re.escape(part))
        else:
            parts.append(f"(?P={part})" if part in seen else f"(?P<{part}>{_SHAPES.get(part, '.+?')})")
            seen.add(part)
    return re.compile("".join(parts), re.DOTALL)


# Those that say the most come first: what fits several is the most exact of them.
_FORMS = [(said, _form(said)) for said in sorted(WITH_NAMES, key=lambda said: -len(_PLACE.sub("", said)))]


@lru_cache(maxsize=2048)
def _recognised(said: str) -> tuple[str, Mapping[str, str]] | None:
    """Which sentence with names it is, and the names; None where it is none of them."""
    for sentence, form in _FORMS:
        if found := form.fullmatch(said):
            names = found.groupdict()
            if all(_is_known(name) for place, name in names.items() if place.startswith("known")):
                return sentence, names
    return None


def _is_known(said: str) -> bool:
    return said in SENTENCES or _recognised(said) is not None


def _parted(said: str) -> Sequence[str]:
    """The sentences of which it consists: such as we know, where it can be parted so; else it is cut after each."""
    return _known_parts(said) or _END.split(said)


@lru_cache(maxsize=4096)  # also for the time that it takes: each rest is looked at once, however many ways lead to it
def _known_parts(said: str) -> Sequence[str]:
    if said in SENTENCES:
        return (said,)
    for end in _END.finditer(said):
        first, rest = said[: end.start()], said[end.end() :]
        if _is_known(first) and (parts := _known_parts(rest)):
            return (first, *parts)
    return (said,) if _recognised(said) else ()


def _worded(said: str) -> str:
    if said in SENTENCES:
        return in_the_present_language(said)
    if found := _recognised(said):
        sentence, names = found
        return in_the_present_language(sentence).format(**{place: _named(place, name) for place, name in names.items()})
    return said


def _named(place: str, name: str) -> str:
    match place:
        case "day":
            return _day(name)
        case "length":
            return name.replace(".", str(get_format("DECIMAL_SEPARATOR")))
    return in_words(name)


def _day(name: str) -> str:
    try:
        return day(date.fromisoformat(name), year=True)
    except ValueError:  # no day of any month: as it was said
        return name
