"""The setup files of sites whose calls may be listened to."""

from tests.journeys.site import cisco

LISTENING = """
[[team]]
id = "cisco:5000"
listening = "queue_calls"
purpose = "Quality coaching, works agreement 12"
"""


def listened_to(*brokers: str) -> str:
    """The setup of a site where the calls of ready agents are queue calls, and one team may be listened to."""
    declared = 'platform = "ucce"\nready_calls_are_queue_calls = true'
    return cisco(*brokers).replace('platform = "ucce"', declared) + LISTENING


def with_lea(*brokers: str) -> str:
    """The same site, where Lea too supervises the team that is listened to, and has a phone."""
    phone = """[[integration.sign_in]]
user = "lea"
login_id = "2002"
password = "pw-2002"
extension = "4102"

[[person]]"""
    return (
        listened_to(*brokers)
        .replace("[[person]]", phone, 1)
        .replace('teams = ["cisco:5002"]', 'teams = ["cisco:5000", "cisco:5002"]')
    )


PRACTICE = """
[[integration]]
name = "practice"
kind = "practice"
[integration.settings]
agents = {agents}

[[person]]
username = "sam"
name = "Sam Supervisor"
role = "supervisor"
teams = ["practice:*"]
password = "env:PEOPLE_PASSWORD"
"""
AN_AGENT = """
[[person]]
username = "{username}"
name = "{name}"
role = "agent"
agent = ["practice:{number}"]
"""


def practice_floor(*people: str, agents: int) -> str:
    """The setup of a site with a practice floor, Sam, and these people (`an_agent`)."""
    return PRACTICE.format(agents=agents) + "".join(people)


def an_agent(username: str, name: str, number: int, *, password: bool = False) -> str:
    """A person who is an agent of the practice floor; a password is hashed, which takes a while."""
    person = AN_AGENT.format(username=username, name=name, number=number)
    return person + 'password = "env:PEOPLE_PASSWORD"\n' if password else person
