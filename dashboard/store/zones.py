"""Time zones by name: a team's, else the site's, else the installation's."""

from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings

from dashboard.models import Site, TeamPolicy


def zone_of(team: str) -> ZoneInfo:
    """The zone in which a team's days begin and end."""
    policy = TeamPolicy.objects.filter(pk=team).only("time_zone").first()
    site = Site.objects.filter(pk=1).only("time_zone").first()
    return zone_named((policy and policy.time_zone) or (site and site.time_zone) or "")


def site_zone() -> ZoneInfo:
    """The zone in which pages say times where no script knows the viewer's."""
    return zone_named(Site.objects.filter(pk=1).values_list("time_zone", flat=True).first() or "")


def zone_named(name: str) -> ZoneInfo:
    """A zone; the installation's for an empty name, or for one that this machine does not know."""
    try:
        return ZoneInfo(name or settings.TIME_ZONE)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo(settings.TIME_ZONE)
