"""How long staff stay signed in: 30 minutes without doing anything, 12 hours in all. Where the
site asks for a second step, nobody does anything in the admin without one."""

import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.middleware import AuthenticationMiddleware, get_user
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django_otp import DEVICE_ID_SESSION_KEY

from localoffer.people.throttle import remember_browser

from .second_factor import has_second_factor

SIGNED_IN, SEEN = "signed_in", "seen"
# Writing down every request would be a write for each.
NOTED_EVERY = 60


class SessionTimesMiddleware(AuthenticationMiddleware):
    """Like Django's: who it is, is only asked when somebody wants to know. So pages for the public
    never look at a session that did not come along."""

    def process_request(self, request: HttpRequest) -> None:
        request.user = SimpleLazyObject(lambda: user_in_time(request))

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Time runs from a sign-in on: here, since signing in may begin an empty session."""
        signed_in = request.method == "POST" and response.status_code == 302
        if signed_in and request.path == reverse("admin:login"):
            request.session[SIGNED_IN] = request.session[SEEN] = int(time.time())
            remember_browser(response, request.user.get_username())
        return response


def user_in_time(request: HttpRequest) -> Any:
    """Whoever is signed in, or nobody where the session is too old; it is deleted then."""
    user = get_user(request)
    if user.is_authenticated and not is_in_time(request.session):
        request.session.flush()
        return AnonymousUser()
    if user.is_authenticated and lacks_second_step(request):
        return AnonymousUser()
    return user


def lacks_second_step(request: HttpRequest) -> bool:
    """Drafts at their public addresses are for those who took both steps; the admin itself leads
    the others on."""
    in_admin = request.path.startswith(reverse("admin:index"))
    missing = DEVICE_ID_SESSION_KEY not in request.session
    return settings.REQUIRE_SECOND_FACTOR and missing and not in_admin


def is_in_time(session: Any) -> bool:
    """Also notes that somebody is there. Where a session has no times, none of ours began it."""
    now = int(time.time())
    signed_in, seen = session.get(SIGNED_IN, now), session.get(SEEN, now)
    if now - signed_in > settings.SIGNED_IN_FOR or now - seen > settings.SIGNED_IN_IDLE_FOR:
        return False
    if now - seen >= NOTED_EVERY:
        session[SEEN] = now
    return True


class SecondFactorMiddleware:
    """For `settings.REQUIRE_SECOND_FACTOR`: staff without a second step come to the page that sets
    it up; a session from before it was set up is over."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.REQUIRE_SECOND_FACTOR and is_guarded(request.path):
            user = request.user
            if user.is_authenticated and not has_second_factor(user):
                return redirect("second_factor")
            if user.is_authenticated and DEVICE_ID_SESSION_KEY not in request.session:
                request.session.flush()
                return redirect_to_login(request.get_full_path(), reverse("admin:login"))
        return self.get_response(request)


def is_guarded(path: str) -> bool:
    """All of the admin but the ways in and out."""
    ways = [reverse(name) for name in ("second_factor", "admin:login", "admin:logout")]
    return path.startswith(reverse("admin:index")) and path not in ways
