"""What the vendors' folders say of themselves is known, so that it is translated; each is chosen by its own words."""

import msgspec
import pytest

from cti_bridge import catalog
from dashboard.presenters.systems import first_words, system_of, systems
from dashboard.presenters.vendor_words import WORDS


def said_by(struct: type) -> set[str]:
    """The titles and descriptions of a Struct, and the words of what is chosen."""
    fields = msgspec.inspect.type_info(struct).fields  # type: ignore[attr-defined]
    metas = [field.type.extra_json_schema or {} for field in fields]
    choices = [(field.type.extra or {}).get("words", {}).values() for field in fields]
    return {words for meta in metas for words in (meta["title"], meta["description"])} | {w for c in choices for w in c}


@pytest.mark.parametrize("kind", catalog.vendors())
def test_each_folders_words_are_known(kind: str) -> None:
    vendor = catalog.vendor(kind)
    said = said_by(vendor.Config) | said_by(vendor.SignIn) | {words for words in first_words(kind) if words}

    assert said - WORDS == set()


def test_every_folder_can_be_chosen_the_practice_floor_last() -> None:
    assert {system.kind for system in systems()} == set(catalog.vendors())
    assert systems()[-1].kind == "practice"


def test_a_folder_says_what_it_is_and_over_what() -> None:
    system = system_of("generic_connector")

    assert system.title == "Cisco Finesse through Expertflow's Generic Connector"
    assert system.over == "Text messages over ActiveMQ, reached by STOMP."


def test_one_that_is_not_there_has_its_name() -> None:
    assert system_of("gone").title == "gone"
