"""What every vendor's folder promises, whatever its system; found by looking, so a new folder is tested at once."""

from collections.abc import Iterator
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import msgspec
import pytest
from msgspec.inspect import Field, Metadata, StructType, type_info

from cti_bridge import catalog, connectors
from cti_bridge.connector import Action, IntegrationConfig
from cti_bridge.errors import Fatal
from cti_bridge.floor.model import Agent, AgentId, AgentState, TeamId

FOLDER = Path(connectors.__path__[0])
TESTS = Path(__file__).parent
SAME_FILES = {"__init__.py", "config.py", "mapping.py", "session.py", "SUPPORT.md"}

every_vendor = pytest.mark.parametrize("kind", catalog.vendors())
every_form = pytest.mark.parametrize("form", ["Config", "SignIn"])


def folder(kind: str) -> ModuleType:
    return import_module(f"{connectors.__name__}.{kind}")


def fields(kind: str, form: str) -> Iterator[tuple[Field, Metadata]]:
    """The fields of a vendor's settings or sign-in, each with what a form can show of it."""
    struct = type_info(getattr(folder(kind), form))
    assert isinstance(struct, StructType)
    for field in struct.fields:
        yield field, field.type if isinstance(field.type, Metadata) else Metadata(field.type)


def examples(kind: str, *, required: bool) -> dict[str, Any]:
    """Settings made of the examples that the fields give."""
    return {
        field.encode_name: meta.extra_json_schema["examples"][0]
        for field, meta in fields(kind, "Config")
        if meta.extra_json_schema and "examples" in meta.extra_json_schema and (field.required or not required)
    }


def test_there_are_vendors() -> None:
    assert "practice" in catalog.vendors()


@every_vendor
def test_it_has_the_same_files_as_every_other(kind: str) -> None:
    here = {path.name for path in (FOLDER / kind).iterdir()}

    assert here >= SAME_FILES
    assert (TESTS / kind).is_dir()  # and its mirror


@every_vendor
def test_it_says_what_it_is_and_over_what(kind: str) -> None:
    assert len((folder(kind).__doc__ or "").split()) > 10


@every_vendor
def test_it_offers_what_the_bridge_and_the_pages_need(kind: str) -> None:
    for name in ("Config", "SignIn", "connector", "capabilities"):
        assert name in folder(kind).__all__
        assert hasattr(folder(kind), name)


@every_vendor
@every_form
def test_every_field_has_a_title_and_says_what_it_is_for(kind: str, form: str) -> None:
    for field, meta in fields(kind, form):
        shown = meta.extra_json_schema or {}
        assert shown.get("title"), field.name
        assert shown.get("description", "").endswith((".", "?")), field.name


@every_vendor
@every_form
def test_whatever_is_named_a_password_is_marked_a_secret(kind: str, form: str) -> None:
    for field, meta in fields(kind, form):
        if "password" in field.name or "secret" in field.name:
            assert (meta.extra or {}).get("secret") is True, field.name


@every_vendor
def test_every_field_that_must_be_given_has_an_example(kind: str) -> None:
    required = {field.encode_name for field, _ in fields(kind, "Config") if field.required}

    assert required <= set(examples(kind, required=True))


@every_vendor
@pytest.mark.parametrize("required", [True, False])
def test_the_examples_work(kind: str, required: bool) -> None:
    settings = examples(kind, required=required)
    msgspec.convert(settings, folder(kind).Config)

    made = catalog.vendor(kind).connector(
        IntegrationConfig(name="here", kind=kind, settings=settings), now=lambda: datetime.now(UTC)
    )

    assert made.capabilities == catalog.capabilities(kind, settings)


@every_vendor
def test_a_setting_that_does_not_exist_is_named_in_one_sentence(kind: str) -> None:
    settings = {**examples(kind, required=True), "no_such_setting": 1}

    with pytest.raises(Fatal, match="no_such_setting") as raised:
        catalog.vendor(kind).connector(
            IntegrationConfig(name="here", kind=kind, settings=settings), now=lambda: datetime.now(UTC)
        )
    assert "\n" not in str(raised.value)


@every_vendor
def test_a_signed_out_agent_cannot_be_listened_to_nor_forced_to_work(kind: str) -> None:
    agent = Agent(
        id=AgentId("here:1"), team=TeamId("here:t"), name="", state=AgentState.SIGNED_OUT, since=datetime.now(UTC)
    )
    can = catalog.capabilities(kind, examples(kind, required=True))

    assert all(can[a].refusal(agent) for a in (Action.READY, Action.NOT_READY, Action.LISTEN, Action.BARGE_IN))


@every_vendor
def test_its_support_page_names_every_action(kind: str) -> None:
    page = (FOLDER / kind / "SUPPORT.md").read_text()

    assert not [action for action in Action if f"`{action}`" not in page]


def test_a_vendor_that_does_not_exist_is_refused_in_one_sentence() -> None:
    with pytest.raises(Fatal, match="no CTI system of kind 'abacus'"):
        catalog.vendor("abacus")
