"""What we asked and await an answer to: matched by correlation id, or else by what it was about."""

import asyncio
from dataclasses import dataclass, field

from cti_bridge.connectors.generic_connector.spellings import Verb


@dataclass(slots=True, eq=False)
class Request:
    """One question. `about` is the team's id, for a team; `answer` is awaited where a person asked."""

    verb: Verb
    login: str  # whose type it carries: ours, or an agent's
    overdue_at: float  # on the session's own clock
    about: str = ""
    answer: asyncio.Future[str] | None = field(default=None, repr=False)

    def settle(self, said: str = "") -> None:
        """It was answered."""
        if self.answer is not None and not self.answer.done():
            self.answer.set_result(said)

    def fail(self, why: Exception) -> None:
        """It was refused."""
        if self.answer is not None and not self.answer.done():
            self.answer.set_exception(why)


class Requests:
    """The open questions, oldest first."""

    def __init__(self) -> None:
        self._open: dict[str, Request] = {}

    def put(self, request: Request, *correlation_ids: str) -> None:
        """Opens a question, under each id that an answer to it may carry."""
        for id_ in correlation_ids:
            self._open[id_] = request

    def drop(self, request: Request) -> None:
        """Closes a question."""
        self._open = {i: r for i, r in self._open.items() if r is not request}

    def open(self, *verbs: Verb) -> list[Request]:
        """The open questions of these kinds."""
        return [r for r in dict.fromkeys(self._open.values()) if r.verb in verbs]

    def answered(self, correlation_id: str, login: str, *verbs: Verb) -> Request | None:
        """Takes the question of these kinds that an event answers; without an id, the oldest of that login."""
        if correlation_id:
            found = self._open.get(correlation_id)
            found = found if found and found.verb in verbs else None
        else:
            found = next((r for r in self.open(*verbs) if r.login == login), None)
        if found is not None:
            self.drop(found)
        return found

    def refused(self, correlation_id: str, about: str) -> Request | None:
        """Takes the question that an error answers: by its id, or the only one that is open about this login."""
        found = self._open.get(correlation_id) if correlation_id else None
        if found is None and not correlation_id:
            all_ = list(dict.fromkeys(self._open.values()))
            meant = [r for r in all_ if about in ("System", r.login)] or [r for r in all_ if r.answer is not None]
            found = meant[0] if len(meant) == 1 else None
        if found is not None:
            self.drop(found)
        return found

    def overdue(self, at: float) -> list[Request]:
        """Takes the questions that nobody answered in time."""
        late = [r for r in dict.fromkeys(self._open.values()) if r.overdue_at <= at]
        for request in late:
            self.drop(request)
        return late
