"""Leads from old addresses to new ones. A page that is found costs nothing."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.db import DatabaseError
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
)

from .addresses import LONGEST, UNSAFE_IN_PATH, as_stored, location
from .models import Redirect
from .visiting import status_of


class RedirectsMiddleware:
    """Acts on 404 answers to GET and HEAD only.

    A page that moved may be taken off the site later. Its old address must then say 404 itself.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != 404 or request.method not in ("GET", "HEAD"):
            return response
        try:
            return answer(request) or response
        except DatabaseError:
            return response


def answer(request: HttpRequest) -> HttpResponse | None:
    path, query = request.path_info, request.META.get("QUERY_STRING", "")
    if UNSAFE_IN_PATH.search(path) or len(path) > LONGEST or "\x00" in query:
        return None
    path = as_stored(path)
    redirect = Redirect.objects.acting_at(f"{path}?{query}")
    target = redirect.new_path if redirect else None
    if redirect is None:
        redirect = Redirect.objects.nearest_above(path)
        target = below(redirect, path) if redirect else None
    elif redirect.acts_at(target) and urlsplit(target).path == path:
        return None  # it leads to small letters, and they are no page any more
    if target is None or (redirect.automatic and status_of(target) != 200):
        return None
    rest = "" if "?" in redirect.old_path else query
    kind = HttpResponsePermanentRedirect if redirect.permanent else HttpResponseRedirect
    return kind(location(target, rest))


def below(redirect: Redirect, path: str) -> str | None:
    """Where a page below one that moved is now: a print view moves with its guide."""
    parts = urlsplit(redirect.new_path)
    if not parts.path.endswith("/"):
        return None
    return parts.path + path.removeprefix(redirect.old_path)
