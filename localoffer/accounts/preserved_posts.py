"""What somebody typed is not lost when they had to sign in again before it was saved.

A form that arrives after the session ended is answered with the page for signing in, which carries
along what was typed, but for passwords and codes. After signing in it is shown, and sent again with
one press of a button.
"""

import re
from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.contrib.auth.models import AnonymousUser
from django.core import signing
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.views.csrf import csrf_failure as refused
from django.views.decorators.cache import never_cache

from localoffer.ui.admin_site import with_admin_csp

from .secret_fields import without_secrets

SALT = "localoffer.accounts.preserved_posts"
KEPT_FOR = 24 * 60 * 60
CSRF = "csrfmiddlewaretoken"
TITLE = "You are signed in again"
# Fields that forms carry along, and buttons: nobody typed them.
NOT_TYPED = re.compile(r"^_|^edit_token$|^initial-|-(id|[A-Z]+_FORMS)$")


class KeepTypedMiddleware:
    """A browser's form has a token against forgery; what has none was typed by nobody."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.method != "POST" or response.status_code != 302:
            return response
        sign_in = reverse("admin:login")
        if request.path == sign_in:
            offered = offer_again(request, request.POST.get("typed", "")) or response
            offered.cookies.update(response.cookies)
            return offered
        if response["Location"].startswith(f"{sign_in}?") and CSRF in request.POST:
            return sign_in_page(request)
        return response


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Who signed in again in another tab has a new token, and this one still sends the old one:
    what was typed is shown, to be sent again. Only where the browser said that the form came from
    this site; a token from elsewhere is refused as ever.
    """
    is_own = "Origin" in request.headers and reason.startswith("CSRF token from POST")
    in_admin = request.path.startswith(reverse("admin:index"))
    if is_own and in_admin and request.user.is_active and request.user.is_staff:
        return typed_page(request, sent_to(request))
    return refused(request, reason)


def sent_to(request: HttpRequest) -> dict[str, Any]:
    """What was typed, but for passwords and codes, and where it was to go."""
    pairs = [pair for pair in without_secrets(request) if pair[0] != CSRF]
    return {
        "path": request.get_full_path(),
        "pairs": pairs,
        "files": len(request.FILES),
        "left_out": bool(request.POST.keys() - dict(pairs).keys() - {CSRF}),
    }


def sign_in_page(request: HttpRequest) -> HttpResponse:
    """The page for signing in, with what was typed. Call it after the check against forgery."""
    packet = signing.dumps(sent_to(request), salt=SALT, compress=True)
    query = QueryDict(mutable=True)
    query["next"] = request.get_full_path()
    request.method, request.GET, request.user = "GET", query, AnonymousUser()
    app_path = f"{reverse('admin:login')}?{query.urlencode()}"
    response = admin.site.login(request, {"typed": packet, "app_path": app_path})
    add_never_cache_headers(response)
    return response.render()


def offer_again(request: HttpRequest, packet: str) -> HttpResponse | None:
    """The page that shows what was typed; None where the packet is not ours, or too old."""
    try:
        typed: dict[str, Any] = signing.loads(packet, salt=SALT, max_age=KEPT_FOR)
    except signing.BadSignature:
        return None
    if typed["left_out"] and not said_in(typed["pairs"]):
        return None  # nothing but a password: the page asks for it anew
    return typed_page(request, typed)


@with_admin_csp
@never_cache
def typed_page(request: HttpRequest, typed: dict[str, Any]) -> HttpResponse:
    said = [(_label(name), text) for name, text in said_in(typed["pairs"])]
    context = {**admin.site.each_context(request), **typed, "said": said, "title": TITLE}
    return render(request, "accounts/typed.html", context)


def said_in(pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """What a person typed of all that was sent."""
    return [(name, text) for name, text in pairs if text and not NOT_TYPED.search(name)]


def _label(name: str) -> str:
    """'dates-0-starts_0' -> 'Dates 0 starts 0': the form that knew its words is gone."""
    return re.sub(r"[-_]+", " ", name).strip().capitalize()
