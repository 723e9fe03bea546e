"""What the connection test says, and what to do then: fixed sentences, so that they can be translated."""

from cti_bridge.transports.reach import Why

REACHED = "It accepts connections."
RENEW_SOON = "Have it renewed soon."
NO_FEED = "No feed sign-in is set up: at least one is needed to hear the floor."
ADD_FEED = "Add a sign-in that is a feed: a user of XiVO who sees all agents and queues, used by nothing else."
IN_USE = "The bridge has it in use: left alone."
TYPED = "No password is stored: it is asked for at “Sign me in”, and not tried here."
SIGNED_ON = "Signed on."
NO_ANSWER = "No answer."
CORRECT_LOGIN = "Correct the login or the password of this sign-in, or its generation in the settings."
LOOK_AT_XUC = "See that XUC runs, that the address is its own, and that the generation is right."
LOOK_AT_LOG = "Look at XUC's log."
LOOK_AT_RIGHTS = "Look at this user's rights in XiVO: it must see agents and queues."

WORDS: dict[Why, tuple[str, str]] = {
    Why.NO_NAME: ("This name cannot be resolved.", "Correct the server's name, or the name server."),
    Why.NO_NAME_SERVER: ("The name server does not answer.", "See that this machine's name server is up."),
    Why.REFUSED: ("Nothing listens on this port.", "Start XUC, or correct its port: mostly 8090."),
    Why.SILENT: ("Nobody answers.", "Open the port in the firewalls between; see that the host is up."),
    Why.UNREACHABLE: ("The host cannot be reached.", "Look at the network between this machine and the host."),
    Why.EXPIRED: ("The server's certificate has expired.", "Have the server's certificate renewed."),
    Why.NOT_YET_VALID: (
        "The server's certificate is not valid yet.",
        "Set both machines' clocks by NTP, or have the certificate issued anew.",
    ),
    Why.OTHER_NAME: (
        "The server's certificate is for another host name.",
        "Write the server's address as its certificate names it, or have a certificate issued for this name.",
    ),
    Why.UNTRUSTED: (
        "The server's certificate is signed by nobody whom this machine trusts.",
        "Give the file of the certificate authority as Trusted certificates.",
    ),
    Why.NO_TLS: (
        "This port does not speak TLS.",
        "Write http:// in front of the address, or give the port of the proxy.",
    ),
    Why.NO_CA_FILE: ("The file of trusted certificates cannot be read.", "Correct Trusted certificates."),
}
