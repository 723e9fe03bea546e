"""Sentences that bridges say in English are known by exactly these words, in every language."""

import re
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

OFTEN = ("SUBSCRIPTION_FAILED", "SESSION_INVALIDATED", "LICENSES_EXCEEDED", "CF_INVALID_OBJECT_STATE", "NOT_FOUND")
REFUSED = re.compile(r'CommandRefused\(\s*"([^"{]+\.)"')


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


def test_every_refusal_that_is_a_fixed_sentence_is_known() -> None:
    said = set(WORDS.values())
    for path in Path(cti_bridge.__file__).parent.rglob("*.py"):
        said.update(REFUSED.findall(path.read_text(encoding="utf-8")))

    assert said - SENTENCES == set()
