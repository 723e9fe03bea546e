"""Refusals are fixed sentences: known where they are shown, and each says the same of one cause, however it is told."""

import pytest

from cti_bridge.connectors.generic_connector import admission, asked, call_orders
from cti_bridge.connectors.generic_connector.call_refusals import BY_VERB, CODES
from cti_bridge.connectors.generic_connector.refusals import WORDS, in_words
from cti_bridge.connectors.generic_connector.spellings import Verb
from dashboard.presenters.known import SENTENCES

OUR_OWN = [
    said
    for module in (admission, asked, call_orders)
    for name, said in vars(module).items()
    if name.isupper() and isinstance(said, str) and " " in said
]
THEIRS = {*CODES.values(), *WORDS.values(), *(said for words in BY_VERB.values() for said in words.values())}


@pytest.mark.parametrize("said", sorted({*OUR_OWN, *THEIRS}))
def test_a_refusal_is_one_sentence_that_can_be_translated(said):
    assert said[0].isupper()
    assert said.endswith(".")
    assert said in SENTENCES


@pytest.mark.parametrize("code", ["Invalid State", "INVALID_STATE", " invalid state "])
def test_a_code_is_the_same_however_it_is_spelt(code):
    assert in_words(code, Verb.SILENT_MONITOR) == BY_VERB[Verb.SILENT_MONITOR]["INVALID STATE"]
    assert in_words(code) == CODES["INVALID STATE"]


def test_what_one_code_means_depends_on_the_command():
    said = {in_words("NOT_FOUND", verb) for verb in (None, Verb.SILENT_MONITOR, Verb.BARGE_IN, Verb.END_SILENT_MONITOR)}

    assert len(said) == 4


@pytest.mark.parametrize(
    ("code", "detail", "words"),
    [
        ("GENERAL_ERROR", "20700", CODES["20700"]),
        ("13145", "CF_RESOURCE_BUSY", CODES["13145"]),
        ("GENERAL_ERROR", "who knows", WORDS["GENERAL_ERROR"]),
        ("55555", "20999", CODES["20999"]),
        ("55555", "who knows", "The contact centre refused: 55555."),
        ("System Resource Limit Exceeded", "", CODES["SYSTEM RESOURCE LIMIT"]),
        ("265", "", WORDS["CF_INVALID_AGENT_WORKMODE"]),
        ("33", "", WORDS["CF_RESOURCE_BUSY"]),
    ],
)
def test_what_says_more_of_the_cause_counts(code, detail, words):
    assert in_words(code, None, detail) == words
