"""The ten tones are the same in the setup file, on pages, and in the stylesheet."""

import re
from pathlib import Path
from typing import get_args

from dashboard.presenters.tones import TONES
from dashboard.setup.schema import Tone

TOKENS = Path(__file__).parents[3] / "static" / "css" / "tokens.css"


def test_every_tone_that_may_be_chosen_has_a_word_and_a_colour() -> None:
    named = [tone for tone in get_args(Tone) if tone]

    assert list(TONES) == named
    assert re.findall(r'\[data-tone="(\w+)"\]', TOKENS.read_text(encoding="utf-8")) == named
    assert len(named) == 10
