"""The law for calls: whatever dialog events came, those that stand are those that the system has; never a ghost."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from cti_bridge.connectors.generic_connector.codec import parse
from cti_bridge.connectors.generic_connector.site import Site
from cti_bridge.connectors.generic_connector.told_calls import ToldCalls
from cti_bridge.floor.model import CallState
from tests.cti_bridge.connectors.generic_connector.orders import call, over
from tests.cti_bridge.connectors.generic_connector.test_told_calls import Phones

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
LOGINS, DIALOGS = ("2001", "2002"), ("77", "78", "79")
STANDING = {"ACTIVE": CallState.ACTIVE, "HELD": CallState.HELD, "ALERTING": CallState.RINGING}
TYPES = ("ACD_IN", "OUT", "SM", "CONFERENCE", "TRANSFER", "CONSULT")
PHONE = {"2001": "4101", "2002": "4102"}


@dataclass
class World:
    """Who has which dialog, in which state; and what the bridge makes of what it is told."""

    has: dict[str, dict[str, str]] = field(default_factory=lambda: {login: {} for login in LOGINS})
    told: ToldCalls = field(default_factory=lambda: ToldCalls(Site(source="cisco", zone=ZoneInfo("UTC"))))

    def change(self, login: str, dialog: str, state: str | None, kind: str, event: str) -> None:
        """A login's part changes, and it is told by one of the events that can say so."""
        if state is None:
            self.has[login].pop(dialog, None)
            self.hear(over(dialog, to=login, state=event if event in ("DROP", "DROPPED", "FAILED") else "DROP"))
        elif len(self.has[login]) < 2 or dialog in self.has[login]:  # Finesse's status names two at most
            self.has[login][dialog] = state
            self.hear(self._event(login, dialog, state, kind, event))

    def hear(self, body: str) -> list[object]:
        message = parse(body)
        put = self.told.put_status if hasattr(message, "dialogs") else self.told.put
        return list(put(message, Phones(), NOW))

    def status(self, login: str) -> list[object]:
        """What it says of a login who has just come in."""
        named = [f"{dialog}#{state}##" for dialog, state in self.has[login].items()]
        return self.hear(f"{login}#DialogStatus#" + "#".join((*named, "###", "###")[:2]))

    def stands(self) -> dict[tuple[str, str], CallState]:
        """Each login's part in each call, as the bridge has it."""
        return {
            (login, c.id.partition(":")[2]): part
            for c in self.told.all
            for login in LOGINS
            if (part := self.told.part(c.id, login)) is not None
        }

    def truth(self) -> dict[tuple[str, str], CallState]:
        return {(login, d): STANDING[s] for login, has in self.has.items() for d, s in has.items()}

    @staticmethod
    def _event(login: str, dialog: str, state: str, kind: str, event: str) -> str:
        if event == "ConsultCall":
            return f"{login}#ConsultCall#{state}#AssDialogID:{dialog}#4001##Sam"
        if event == "DialogState":
            return f"{login}#DialogState#{state}#{dialog}#Sam"
        if event == "NewInboundCall" and state == "ALERTING":
            return f"{login}#NewInboundCall#+4930555##DialogID:{dialog}#CallType:{kind}#"
        parties = (f"{PHONE[login]},{state},AGENT_DEVICE", "+4930555,ACTIVE,NULL")
        return call(*parties, to=login, state=state, dialog=dialog, kind=kind)


changes = st.lists(
    st.tuples(
        st.sampled_from(LOGINS),
        st.sampled_from(DIALOGS),
        st.sampled_from([*STANDING, None]),
        st.sampled_from(TYPES),
        st.sampled_from(["InboundCall", "ConsultCall", "DialogState", "NewInboundCall", "DROP", "DROPPED", "FAILED"]),
    ),
    max_size=12,
)


def after(steps: list[tuple[str, str, str | None, str, str]]) -> World:
    world = World()
    for step in steps:
        world.change(*step)
    return world


@given(changes)
def test_what_stands_is_what_the_system_has(steps):
    world = after(steps)

    assert world.stands() == world.truth()


@given(changes)
def test_every_call_that_stands_has_somebody_of_ours_in_it(steps):
    world = after(steps)

    for one in world.told.all:
        assert any(p.agent in ("cisco:2001", "cisco:2002") for p in one.participants), one
        assert one.state is not CallState.ENDED


@given(changes)
def test_a_load_right_after_it_changes_nothing(steps):
    world = after(steps)
    before = {(c.id, c.type, c.participants) for c in world.told.all}
    world.told.lines_lost()

    assert [event for login in LOGINS for event in world.status(login)] == []
    assert {(c.id, c.type, c.participants) for c in world.told.all} == before


@settings(max_examples=80)
@given(changes, changes)
def test_after_a_lost_line_what_stands_is_what_a_load_tells(before, meanwhile):
    world = after(before)
    world.told.lines_lost()
    unheard = after(before + meanwhile)
    world.has = unheard.has

    for login in LOGINS:
        world.status(login)
    fresh = World(has=unheard.has)
    for login in LOGINS:
        fresh.status(login)

    assert world.stands() == fresh.stands() == unheard.truth()


@given(changes)
def test_nothing_stands_when_everybody_is_out(steps):
    world = after(steps)

    for login in LOGINS:
        world.told.login_is_out(login, NOW)

    assert not world.told.all
