"""Signing in and out."""

from typing import Any

from django.conf import settings
from django.contrib.auth import login, logout
from django.contrib.auth.forms import AuthenticationForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from dashboard.models import Person
from dashboard.models.people import Role

PAGE = "sessions/login.html"


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """The sign-in page; who signs in goes where they were going, if that is here."""
    if request.method != "POST":
        if isinstance(request.user, Person):
            return _onwards(request, request.user)
        return _page(request, AuthenticationForm(request))
    form = AuthenticationForm(request, request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    person = form.get_user()
    login(request, person)
    return _onwards(request, person)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Ends the session, and with it every socket of it."""
    logout(request)
    return redirect(settings.LOGIN_URL)


def locked_out(request: HttpRequest, *_: Any) -> HttpResponse:
    """What django-axes answers while too many failures lock this name at this address."""
    minutes = int(settings.AXES_COOLOFF_TIME.total_seconds() // 60)
    return _page(request, AuthenticationForm(request), status=429, locked_minutes=minutes)


def _page(request: HttpRequest, form: AuthenticationForm, status: int = 200, **more: Any) -> HttpResponse:
    return render(request, PAGE, {"form": form, "next": _wanted(request), **more}, status=status)


def _onwards(request: HttpRequest, person: Person) -> HttpResponseRedirect:
    own_page = "me" if person.role == Role.AGENT else settings.LOGIN_REDIRECT_URL
    return redirect(_wanted(request) or own_page)


def _wanted(request: HttpRequest) -> str:
    """Where the person was going: an address of ours, whole from its slash, or nothing."""
    wanted = request.POST.get("next", request.GET.get("next", ""))
    ours = wanted.startswith("/") and url_has_allowed_host_and_scheme(
        wanted, {request.get_host()}, require_https=request.is_secure()
    )
    return wanted if ours else ""
