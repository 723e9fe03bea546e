"""What an agent's panel shows of calls and of listening, and what it offers to do about them."""

import pytest
from django.test import Client

from cti_bridge.floor.model import AgentState, CallState, CallType
from cti_bridge.floor.rows import CallOnRow, PartyOnRow
from dashboard.models import CtiSignIn, Person
from tests.dashboard.views import floors
from tests.dashboard.views.reading import button, html, text

pytestmark = pytest.mark.usefixtures("floor")
ADA, BEN = "/agents/cisco:1001/", "/agents/cisco:1002/"


@pytest.fixture
def phone(sam: Person) -> CtiSignIn:
    """Sam's sign-in at cisco: in, and not ready; and Sam's team is listened to."""
    floors.switch_listening_on()
    floors.put_sign_in("cisco:2001", AgentState.NOT_READY, extension="4001")
    return CtiSignIn.objects.create(integration_id="cisco", login="2001", person=sam)


def put_ada(*, listeners: tuple[str, ...] = (), **call: object) -> None:
    """Ada, who talks with a caller and, where told, with others."""
    plain = {"state": "active", "type": CallType.CONFERENCE, "media": "voice", "queue": "Sales"}
    told = CallOnRow(id="cisco:c1", **{**plain, **call})  # type: ignore[arg-type]
    floors.put_agents(
        floors.agent("cisco:1001", "Ada Novak", AgentState.TALKING, calls=(told,), listeners=listeners),
    )


def test_a_supervisor_who_barged_in_stands_among_the_participants_by_name(sam_client: Client, phone: CtiSignIn) -> None:
    put_ada(
        parties=(
            PartyOnRow(address="+49 40 1234552"),
            PartyOnRow(address="4001", sign_in="cisco:2001", is_agent=True, cause="barge_in"),
        )
    )

    said = text(html(sam_client.get(ADA)))

    assert "Type conference" in said
    assert "Sam Supervisor talking, barged in" in said
    assert "1234552" not in said


def test_who_listens_is_named(sam_client: Client, phone: CtiSignIn) -> None:
    put_ada(listeners=("cisco:2001", "+49 40 7654321"))

    page = sam_client.get(ADA)

    assert "Listening Sam Supervisor +49 40 •••• 321" in text(html(page))


def test_a_call_of_which_nobody_is_sure_says_so(sam_client: Client) -> None:
    put_ada(doubtful=True)

    assert "has not confirmed for a minute" in text(html(sam_client.get(ADA)))


def test_the_purpose_stands_there_where_listening_is_on_and_only_there(sam_client: Client) -> None:
    assert "works agreement 12" not in text(html(sam_client.get(ADA)))

    floors.switch_listening_on()

    assert "Purpose of listening in this team: Quality coaching, works agreement 12" in text(html(sam_client.get(ADA)))


def test_listening_is_one_press(sam_client: Client, phone: CtiSignIn) -> None:
    page = sam_client.get(ADA)

    assert 'type="submit"' in button(page, "listen")
    assert 'action="/agents/cisco:1001/listen/"' in html(page)


def test_where_the_team_asks_why_listening_is_asked_first(sam_client: Client, phone: CtiSignIn) -> None:
    floors.switch_listening_on(reason_required=True)

    page = sam_client.get(ADA)

    assert 'popovertarget="confirm-listen"' in button(page, "listen")
    assert html(page).split('id="confirm-listen"')[1].split("</form>")[0].count('name="why"') == 1


def test_each_action_on_a_call_has_its_key_or_its_reason(sam_client: Client, phone: CtiSignIn) -> None:
    page = sam_client.get(ADA)

    assert 'data-key="L"' in button(page, "listen")
    for action, key in (("barge-in", "B"), ("drop", "D"), ("intercept", "")):
        assert f'data-key="{key}" aria-disabled="true"' in button(page, action)
    assert "Barge in, Take the call: Only while you listen to Ada Novak" in text(html(page))


def test_barging_in_asks_once_naming_the_agent(sam_client: Client, phone: CtiSignIn) -> None:
    floors.put_own_call()

    page = sam_client.get(ADA)

    assert 'popovertarget="confirm-barge-in"' in button(page, "barge-in")
    assert "Barge in on Ada Novak's call? Everybody on it hears you." in text(html(page))


def test_the_question_whom_to_drop_lists_who_is_on_the_call(sam_client: Client, phone: CtiSignIn) -> None:
    floors.put_own_call(barged=True, others=(PartyOnRow(address="+49 40 1234552"),))

    question = html(sam_client.get(ADA)).split('id="confirm-drop"')[1].split("</form>")[0]

    assert question.count('type="radio" name="party"') == 2
    assert "1234552" not in question


def test_whoever_is_followed_can_be_let_go(sam_client: Client, phone: CtiSignIn) -> None:
    sam_client.post(f"{BEN}follow/")

    assert "Stop following" in text(html(sam_client.get(BEN)))


def test_it_leads_to_what_was_done_to_the_agent(sam_client: Client) -> None:
    assert 'href="/activity/?agent=cisco%3A1001"' in html(sam_client.get(ADA))


def test_vic_is_told_once_why_nothing_can_be_done(vic_client: Client) -> None:
    page = vic_client.get(ADA, headers={"HX-Request": "true"})

    assert text(html(page)).count("You may look at the floor, and not act on it.") == 1
    assert 'aria-disabled="true"' in button(page, "listen")


@pytest.mark.parametrize(
    ("state", "other", "absent"), [(CallState.ACTIVE, "hold", "retrieve"), (CallState.HELD, "retrieve", "hold")]
)
def test_while_sam_is_on_the_call_the_panel_offers_to_leave_and_to_hold_it_in_place_of_listening(
    sam_client: Client, phone: CtiSignIn, state: CallState, other: str, absent: str
) -> None:
    floors.put_own_call(state=state)

    page = html(sam_client.get(ADA))
    panel = page[page.index('id="agent-panel"') : page.index("</article>")]

    for action in ("stop-listening", other):
        assert f'action="/sign-ins/cisco:2001/{action}/"' in panel
        assert f'data-action="{action}"' in panel
    assert f'data-action="{absent}"' not in panel
    assert 'data-action="listen"' not in panel


def test_of_somebody_elses_call_the_panel_offers_none_of_it(sam_client: Client, phone: CtiSignIn) -> None:
    floors.put_own_call()

    page = html(sam_client.get(BEN))
    panel = page[page.index('id="agent-panel"') : page.index("</article>")]

    assert 'data-action="listen"' in panel
    assert 'data-action="stop-listening"' not in panel
