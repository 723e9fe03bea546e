"""For operators and their machines: does the process live, is everything ready, and what does it count.

Point a load balancer at `/healthz`: a web process whose phone system is away still shows an honest floor.
"""

from datetime import UTC, datetime

from django.db import DatabaseError, InterfaceError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, Gauge, generate_latest

from dashboard.live import process
from dashboard.live.feeds import Feed, read_feeds


@require_safe
@never_cache
def lives(request: HttpRequest) -> HttpResponse:
    """`/healthz`: 200 as long as this process answers."""
    return JsonResponse({"lives": True})


@require_safe
@never_cache
def ready(request: HttpRequest) -> HttpResponse:
    """`/readyz`: 200 when database, hints, bridge and every enabled source are as they should be, else 503."""
    hints = not process.hints_are_lost()
    try:
        feeds: list[Feed] | None = read_feeds()
    except (DatabaseError, InterfaceError):
        feeds = None
    bridge = feeds is not None and all(feed.followed for feed in feeds)
    is_ready = hints and bridge and all(feed.is_live for feed in feeds or ())
    now = datetime.now(UTC)
    said = {
        "ready": is_ready,
        "database": feeds is not None,
        "hints": hints,
        "bridge": bridge,
        "sources": {
            feed.name: {"followed": feed.followed, "state": feed.state, "word_age_seconds": feed.word_age(now)}
            for feed in feeds or ()
        },
    }
    return JsonResponse(said, status=200 if is_ready else 503)


@require_safe
@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    """`/metrics`: this process's counts, and, while the database answers, how the sources stand."""
    try:
        sources = _of_sources(read_feeds())
    except (DatabaseError, InterfaceError):
        sources = b""
    return HttpResponse(generate_latest(REGISTRY) + sources, content_type=CONTENT_TYPE_LATEST)


def _of_sources(feeds: list[Feed]) -> bytes:
    registry, now = CollectorRegistry(), datetime.now(UTC)

    def gauge(name: str, words: str) -> Gauge:
        return Gauge(f"floorwalker_source_{name}", words, ["source"], registry=registry)

    live = gauge("live", "1 while the source is followed and live.")
    followed = gauge("followed", "1 while a bridge holds the source.")
    age = gauge("word_age_seconds", "Age of the source's last word.")
    bad = gauge("bad_frames", "Frames of the source that could not be understood, as its bridge counts them.")
    skew = gauge("skew_seconds", "The source's clock minus ours.")
    for feed in feeds:
        live.labels(feed.name).set(feed.is_live)
        followed.labels(feed.name).set(feed.followed)
        if (seconds := feed.word_age(now)) is not None:
            age.labels(feed.name).set(seconds)
        if feed.source:
            bad.labels(feed.name).set(feed.source.bad_frames)
        if feed.source and feed.source.skew_seconds is not None:
            skew.labels(feed.name).set(feed.source.skew_seconds)
    return generate_latest(registry)
