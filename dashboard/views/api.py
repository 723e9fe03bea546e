"""What components read by key, without a sign-in: `GET /api/integrations/<name>/settings/` (docs/api.md).

No cookie is read and none is set. A wrong key, none, and an integration that is not there have the same answer. Wrong
keys are not counted: a key has 256 bits, so no rate of guessing finds one, and a lock would let strangers shut others
out.
"""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.crypto import salted_hmac
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from dashboard.models import Integration
from dashboard.store import component_settings as store

LONGEST_KEY = 200
PREFLIGHT_SECONDS = 600
_SALT = "dashboard.views.api"


@csrf_exempt
@require_http_methods(["GET", "HEAD", "OPTIONS"])
def settings_of(request: HttpRequest, name: str) -> HttpResponse:
    """An integration's settings, `{"settings": {identifier: value}}`; 304 where they are as the reader has them."""
    if request.method == "OPTIONS":
        return _among(request, _preflight(), _every_origin())
    integration = store.opened_by(name, _key(request))
    if integration is None:
        return _among(request, _refused(), _every_origin())
    response: HttpResponse = JsonResponse(
        {"settings": store.values_of(integration)}, json_dumps_params={"ensure_ascii": False}
    )
    etag = f'"{salted_hmac(_SALT, response.content, algorithm="sha256").hexdigest()[:32]}"'
    response["ETag"], response["Cache-Control"] = etag, "private, no-cache"  # kept, and asked about each time
    response = get_conditional_response(request, etag=etag, response=response) or response
    return _among(request, response, _origins(integration))


def _key(request: HttpRequest) -> str:
    """The key of `Authorization: Bearer <key>`; an empty one where there is none."""
    scheme, _, key = request.headers.get("Authorization", "").partition(" ")
    return key.strip()[:LONGEST_KEY] if scheme.casefold() == "bearer" else ""


def _refused() -> HttpResponse:
    sentence = "Send “Authorization: Bearer” with this integration’s key, as its page under Settings made it."
    response = JsonResponse({"error": sentence}, status=401, json_dumps_params={"ensure_ascii": False})
    response["WWW-Authenticate"] = 'Bearer realm="integration settings"'
    response["Cache-Control"] = "no-store"
    return response


def _preflight() -> HttpResponse:
    """What a browser asks before a page of another origin may send a key (Fetch standard, CORS protocol)."""
    response = HttpResponse(status=204)
    response["Access-Control-Allow-Methods"] = "GET"
    response["Access-Control-Allow-Headers"] = "Authorization, If-None-Match"
    response["Access-Control-Max-Age"] = str(PREFLIGHT_SECONDS)
    return response


def _among(request: HttpRequest, response: HttpResponse, origins: frozenset[str]) -> HttpResponse:
    """The response, readable by a page of one of these origins."""
    patch_vary_headers(response, ("Authorization", "Origin"))
    origin = request.headers.get("Origin", "")
    if origin in origins:
        response["Access-Control-Allow-Origin"] = origin
        response["Access-Control-Expose-Headers"] = "ETag"
    return response


def _origins(integration: Integration) -> frozenset[str]:
    """The origins of an integration's own pages, where its kind has them (the browser relays)."""
    allowed = integration.settings.get("allowed_origins")
    return frozenset(str(origin) for origin in allowed) if isinstance(allowed, list) else frozenset()


def _every_origin() -> frozenset[str]:
    """Whoever has no key is not told whose origin theirs is, so not either whether the integration is there."""
    return frozenset().union(*map(_origins, Integration.objects.only("settings")))
