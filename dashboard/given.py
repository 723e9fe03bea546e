"""A value of the environment as it was given: in `NAME`, or in the file that `NAME_FILE` names."""

from collections.abc import Mapping
from pathlib import Path


class WrongEnvironment(Exception):
    """A value that is wrong, unsafe or missing; `str()` of it is the one sentence that stops the start."""


def value_of(given: Mapping[str, str], name: str) -> str:
    """A value; empty when neither NAME nor NAME_FILE is set. Raises WrongEnvironment."""
    path = given.get(f"{name}_FILE", "")
    if not path:
        return given.get(name, "").strip()
    if given.get(name):
        raise WrongEnvironment(f"{name} and {name}_FILE are both set: keep one of them.")
    try:
        value = Path(path).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise WrongEnvironment(f"{name}_FILE names {path}, which cannot be read ({type(error).__name__}).") from error
    if not value:
        raise WrongEnvironment(f"{name}_FILE names {path}, which is empty.")
    return value


def listed(value: str) -> tuple[str, ...]:
    """The words between the commas."""
    return tuple(word for word in (part.strip() for part in value.split(",")) if word)
