"""What the vendors' folders say of themselves in English: their names, and the titles and help of their settings.

A folder's words are shown as they stand in it; those that stand here too are translated. Nothing else hangs on it.
"""

from django.utils.translation import gettext as in_the_present_language
from django.utils.translation import gettext_noop as _

WORDS: frozenset[str] = frozenset(
    (
        # generic_connector
        _("Cisco Finesse through Expertflow's Generic Connector"),
        _("Text messages over ActiveMQ, reached by STOMP."),
        _("Brokers"),
        _(
            "ActiveMQ's STOMP addresses, in order of preference. With several, the next is taken when one "
            "fails. stomp+ssl:// for TLS."
        ),
        _("User"),
        _("The broker's user."),
        _("Password"),
        _("The broker's password."),
        _("Command queue"),
        _("The queue that the Generic Connector listens on."),
        _("Topic"),
        _("How our answers' topic starts. Each bridge adds its own ending."),
        _("Platform"),
        _("Contact Center Enterprise or Express."),
        _("Contact Center Enterprise"),
        _("Contact Center Express"),
        _("Agents only"),
        _("Every participant"),
        _("Time zone"),
        _("Of the Generic Connector's server: its times carry none."),
        _("Time for a command"),
        _("Seconds after which the broker drops a command that nobody took."),
        _("Trusted certificates"),
        _("A PEM file that vouches for the brokers' certificates. Empty: what this machine trusts."),
        _("Single sign-on"),
        _("The sign-ins are enabled for Finesse's single sign-on."),
        _("Call variables"),
        _("The call variables that supervisors may see. All others are dropped at once."),
        _("Queue variable"),
        _("The call variable that holds the queue's name, if your call scripts set one."),
        _("Calls out of ready came through a queue"),
        _(
            "Declares that nobody can ring a ready agent but through a queue. Enterprise does not say of "
            "other people's calls how they came about; without this, none of them may be listened to. Express"
            " says it by itself."
        ),
        _("Who may be dropped"),
        _(
            "As Finesse is set (dropParticipant and enableDropParticipantFor): agents only, which is its "
            "default, or every participant."
        ),
        _("Reason for signing out"),
        _("The code that goes with “Sign me out”. Empty: the first of Finesse's list, if it has one."),
        _("Login id"),
        _("In Finesse."),
        _("In Finesse. Empty for a person's own: asked for at “Sign me in”."),
        _("Extension"),
        _("The phone to sign in with."),
        # practice
        _("The practice floor"),
        _("Agent"),
        _("Optional: the number of the agent that this person is; callbacks are taken as that agent."),
        _("A pretend contact centre inside our own process, over no network at all."),
        _("Agents"),
        _("How many people work here; teams of about fifteen, and queues, follow from it."),
        _("Seed"),
        _("The same number gives the same people doing the same things after each start."),
        _("Speed"),
        _("Simulated seconds in each real one: at 10, a call of ten minutes lasts one."),
        _("Refusals"),
        _("The share of possible actions refused all the same, to train with; 0.025 is one in 40."),
        _("Events per second"),
        _("For load tests: the speed is chosen so that about so many events happen. 0 leaves the speed."),
        _("Sign-in name"),
        _("Any name that is no agent's number here."),
        _("The phone that is offered when this person signs in; not one of the agents' (from 4001 up)."),
        _("Optional. Where one is stored, a different one typed at the sign-in is refused."),
        # xuc
        _("XiVO's contact centre server XUC"),
        _("JSON over a WebSocket, as its own browser client speaks it."),
        _("Address"),
        _("Where XUC listens, usually on port 8090; https:// where a proxy does TLS."),
        _("Generation"),
        _(
            "How one signs in: by a token, or, until about 2017, by a password in the socket's address, which "
            "proxies on the way may log."
        ),
        _("Current, by a token"),
        _("Old, in the address"),
        _("Of XiVO: its call history and its callbacks carry none."),
        _("A PEM file that vouches for the server's certificate. Empty: what this machine trusts."),
        _("Seconds after which a command is given up: XUC says nothing when it refuses one."),
        _("Login"),
        _("In XiVO."),
        _("In XiVO. Empty for a person's own: asked for at “Sign me in”."),
        _("Phone"),
        _("The user's own line: where XiVO rings when this person listens."),
    )
)


def label_of(said: str) -> str:
    """A vendor's words in the present language, where we know them."""
    return in_the_present_language(said) if said in WORDS else said
