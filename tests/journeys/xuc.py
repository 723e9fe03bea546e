"""Sites with a XiVO XUC: the peer behind its real port, and setup files with it beside a Generic Connector."""

from datetime import UTC, datetime

from cti_bridge.practice.xuc_peer import Peer, Settings, a_site
from tests.journeys.setups import listened_to

XIVO = """
[[integration]]
name = "xivo"
kind = "xuc"
[integration.settings]
url = "{url}"
time_zone = "UTC"
command_ttl_seconds = {ttl}
[[integration.sign_in]]
feed = true
login = "feed"
password = "pw-feed"
[[integration.sign_in]]
user = "sam"
login = "sam"
password = "pw-sam"
phone = "9001"

[[team]]
id = "xivo:1"
listening = "queue_calls"
purpose = "Quality coaching, works agreement 12"
"""
SAM = """
[[person]]
username = "sam"
name = "Sam Supervisor"
role = "supervisor"
teams = ["xivo:1", "xivo:2"]
password = "env:PEOPLE_PASSWORD"
"""
ANNA = """
[[person]]
username = "anna"
name = "Anna Keller"
role = "agent"
agent = ["cisco:1001", "xivo:19"]
"""
# Each person's teams on the Generic Connector, and those of XUC that the same person has too.
TEAMS = {
    '["cisco:5000", "cisco:5001"]': '["cisco:5000", "cisco:5001", "xivo:1", "xivo:2"]',  # Sam
    '["cisco:5002"]': '["cisco:5002", "xivo:5"]',  # Lea
    '["cisco:5000"]': '["cisco:5000", "xivo:1"]',  # Vic
}


def an_xuc(*, agents: int = 24, queues: int = 6, settings: Settings | None = None) -> Peer:
    """An XUC on a free port, with a site of its own (`a_site`); enter it to start it."""
    world = a_site(clock=lambda: datetime.now(UTC), agents=agents, queues=queues)
    return Peer(world, settings or Settings())


def xivo(url: str, *, command_ttl_seconds: int = 5) -> str:
    """The setup of a site with this XUC alone, and Sam, who supervises Orders and Travel with a sign-in of his own."""
    system = XIVO.format(url=url, ttl=command_ttl_seconds)
    return '\n[site]\nname = "South site"\ntime_zone = "UTC"\n' + system + SAM


def both(broker_url: str, xuc_url: str) -> str:
    """The setup of a site with a Generic Connector and this XUC: everybody has teams on both, and Sam a sign-in too.

    Anna is an agent on both. Orders may be listened to, as Sales North is.
    """
    setup = listened_to(broker_url)
    for alone, too in TEAMS.items():
        setup = setup.replace(f"teams = {alone}\n", f"teams = {too}\n")
    return setup + XIVO.format(url=xuc_url, ttl=5) + ANNA
