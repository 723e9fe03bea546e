"""Keeps our sign-ins signed in: who came in, who was refused, thrown out or forgotten, and what is done about it."""

from collections.abc import Callable

from cti_bridge.connector import Clock
from cti_bridge.connectors.generic_connector import mapping
from cti_bridge.connectors.generic_connector.asking import Asking
from cti_bridge.connectors.generic_connector.hearing import Hearing
from cti_bridge.connectors.generic_connector.messages import AgentInfo, ReLogin, State
from cti_bridge.connectors.generic_connector.refusals import INVALIDATED, LASTING, in_words
from cti_bridge.connectors.generic_connector.requests import Request
from cti_bridge.connectors.generic_connector.sign_ins import Held, SignIns
from cti_bridge.connectors.generic_connector.site import Site
from cti_bridge.connectors.generic_connector.spellings import Verb
from cti_bridge.errors import CommandRefused, Fatal, Retryable
from cti_bridge.floor.events import SignInChanged
from cti_bridge.floor.model import AgentState, Team

TRY_AGAIN_AFTER = 15.0  # seconds, for a feed that was refused for a passing reason
RE_LOGIN_AT_MOST_EVERY = 5.0
NO_ANSWER = "The Generic Connector did not answer the sign-in."
NOT_OURS = "The Generic Connector holds no session of this agent, and we have no password of theirs."
RENEWED = "The session of this sign-in had ended. It is being renewed: try again in a moment."


class Admission:
    """The sign-ins of one connection. Tells what changes; raises Fatal or Retryable when no feed is left."""

    def __init__(
        self,
        sign_ins: SignIns,
        asking: Asking,
        site: Site,
        tell: Callable[[SignInChanged], None],
        hearing: Hearing,
        now: Clock,
        clock: Callable[[], float],
    ) -> None:
        self._sign_ins = sign_ins
        self._asking = asking
        self._site = site
        self._tell = tell
        self._hearing = hearing
        self._now = now
        self._clock = clock

    # -- asking in -------------------------------------------------------------------------------------------------

    def all(self) -> None:
        """Signs everybody in who is on, but for those whom a person must mend first: tries lock accounts."""
        for held in self._sign_ins.on():
            if not held.failed_for_good:
                self._try(held)

    def again(self) -> None:
        """Signs in again who was refused for a reason that may have passed."""
        at = self._clock()
        for held in self._sign_ins.on():
            if not held.is_in and not held.failed_for_good and at >= held.tried_at + TRY_AGAIN_AFTER:
                self._try(held)

    def next_at(self) -> float:
        """When somebody is to be tried again."""
        waiting = (h.tried_at + TRY_AGAIN_AFTER for h in self._sign_ins.on() if not h.is_in and not h.failed_for_good)
        return min(waiting, default=float("inf"))

    def _try(self, held: Held) -> None:
        try:
            self._asking.sign_in(held)
        except CommandRefused as refused:  # our own: a password that the protocol cannot carry
            self._is_refused(held, str(refused), lasting=True)

    # -- what came -------------------------------------------------------------------------------------------------

    def heard_info(self, info: AgentInfo) -> None:
        """Somebody logged in; a feed's teams are known now."""
        held = self._sign_ins.get(info.login)
        if held is None or not held.is_on:
            return
        held.teams = tuple(Team(id=self._site.team(id_), name=name) for id_, name in info.teams)
        self._came_in(held)

    def heard_state(self, state: State) -> bool:
        """Whether this is about one of our sign-ins, and said to it; then it has been told."""
        held = self._sign_ins.get(state.subject)
        if held is None or not held.is_on or state.login != held.login:
            return False  # a member of a team, as a feed is told of it: perhaps by that person's own desktop
        standing = mapping.standing_of(state, self._site, self._now())
        if standing.state is not AgentState.SIGNED_OUT:
            if not held.feed or held.teams:  # a feed is in when its teams are known
                self._came_in(held)
            self._tell(held.stands(standing, state.extension))
        elif held.is_in:
            self._went_out(held)
        return True

    def heard_re_login(self, message: ReLogin, request: Request | None) -> None:
        """A command came there for somebody who is not present."""
        held = self._sign_ins.get(message.login)
        ours = held is not None and held.is_on
        if request is not None:
            request.fail(CommandRefused(RENEWED if ours else NOT_OURS, code="RE_LOGIN"))
        if held is not None and ours and self._clock() >= held.tried_at + RE_LOGIN_AT_MOST_EVERY:
            self._try(held)

    def heard_error(self, about: str, code: str, request: Request | None) -> bool:
        """Whether an error was about a sign-in; then it has been dealt with."""
        held = self._sign_ins.get(about) or (self._sign_ins.get(request.login) if request else None)
        if held is None:
            return False
        if code == INVALIDATED:
            self._invalidated(held)
            return True
        if request is None or request.verb is not Verb.LOGIN:
            return False
        words = in_words(code)
        request.fail(CommandRefused(words, code=code))
        self._is_refused(held, words, lasting=code in LASTING)
        return True

    def unanswered(self, request: Request) -> None:
        """A Login was not answered in time. Who was in before, and is only signed in again, is not out by that."""
        held = self._sign_ins.get(request.login)
        if held is None or held.is_in:
            return
        if held.feed or request.answer is not None:
            self._is_refused(held, NO_ANSWER, lasting=False)
        else:
            self._tell(held.waits(NO_ANSWER))

    # -- what follows ----------------------------------------------------------------------------------------------

    def _came_in(self, held: Held) -> None:
        request = self._asking.open.answered("", held.login, Verb.LOGIN)
        if request is not None:
            request.settle()
        held.failed_for_good = False
        if not held.is_in:
            held.is_in = True
            if held.feed:
                self._asking.floor(held)

    def _went_out(self, held: Held) -> None:
        if held.feed:
            self._is_out(held, "Signed out by somebody else.")
            self._do_without(held, f"The feed sign-in {held.login} was signed out by somebody else.")
            return
        held.stop()
        self._is_out(held, "")

    def _is_refused(self, held: Held, words: str, *, lasting: bool) -> None:
        held.failed_for_good = lasting
        if not held.feed:
            held.stop()  # it starts when that person asks
        self._is_out(held, words)
        feeds = self._sign_ins.feeds()
        if held.feed and all(h.failed_for_good for h in feeds):
            raise Fatal(f"The feed sign-in {held.login} is refused: {words}")

    def _invalidated(self, held: Held) -> None:
        held.stop()
        words = in_words(INVALIDATED)
        self._is_out(held, words)
        for request in self._asking.open.open(Verb.LOGIN):
            if request.login == held.login:
                self._asking.open.drop(request)
                request.fail(CommandRefused(words, code=INVALIDATED))
        if held.feed and not self._sign_ins.feeds():
            raise Fatal(f"{held.login}: {words} It signs in again when you switch the integration off and on.")
        if held.feed:
            self._do_without(held, f"{held.login}: {words}")

    def _is_out(self, held: Held, words: str) -> None:
        self._tell(held.is_out(self._now(), words))
        self._hearing.login_is_out(held.login)

    def _do_without(self, feed: Held, why: str) -> None:
        left = [h for h in self._sign_ins.feeds() if h.is_in]
        if not left:
            raise Retryable(why)
        self._hearing.lose_teams(self._asking.hand_over(feed, left))
