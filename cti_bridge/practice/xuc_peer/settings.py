"""How this XUC is set up: its ways where versions differ, and how quickly its phones are answered."""

from enum import StrEnum
from zoneinfo import ZoneInfo

import msgspec


class PingAnswer(StrEnum):
    """What follows a client's ping; the true answer is in no source that we know (xuc.md 1.2)."""

    ECHO = "echo"
    EMPTY = "empty"  # an empty object
    SILENCE = "silence"


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """One XUC's ways. `token_seconds` is a token's life, told as TTL; None: no TTL is told, and tokens stay good."""

    zone: ZoneInfo = ZoneInfo("UTC")  # of its server; the history's times carry none
    ping_answer: PingAnswer = PingAnswer.ECHO
    token_seconds: int | None = 3600
    old_codes: bool = False  # UserNotFound and InvalidPassword, as until 2018.16 (xuc.md 1.3)
    logged_on_error: bool = True  # False: a refused socket is closed without a word, as older versions do
    states_before_lists: bool = False  # all agents' states come right after LoggedOn (xuc.md 1.6)
    names_longest_wait: str = "LongestWaitTime"  # the vendor's page says LongestWaitingTime (xuc.md 1.6)
    every_nth_by_name: int = 3  # each so manieth change of a queue's counters names it by queueRef; 0: none does
    answers_after: float | None = 0.2  # seconds until a ringing phone of ours is picked up; None: nobody answers it
    rings_for: float = 20.0  # seconds until a phone that nobody answers stops ringing
