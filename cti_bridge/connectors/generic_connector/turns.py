"""Whose turn it is: a team's list does not name its team, so that without ids one is asked for at a time."""

from cti_bridge.floor.model import TeamId

DOUBT = 15.0  # seconds after a list that did not come: the next one could be that one, late


class Turns:
    """Which team may be asked about now, by login.

    With ids on the answers all are asked at once. A list that was taken for another team's would show its members to
    that team's supervisors: where ids do not come, and until the first has come, a login has one question open.
    """

    def __init__(self) -> None:
        self.waiting: dict[TeamId, None] = {}  # in the order of their turns
        self._ids_come = False
        self._a_list_had_none = False
        self._in_doubt_until: dict[str, float] = {}
        self._silent_at: dict[TeamId, float] = {}

    @property
    def one_by_one(self) -> bool:
        """Whether lists can be told apart by their order alone."""
        return self._a_list_had_none or not self._ids_come

    def heard_id(self) -> None:
        """An answer carried the id of its question."""
        self._ids_come = True

    def heard_list_without_id(self) -> None:
        """A list carried none, whatever other answers do."""
        self._a_list_had_none = True

    def silent(self, team: TeamId, login: str, at: float) -> None:
        """A list did not come, or could be one of several: what comes without an id is nobody's for a while."""
        self._silent_at[team] = at
        self._in_doubt_until[login] = at + DOUBT

    def in_doubt(self, login: str, at: float) -> bool:
        """Whether a list that comes now could be one that is late."""
        return self.one_by_one and at < self._in_doubt_until.get(login, at)

    def silent_since(self, team: TeamId) -> float:
        """When a team last did not answer: who did comes first, and none waits for ever behind a silent one."""
        return self._silent_at.get(team, float("-inf"))
