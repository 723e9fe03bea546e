"""A raised hand, as supervisors see it: in "Needs you", in the agent's row and in the panel."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.safestring import SafeString

from dashboard.presenters import words
from dashboard.presenters.ids import agent_url
from dashboard.presenters.times import moment

UP, MINE, TAKEN = "hand", "mine", "taken"  # nobody comes yet; the viewer does; somebody else does


@dataclass(frozen=True, slots=True, kw_only=True)
class Hand:
    """One agent's hand (docs/live.md, `hand`), for one viewer."""

    agent: str = ""
    name: str = ""
    text: str = ""
    since: str = ""
    claimed: str = ""
    by: str = ""
    is_mine: bool = False

    @property
    def stands(self) -> str:
        """Who comes: nobody yet (`hand`), the viewer (`mine`), or another (`taken`)."""
        return (MINE if self.is_mine else TAKEN) if self.claimed else UP

    @property
    def why(self) -> str:
        """Why it needs the viewer, in words."""
        return words.say("hand_says", text=self.text) if self.text else words.say("hand_up")

    @property
    def coming(self) -> str:
        """Who comes, in words; "" while nobody does."""
        if not self.claimed:
            return ""
        return words.say("coming_self") if self.is_mine else words.say("coming", name=self.by)

    @property
    def deed(self) -> str:
        """What helps: to claim it, or, once one has come oneself, to lower it; what another claimed is theirs."""
        return {UP: "claim", MINE: "lower"}.get(self.stands, "")

    @property
    def url(self) -> str:
        """Where that is asked."""
        return f"{agent_url(self.agent)}hand/{self.deed}/" if self.deed else ""

    @property
    def since_time(self) -> SafeString:
        """When it was raised, by the clock."""
        return moment(datetime.fromisoformat(self.since))

    @property
    def word(self) -> str:
        """The button's word."""
        return str(words.HANDS[self.deed]) if self.deed else ""


def hand_mark(values: Mapping[str, Any]) -> str:
    """What the agent's row says of a hand, whoever looks: `up`, or `taken`."""
    return "taken" if values.get("claimed") else "up"


def hand(agent: str, values: Mapping[str, Any], person: int) -> Hand:
    """A hand as a person sees it."""
    return Hand(
        agent=agent,
        name=values.get("name", ""),
        text=values.get("text", ""),
        since=values["since"],
        claimed=values.get("claimed", ""),
        by=values.get("by", ""),
        is_mine=values.get("by_id") == person,
    )
