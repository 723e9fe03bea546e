"""Laws of the CSV file: out and in again is the same, and no cell is a formula, whatever somebody called a code."""

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.forms import reason_sheet
from dashboard.models import Integration, ReasonPolicy
from dashboard.presenters import cells
from dashboard.presenters.spreadsheets import BOM, FORMULA
from dashboard.presenters.tones import TONES
from dashboard.store.reason_files import changes
from dashboard.store.reasons import decided, key_of

ANY = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=200)
NASTY = st.text(st.sampled_from("=+-@＝'\";,\t\r\n \u00a0\ufeffa"), max_size=30)
LABELS = ANY | NASTY
COUNTS = st.integers(0, 2_147_483_647)
POLICIES = st.builds(
    ReasonPolicy,
    source=st.just("cisco"),
    category=st.sampled_from(["not_ready", "sign_out", "wrap_up"]),
    code=(ANY | NASTY).map(lambda text: text[:60]).filter(str.strip),
    label=LABELS,
    order=COUNTS,
    tone=st.sampled_from(["", *TONES]),
    productive=st.booleans(),
    max_minutes=st.none() | COUNTS,
    forceable=st.booleans(),
    protected=st.booleans(),
    retired=st.booleans(),
)


@pytest.mark.django_db
@given(st.lists(POLICIES, unique_by=key_of, max_size=4))
def test_out_and_in_again_says_the_same_of_every_code(policies: list[ReasonPolicy]) -> None:
    Integration.objects.get_or_create(name="cisco", defaults={"kind": "practice"})
    standing = {key_of(policy): policy for policy in policies}

    sheet = reason_sheet.read(reason_sheet.written(policies), standing)

    assert sheet.wrong == ()
    assert sheet.reasons == {key: decided(policy) for key, policy in standing.items()}


@given(LABELS)
def test_no_cell_of_ours_is_a_formula(label: str) -> None:
    text = cells.written(["label"], [[label]]).removeprefix(BOM)

    (_, (cell,)) = csv.reader(StringIO(text, newline=""))

    assert not cell.lstrip(" \u00a0").startswith(FORMULA)
    assert not any(part.lstrip(' "\t\r\n').startswith(("=", "+", "-", "@")) for part in cell.split(";")[1:])


@given(LABELS)
def test_a_cell_comes_back_as_it_went_out(cell: str) -> None:
    assert cells.back(cells.out(cell)) == cell


@pytest.mark.django_db
@pytest.mark.parametrize("separator", [",", ";"])
def test_a_file_made_in_a_spreadsheet_may_lack_columns_and_part_its_cells_as_it_likes(separator: str) -> None:
    Integration.objects.create(name="cisco", kind="practice")
    ReasonPolicy.objects.create(source="cisco", category="not_ready", code="10", order=3, protected=True)
    lines = (("Label", "CODE", "category", "source"), ("'Tis lunch", "10", "not_ready", " cisco "))
    text = "\r\n".join(separator.join(line) for line in lines)

    sheet = reason_sheet.read(text, {key_of(p): p for p in ReasonPolicy.objects.all()})

    (change,) = changes(sheet.reasons)
    assert (change.before, change.after) == ({"label": ""}, {"label": "'Tis lunch"})


@pytest.mark.django_db
def test_a_line_with_fewer_cells_leaves_the_rest_as_it_stands() -> None:
    Integration.objects.create(name="cisco", kind="practice")

    sheet = reason_sheet.read("source,category,code,label,order,forceable\ncisco,not_ready,10,Lunch\n", {})

    assert sheet.wrong == ()
    assert sheet.reasons["cisco", "not_ready", "10"] == decided(ReasonPolicy(label="Lunch"))
