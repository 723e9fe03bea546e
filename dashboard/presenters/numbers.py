"""Masks telephone numbers: the country and the area stay, the last three digits stay, the caller does not.

A name is no number, and neither is a short extension.
"""

import re
from functools import lru_cache

SHORTEST = 7  # digits; fewer is an extension or a service number
_NUMBER = re.compile(r"\+?\(?\d[\d\s()./\-\u2010-\u2015\u2212]{5,}\d")  # dashes of all kinds
_NOT_A_DIGIT = re.compile(r"\D+")
# ITU-T E.164: the assigned country codes of one and two digits; all others have three.
_COUNTRY = re.compile(r"1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3}")


@lru_cache(maxsize=4096)
def masked(text: str) -> str:
    """The text with every telephone number in it masked: `+49 40 •••• 552`."""
    return _NUMBER.sub(_masked, text) if len(text) >= SHORTEST else text


def _masked(found: re.Match[str]) -> str:
    written = found.group()
    digits = _NOT_A_DIGIT.sub("", written)
    if len(digits) < SHORTEST:
        return written
    if written.startswith("+"):
        return _international(digits)
    if digits.startswith("00"):
        return _international(digits[2:])
    return f"{digits[:3]} •••• {digits[-3:]}" if len(digits) > SHORTEST else f"•••• {digits[-3:]}"


def _international(digits: str) -> str:
    found = _COUNTRY.match(digits)
    country = found.end() if found else 0
    area = digits[country : country + 2] if len(digits) - country > SHORTEST else ""
    return " ".join(part for part in (f"+{digits[:country]}", area, "••••", digits[-3:]) if part)
