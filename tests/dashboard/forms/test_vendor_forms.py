"""A form made from a vendor's Struct: whatever the vendor takes can be typed, and what it refuses is said where."""

from dataclasses import dataclass
from typing import Annotated, Any, Literal

import msgspec
import pytest
from django.http import QueryDict
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import Meta, Struct

from cti_bridge import catalog
from dashboard.forms.vendor_forms import VendorForm
from dashboard.secrets import is_sealed, reveal, seal
from dashboard.setup.errors import wrong_value

SECRET = Meta(title="Key", extra={"secret": True})


class Config(Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """What a system that nobody has built yet asks for: each kind of setting once."""

    url: Annotated[str, Meta(title="Address", description="Where it is.", examples=["http://x.example"], min_length=1)]
    label: Annotated[str, Meta(title="Label", max_length=12)] = "x"
    generation: Annotated[Literal["current", "old"], Meta(title="Generation")] = "current"
    version: Literal[1, 2, 3] = 2
    key: Annotated[str, SECRET] = ""
    wait_seconds: Annotated[float, Meta(title="Wait", description="How long.", examples=[5], gt=0, le=120)] = 5.0
    retries: Annotated[int, Meta(ge=0, lt=10)] = 3
    origins: Annotated[list[str], Meta(title="Origins", examples=[["https://a.example"]])] = []
    ports: list[int] = []
    strict: bool = True
    limit: int | None = None
    more: dict[str, int] = {}

    def __post_init__(self) -> None:
        """A rule of its own, which names no field."""
        if self.label == "bad":
            raise ValueError("label must not be bad.")


@dataclass(frozen=True, slots=True)
class Vendor:
    """As `dashboard.setup.vendors.check_settings` asks one."""

    struct: type

    def check(self, given: dict[str, Any]) -> None:
        try:
            msgspec.convert(given, self.struct)
        except msgspec.ValidationError as error:
            raise wrong_value(error, "here") from None


def form(data: dict[str, Any] | None = None, standing: dict[str, Any] | None = None) -> VendorForm:
    typed = None
    if data is not None:
        typed = QueryDict(mutable=True)
        typed.update({f"settings-{name}": value for name, value in data.items() if not name.startswith("remove-")})
        typed.update({name: value for name, value in data.items() if name.startswith("remove-")})
    return VendorForm(Config, Vendor(Config).check, typed, standing=standing)


def as_sent(of: VendorForm) -> dict[str, Any]:
    """What a browser sends of a form as it came, with nothing typed."""
    sent = {}
    for field in of:
        value = field.value()
        if field.widget_type == "checkbox":
            if value:
                sent[field.html_name] = "on"
        elif field.widget_type != "password":
            sent[field.html_name] = "" if value is None else str(value)
    return sent


def sent_back(standing: dict[str, Any], struct: type = Config) -> VendorForm:
    typed = QueryDict(mutable=True)
    check = Vendor(struct).check
    typed.update(as_sent(VendorForm(struct, check, standing=standing)))
    return VendorForm(struct, check, typed, standing=standing)


words = st.text(st.characters(exclude_categories=["C", "Z"]), max_size=8)
accepted = st.fixed_dictionaries(
    {"url": words.filter(bool)},
    optional={
        "label": words.filter(lambda text: text != "bad"),
        "generation": st.sampled_from(["current", "old"]),
        "version": st.sampled_from([1, 2, 3]),
        "wait_seconds": st.floats(min_value=0, max_value=120, exclude_min=True),
        "retries": st.integers(0, 9),
        "origins": st.lists(words.filter(bool), max_size=3),
        "ports": st.lists(st.integers(), max_size=3),
        "strict": st.booleans(),
        "limit": st.integers(),
        "more": st.dictionaries(words, st.integers(), max_size=2),
    },
)


@settings(max_examples=60)
@given(accepted)
def test_what_the_vendor_takes_comes_back_as_the_same_settings(standing: dict[str, Any]) -> None:
    again = sent_back(standing)

    assert again.is_valid(), again.errors
    assert again.settings == standing  # neither more nor less: a form that is only saved changes nothing
    assert list(again.settings) == list(standing)  # nor the version by which a bridge sees a change


@pytest.mark.parametrize("kind", catalog.vendors())
def test_so_it_is_for_every_folder_that_there_is(kind: str) -> None:
    struct = catalog.vendor(kind).Config
    examples = {
        field.encode_name: msgspec.inspect.type_info(struct).fields[place].type.extra_json_schema["examples"][0]  # type: ignore[attr-defined]
        for place, field in enumerate(msgspec.structs.fields(struct))
        if field.required
    }

    again = sent_back(examples, struct)

    assert again.is_valid(), again.errors
    assert again.settings == examples
    assert all(field.label and field.help_text for field in again if not field.name.startswith("remove-"))


def test_each_kind_of_setting_has_its_control() -> None:
    shown = form()

    kinds = {field.name.removeprefix("settings-"): field.widget_type for field in shown}
    assert (kinds["url"], kinds["generation"], kinds["strict"]) == ("text", "select", "checkbox")
    assert (kinds["origins"], kinds["key"], kinds["retries"]) == ("textarea", "password", "number")
    assert shown["settings-wait_seconds"].label == "Wait (seconds)"
    said = str(shown["settings-wait_seconds"].help_text)
    assert said == "How long. More than 0, at most 120. For example: <code>5</code>"
    assert 'max="120"' in str(shown["settings-wait_seconds"])


@pytest.mark.parametrize(
    ("name", "typed", "said"),
    [
        ("url", "", "This is needed."),
        ("label", "much too long a label", "At most 12 characters; these are 21."),
        ("wait_seconds", "0", "More than 0."),
        ("wait_seconds", "121", "At most 120."),
        ("wait_seconds", "soon", "Write a number."),
        ("retries", "10", "Less than 10."),
        ("retries", "-1", "At least 0."),
        ("generation", "next", "“next” is not in the list."),
        ("ports", "80\nhttp", "Line 2: Write a whole number."),
        ("more", "{", "This is not written as JSON."),
        ("label", "bad", "Label must not be bad."),
    ],
)
def test_what_is_wrong_is_said_at_its_field_in_our_words(name: str, typed: str, said: str) -> None:
    wrong = form({"url": "http://x.example", "generation": "current", "version": "2", "strict": "on", name: typed})

    assert wrong.errors.get_json_data() == {
        f"settings-{name}": [{"message": said, "code": wrong.errors.as_data()[f"settings-{name}"][0].code or ""}]
    }


def test_numbers_that_are_left_empty_have_their_default() -> None:
    plain = form({"url": "u", "generation": "current", "version": "2", "label": "x", "strict": "on", "retries": ""})

    assert plain.is_valid()
    assert plain.settings == {"url": "u"}


def typed(**more: str) -> dict[str, str]:
    return {"url": "u", "generation": "current", "version": "2", "label": "x", "strict": "on", **more}


def test_a_typed_secret_is_sealed_and_no_page_shows_it() -> None:
    first = form(typed(key="geheim"))
    assert first.is_valid()
    assert is_sealed(first.settings["key"])
    assert reveal(first.settings["key"]) == "geheim"

    again = form(standing=first.settings)
    assert "geheim" not in str(again)
    assert first.settings["key"] not in str(again)
    assert "Set. Leave it empty to keep it." in str(again)


def test_left_empty_it_stays_and_the_box_removes_it() -> None:
    standing = {"url": "u", "key": seal("geheim")}

    kept, removed = form(typed(), standing), form(typed(**{"remove-key": "on"}), standing)

    assert kept.is_valid(), kept.errors
    assert kept.settings == standing
    assert removed.is_valid()
    assert removed.settings == {"url": "u"}


def test_a_reference_stays_one_and_is_named() -> None:
    by_name = form(typed(key="env:THEIR_KEY"))
    assert by_name.is_valid()
    assert by_name.settings["key"] == "env:THEIR_KEY"

    assert "Read from env:THEIR_KEY" in str(form(standing=by_name.settings))


def test_what_another_installation_sealed_is_refused() -> None:
    assert form(typed(key=seal("geheim"))).errors == {
        "settings-key": ["This was sealed by an installation for itself: type the secret."]
    }


def test_a_reference_that_names_nothing_is_refused() -> None:
    assert list(form(typed(key="env:")).errors) == ["settings-key"]


def test_a_stored_secret_whose_key_is_gone_is_to_be_typed_anew() -> None:
    lost = form(typed(), {"url": "u", "key": "sealed:gAAAAABnothing"})

    assert lost.errors == {"settings-key": ["The stored one can no longer be read: type it anew."]}


class Picky(Struct, kw_only=True, frozen=True):
    """One whose rule repeats what it was given."""

    key: Annotated[str, SECRET] = ""

    def __post_init__(self) -> None:
        if self.key:
            raise ValueError(f"{self.key!r} is no key.")


def test_a_complaint_never_repeats_a_secret() -> None:
    sent = QueryDict(mutable=True)
    sent["settings-key"] = "geheim"

    wrong = VendorForm(Picky, Vendor(Picky).check, sent)

    assert wrong.errors == {"settings-key": ["This cannot be taken as it is."]}
    assert "geheim" not in str(wrong.errors)
