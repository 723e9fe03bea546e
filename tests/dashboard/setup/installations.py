"""Any installation at all, as the content of a setup file: what hypothesis makes up for the laws of in and out."""

from collections.abc import Sequence
from operator import attrgetter
from typing import Any
from zoneinfo import available_timezones

from hypothesis import strategies as st

from dashboard.setup import schema

WORDS = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=20)
LINES = WORDS.filter(lambda s: s and "\n" not in s)
SLUGS = st.from_regex(r"[a-z0-9][a-z0-9_-]{0,8}", fullmatch=True).filter(lambda s: s != "desk")
PLACES = st.builds("{}:{}".format, SLUGS, LINES)
ZONES = st.sampled_from(["", *sorted(available_timezones())[:20]])
COUNTS = st.integers(0, 10_000)
MAYBE = st.none() | COUNTS
REFERENCES = st.sampled_from(["env:CTI", f"file:{__file__}"])
TYPED = st.text("abc .:-_#'\"ß", min_size=1, max_size=12).filter(str.strip)  # a secret that somebody typed on a page


def _up_to(
    entries: st.SearchStrategy[Any], *key: str, order: tuple[str, ...] = ()
) -> st.SearchStrategy[tuple[Any, ...]]:
    """A few entries, no key twice, in the order of a dump."""
    by, sorted_by = attrgetter(*key), attrgetter(*(order or key))
    return st.lists(entries, max_size=3, unique_by=by).map(lambda some: tuple(sorted(some, key=sorted_by)))


SITES = st.builds(schema.Site, name=WORDS, time_zone=ZONES)
LOANS = st.builds(schema.Loan, team=PLACES, until=st.dates())
PEOPLE = st.builds(
    schema.Person,
    username=WORDS.filter(bool),
    name=WORDS,
    role=st.sampled_from(["administrator", "supervisor", "viewer", "agent"]),
    teams=st.lists(PLACES, max_size=3).map(tuple),
    password=st.just(""),
    language=st.sampled_from(["", "en", "de", "fr", "es"]),
    agent=st.lists(PLACES, max_size=2).map(tuple),
    lent=_up_to(LOANS, "team"),
    active=st.sampled_from([None, False]),
)
TEAMS = st.builds(
    schema.Team,
    id=PLACES,
    name=WORDS,
    time_zone=ZONES,
    listening=st.sampled_from(["off", "queue_calls", "all_calls"]),
    purpose=WORDS.filter(bool),
    reason_required=st.booleans(),
    excluded=st.lists(PLACES, max_size=2).map(tuple),
    history=st.sampled_from(["off", "today", "kept"]),
    max_minutes=st.dictionaries(st.sampled_from(["not_ready", "hold", "busy"]), COUNTS),
)
REASONS = st.builds(
    schema.ReasonCode,
    source=SLUGS,
    category=st.sampled_from(["not_ready", "sign_out", "wrap_up"]),
    code=WORDS.filter(bool),
    label=WORDS,
    order=COUNTS,
    tone=st.sampled_from(["", "amber", "teal"]),
    productive=st.booleans(),
    max_minutes=MAYBE,
    forceable=st.booleans(),
    protected=st.booleans(),
    retired=st.booleans(),
)
QUEUES = st.builds(
    schema.Queue,
    id=PLACES,
    name=WORDS,
    teams=st.lists(PLACES, max_size=2).map(tuple),
    warn_waiting=MAYBE,
    warn_wait_seconds=MAYBE,
    service_level_seconds=COUNTS,
    service_level_variant=st.sampled_from(["answered_only", "short_abandon_credit"]),
    short_abandon_seconds=COUNTS,
)
RETENTIONS = st.builds(schema.Retention, states_days=st.integers(1, 900), trail_days=st.integers(1, 9000))


def _sign_ins(
    login: str, secret: st.SearchStrategy[str], users: Sequence[str]
) -> st.SearchStrategy[tuple[dict[str, Any], ...]]:
    """A few sign-ins of an integration, the feeds first, each login once; `login` is the field that names it."""
    held_by: st.SearchStrategy[dict[str, Any]] = st.just({"feed": True})
    if users:
        held_by |= st.sampled_from(users).map(lambda user: {"user": user})
    fields = st.fixed_dictionaries(
        {login: st.integers(1, 99_999).map(str)}, optional={"password": secret, "extension": st.just("4900")}
    )
    each = st.tuples(held_by, fields).map(lambda parts: parts[0] | parts[1])
    return st.lists(each, max_size=3, unique_by=lambda s: str(s[login])).map(
        lambda some: tuple(sorted(some, key=lambda s: ("user" in s, s[login])))
    )


def _integrations(secret: st.SearchStrategy[str], users: Sequence[str]) -> st.SearchStrategy[schema.Integration]:
    practice = st.builds(
        schema.Integration,
        name=SLUGS,
        kind=st.just("practice"),
        enabled=st.booleans(),
        settings=st.fixed_dictionaries({}, optional={"agents": st.integers(1, 50), "speed": st.floats(0.5, 4)}),
        sign_in=_sign_ins("login", secret, users),
    )
    connector = st.builds(
        schema.Integration,
        name=SLUGS,
        kind=st.just("generic_connector"),
        enabled=st.booleans(),
        settings=st.fixed_dictionaries(
            {"brokers": st.just(["stomp://127.0.0.1:61613"])},
            optional={
                "username": st.text("abc", max_size=3),
                "password": secret,
                "call_variables": st.lists(LINES, max_size=2),
            },
        ),
        sign_in=_sign_ins("login_id", secret, users),
    )
    return practice | connector


def setups(secret: st.SearchStrategy[str] = REFERENCES) -> st.SearchStrategy[schema.Setup]:
    """Whole files, in the order of a dump. What is secret in them comes from `secret`."""
    return _setups(secret)


@st.composite
def _setups(draw: st.DrawFn, secret: st.SearchStrategy[str]) -> schema.Setup:
    people = draw(_up_to(PEOPLE, "username"))
    integrations = draw(_up_to(_integrations(secret, [p.username for p in people]), "name"))
    settings = st.just(())
    if integrations:
        setting = st.builds(
            schema.IntegrationSetting,
            source=st.sampled_from([i.name for i in integrations]),
            identifier=WORDS.filter(bool),
            value=WORDS,
        )
        settings = _up_to(setting, "source", "identifier")
    return schema.Setup(
        site=draw(SITES),
        integration=integrations,
        person=people,
        team=draw(_up_to(TEAMS, "id")),
        reason_code=draw(_up_to(REASONS, "source", "category", "code", order=("source", "category", "order", "code"))),
        integration_setting=draw(settings),
        queue=draw(_up_to(QUEUES, "id")),
        retention=draw(RETENTIONS),
        privacy=draw(st.builds(schema.Privacy, mask_numbers=st.booleans(), agent_sees_listens=st.booleans())),
    )
