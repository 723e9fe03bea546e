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
