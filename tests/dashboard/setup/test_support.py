"""The matrix of SUPPORT.md is what the vendor's own capabilities say."""

import pytest

from cti_bridge import catalog
from dashboard.setup.support import matrix, with_matrix

PLACE = "<!-- matrix -->\nwhat stood here\n<!-- /matrix -->"


@pytest.mark.parametrize("kind", catalog.vendors())
def test_the_page_of_every_vendor_says_what_its_capabilities_say(kind: str) -> None:
    page = catalog.support_page(kind).read_text(encoding="utf-8")

    assert page == with_matrix(kind, page), "run manage.py support --update"


def test_only_what_stands_between_the_marks_is_written() -> None:
    page = with_matrix("practice", f"before\n{PLACE}\nafter\n")

    assert page.startswith("before\n<!-- matrix -->\n| action |")
    assert page.endswith("|\n<!-- /matrix -->\nafter\n")
    assert "what stood here" not in page
    assert with_matrix("practice", page) == page


def test_a_choice_of_settings_that_makes_a_difference_has_a_line_of_its_own() -> None:
    lines = matrix("generic_connector").splitlines()

    assert [line for line in lines if line.startswith("| `hold` with `platform = uccx` | no |")]
    assert len([line for line in lines if line.startswith("| `ready`")]) == 1


@pytest.mark.parametrize("page", ["no place", PLACE + PLACE, "<!-- matrix -->"])
def test_a_page_without_its_one_place_is_refused(page: str) -> None:
    with pytest.raises(ValueError, match="one line"):
        with_matrix("practice", page)
