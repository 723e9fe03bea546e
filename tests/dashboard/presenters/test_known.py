"""Sentences that bridges say in English are known by exactly these words, in every language."""

import pytest
from django.utils import translation

from cti_bridge.connectors.generic_connector.refusals import WORDS
from cti_bridge.connectors.practice.mapping import LATER
from dashboard.live.wording import NOBODY_FOLLOWS
from dashboard.presenters.known import in_words, translated
from dashboard.store.settling import NOT_SENT_IN_TIME

OFTEN = ("SUBSCRIPTION_FAILED", "SESSION_INVALIDATED", "LICENSES_EXCEEDED", "CF_INVALID_OBJECT_STATE", "NOT_FOUND")


@pytest.mark.parametrize("said", [LATER.note, NOBODY_FOLLOWS, NOT_SENT_IN_TIME, *(WORDS[code] for code in OFTEN)])
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
