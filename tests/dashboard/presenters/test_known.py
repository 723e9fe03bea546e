"""Sentences that bridges say in English are known by exactly these words, in every language."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import translation

import cti_bridge
from cti_bridge import catalog
from cti_bridge.connectors.generic_connector.refusals import WORDS
from dashboard.live.wording import NOBODY_FOLLOWS
from dashboard.presenters.known import SENTENCES, in_words, translated
from dashboard.setup.support import choices
from dashboard.store.settling import NOT_SENT_IN_TIME
from dashboard.views import denials

OFTEN = ("SUBSCRIPTION_FAILED", "SESSION_INVALIDATED", "LICENSES_EXCEEDED", "CF_INVALID_OBJECT_STATE", "NOT_FOUND")
SENTENCE = re.compile(r"[A-Z][^{}]* [^{}]*\.")
LOGGED = ("BadMessage", "ValueError", "Meta")


@pytest.mark.parametrize("said", [NOBODY_FOLLOWS, NOT_SENT_IN_TIME, *(WORDS[code] for code in OFTEN)])
@pytest.mark.parametrize("language", ["de", "fr", "es"])
def test_what_is_said_is_among_them(said: str, language: str) -> None:
    with translation.override(language):
        assert in_words(said) != said
        assert translated()[said] == in_words(said)


def test_what_is_not_stays_and_english_needs_nothing() -> None:
    with translation.override("de"):
        assert in_words("Ready") == "Ready"
        assert in_words("") == ""
    with translation.override("en"):
        assert translated() == {}


@pytest.mark.parametrize("kind", catalog.vendors())
def test_every_note_of_what_a_system_can_do_is_known(kind: str) -> None:
    notes = {c.note for chosen in choices(kind) for c in catalog.capabilities(kind, chosen).values() if c.note}

    assert notes
    assert notes - SENTENCES == set()


def test_every_fixed_sentence_of_a_bridge_is_known() -> None:
    said = {sentence for path in bridges() for sentence in sentences(path)}

    assert "Not sent: there is no connection to the system." in said  # the search finds some
    assert said - SENTENCES == set()


def test_why_a_try_was_denied_is_known() -> None:
    assert {denials.MAY_NOT_ACT, denials.NOT_THEIRS, denials.FORGED} - SENTENCES == set()


def bridges() -> Iterator[Path]:
    """Every module of the bridge whose sentences a supervisor may read: not the operator's test, nor a test's peer."""
    for path in Path(cti_bridge.__file__).parent.rglob("*.py"):
        if path.name not in ("check.py", "__main__.py") and "generic_connector_peer" not in path.parts:
            yield path


def sentences(path: Path) -> Iterator[str]:
    """The fixed sentences of a module, but for docstrings and what only a log or a form says."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    above = {inner: outer for outer in ast.walk(tree) for inner in ast.iter_child_nodes(outer)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and SENTENCE.fullmatch(node.value):
            outer = above[node]
            told_elsewhere = (
                isinstance(outer, ast.Call) and isinstance(outer.func, ast.Name) and outer.func.id in LOGGED
            )
            if not told_elsewhere and not isinstance(outer, ast.Expr | ast.JoinedStr | ast.keyword | ast.BinOp):
                yield node.value
