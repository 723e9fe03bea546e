"""What can be set on a practice floor."""

from typing import Annotated, ClassVar

from msgspec import Meta, Struct

from cti_bridge.practice.pace import FASTEST
from cti_bridge.practice.people import LARGEST


class Config(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Size, seed and pace of the pretend contact centre."""

    agents: Annotated[
        int,
        Meta(
            ge=1,
            le=LARGEST,
            title="Agents",
            description="How many people work here; teams of about fifteen, and queues, follow from it.",
            examples=[60],
        ),
    ] = 60
    seed: Annotated[
        int,
        Meta(
            title="Seed",
            description="The same number gives the same people doing the same things after each start.",
            examples=[1],
        ),
    ] = 1
    speed: Annotated[
        float,
        Meta(
            ge=0.1,
            le=FASTEST,
            title="Speed",
            description="Simulated seconds in each real one: at 10, a call of ten minutes lasts one.",
            examples=[1.0],
        ),
    ] = 1.0
    refusals: Annotated[
        float,
        Meta(
            ge=0,
            le=1,
            title="Refusals",
            description="The share of possible actions refused all the same, to train with; 0.025 is one in 40.",
            examples=[0.025],
        ),
    ] = 0.0
    events_per_second: Annotated[
        float,
        Meta(
            ge=0,
            le=5000,
            title="Events per second",
            description="For load tests: the speed is chosen so that about so many events happen. 0 leaves the speed.",
            examples=[0],
        ),
    ] = 0.0


class SignIn(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A practice phone's account."""

    feed_is_needed: ClassVar[bool] = False  # the centre is inside our own process, and tells of itself

    login: Annotated[
        str,
        Meta(
            min_length=1, title="Sign-in name", description="Any name that is no agent's number here.", examples=["sam"]
        ),
    ]
    extension: Annotated[
        str,
        Meta(
            title="Extension",
            description="The phone that is offered when this person signs in; not one of the agents' (from 4001 up).",
            examples=["3001"],
        ),
    ] = ""
    agent: Annotated[
        str,
        Meta(
            title="Agent",
            description="Optional: the number of the agent that this person is; callbacks are taken as that agent.",
            examples=["1060"],
        ),
    ] = ""
    password: Annotated[
        str,
        Meta(
            title="Password",
            description="Optional. Where one is stored, a different one typed at the sign-in is refused.",
            extra={"secret": True},
        ),
    ] = ""
