"""The site `/settings/site/`: its name and time zone, how long things are kept, and who sees what."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from dashboard.forms.site import SiteForm
from dashboard.models import Site
from dashboard.store.decisions import standing
from dashboard.views.settings.administering import for_administrators
from dashboard.views.settings.deciding import deciding


@require_http_methods(["GET", "HEAD", "POST"])
@for_administrators
def site(request: HttpRequest) -> HttpResponse:
    """The site."""
    return deciding(request, SiteForm, standing(Site, 1), "settings/site/page.html", reverse("settings-site"), {})
