"""Sentences that bridges say in English are known by exactly these words, in every language."""

import ast
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import translation

import cti_bridge
from cti_bridge import catalog
from cti_bridge.connectors.generic_connector.refusals import WORDS
from dashboard.live.wording import NOBODY_FOLLOWS
from dashboard.presenters.known import SENTENCES, in_words, translated
from dashboard.presenters.known_with_names import WITH_NAMES
from dashboard.setup.support import choices
from dashboard.store.settling import NOT_SENT_IN_TIME
from dashboard.views import denials

OFTEN = ("SUBSCRIPTION_FAILED", "SESSION_INVALIDATED", "LICENSES_EXCEEDED", "CF_INVALID_OBJECT_STATE", "NOT_FOUND")
SENTENCE = re.compile(r"[A-Z][^{}]* [^{}]*\.")
PLACE = re.compile(r"\{\w*\}")
LOGGED = ("Meta",)
OTHERWISE = {  # what only our own code can do wrong; and what a form says with the setting's title for its name
    "A practice centre has between 1 and {} agents.",
    "The practice centre's speed must be above 0.",
    "The practice centre's start must be an aware time.",
    "url ends after the port, or with {}: the rest of the path is known.",
}


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


@pytest.mark.parametrize(
    ("said", "german"),
    [
        ("The line to the broker 10.0.0.5:61613 was lost.", "Die Verbindung zum Broker 10.0.0.5:61613 ist abgerissen."),
        ("Port: cti1:61613", "Port: cti1:61613"),
        ("Clock of the broker: cti1", "Uhr des Brokers: cti1"),
        ("60 agents, seed 1.", "Agenten: 60, Startwert: 1."),
        ("It is 3.2 s ahead of ours.", "Sie geht gegenüber unserer 3,2 s vor."),
        ("Trusted, until 2026-12-01.", "Vertraut, bis 1. Dez. 2026."),
        (
            "The feed sign-in 2900 is refused: The login id or the password is wrong.",
            "Die Feed-Anmeldung 2900 wird abgelehnt: Die Anmeldekennung oder das Passwort ist falsch.",
        ),
        (
            "No answer about team St. Mary. No answer about team Sales. 2900 supervises no team.",
            "Keine Antwort zum Team St. Mary. Keine Antwort zum Team Sales. 2900 leitet kein Team.",
        ),
        ("2900: The password is missing. Ask Ada.", "2900: Das Passwort fehlt. Ask Ada."),
        ("Error: nothing of ours.", "Error: nothing of ours."),
        ("Trusted, until 2026-99-99.", "Vertraut, bis 2026-99-99."),
    ],
)
def test_a_sentence_keeps_its_names_in_the_readers_language(said: str, german: str) -> None:
    with translation.override("de"):
        assert in_words(said) == german


def test_many_sentences_that_can_be_parted_in_many_ways_take_no_time() -> None:
    said = "Known, for a. " * 38 + "And that is unknown"  # as long as a system's words are kept: 2 ** 38 ways
    begun = time.process_time()

    assert in_words(said) == said
    assert time.process_time() - begun < 2


def test_english_says_it_as_it_was_said() -> None:
    with translation.override("en"):
        for said in (
            "Signed in as Lea Lee.",
            "10.0.0.5:8090 hangs up at once. Try again {later}.",
            "It is 3.2 s behind ours.",
        ):
            assert in_words(said) == said


def test_every_sentence_with_names_of_a_bridge_is_known() -> None:
    said = {sentence for path in every_module() for sentence in sentences_with_names(path)}
    known = {PLACE.sub("{}", sentence) for sentence in WITH_NAMES}

    assert "{} supervises no team." in said  # the search finds some
    assert said - known == OTHERWISE & said


def test_every_fixed_sentence_of_a_bridge_is_known() -> None:
    said = {sentence for path in bridges() for sentence in sentences(path)}

    assert "Not sent: there is no connection to the system." in said  # the search finds some
    assert said - SENTENCES == OTHERWISE & said


def test_why_a_try_was_denied_is_known() -> None:
    assert {denials.MAY_NOT_ACT, denials.NOT_THEIRS, denials.FORGED} - SENTENCES == set()


def bridges() -> Iterator[Path]:
    """Every module of the bridge whose sentences a supervisor may read: not the operator's test, nor a test's peer."""
    for path in Path(cti_bridge.__file__).parent.rglob("*.py"):
        if path.name not in ("check.py", "__main__.py") and "generic_connector_peer" not in path.parts:
            yield path


def every_module() -> Iterator[Path]:
    """Every module of the bridge but the peers of tests."""
    yield from (path for path in Path(cti_bridge.__file__).parent.rglob("*.py") if "_peer" not in "".join(path.parts))


def sentences_with_names(path: Path) -> Iterator[str]:
    """The sentences of a module that hold names, each as {}: what an error, or a step of a connection test, says."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    above = {inner: outer for outer in ast.walk(tree) for inner in ast.iter_child_nodes(outer)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            parts = (str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
            said, outer = "".join(parts).strip(), above[node]
            in_a_log = isinstance(outer, ast.Call) and isinstance(outer.func, ast.Name) and outer.func.id in LOGGED
            if not in_a_log and re.fullmatch(r"(\{\}|[A-Z]).*[a-z]{2} .*\.|.* [a-z]{2}.*\.", said):
                yield said


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
