"""When a load is whole, and what it lacks."""

from cti_bridge.connectors.generic_connector.asking import OF_THE_FLOOR, Asking
from cti_bridge.connectors.generic_connector.hearing import Hearing
from cti_bridge.connectors.generic_connector.sign_ins import SignIns
from cti_bridge.connectors.generic_connector.spellings import Verb
from cti_bridge.errors import Fatal, Retryable


class Loading:
    """The loads of one connection."""

    def __init__(self, asking: Asking, sign_ins: SignIns, hearing: Hearing) -> None:
        self._asking, self._sign_ins, self._hearing = asking, sign_ins, hearing

    def begin(self) -> None:
        """All is to be told anew."""
        self._hearing.begin()
        self._asking.forget()
        self._sign_ins.lines_lost()

    def is_whole(self) -> bool:
        """Whether all that the feeds were asked came, or is overdue. Raises Fatal or Retryable when none came in."""
        feeds = self._sign_ins.feeds()
        if not feeds:
            raise Fatal("No feed sign-in is on.")
        logins = {h.login for h in feeds}
        if any(r.login in logins for r in self._asking.open.open(*OF_THE_FLOOR, Verb.LOGIN)):
            return False
        if self._asking.turns.waiting:
            return False
        if not any(h.is_in for h in feeds):
            raise Retryable(next((h.own.note for h in feeds if h.own.note), "No feed sign-in came in."))
        return True

    def note(self) -> str:
        """What is missing, for the light."""
        words = self._hearing.missing()
        for held in self._sign_ins.all():
            if held.config.feed and held.own.note:
                words.append(f"{held.login}: {held.own.note}")
            elif held.feed and held.is_in and not held.teams:
                words.append(f"{held.login} supervises no team.")
        return " ".join(words)
