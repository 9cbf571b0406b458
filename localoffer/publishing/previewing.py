"""A page as the public will see it: drafts are applied, the real view answers, all is undone."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.urls import resolve
from django.utils.cache import add_never_cache_headers

from localoffer.people.models import may

from .addresses import address_of
from .applying import apply
from .models import Published, State, Version


def with_members(row: Published) -> list[Published]:
    """The row and its members, archived ones left out."""
    return [row, *(other for other in row.members() if other.state != State.ARCHIVED)]


def family_of(row: Published, user: Any) -> list[Published]:
    """The row itself, and all that belongs to the same whole and that this person may see."""
    others = [other for other in with_members(row.whole()) if may(user, "view", other)]
    return [row, *(other for other in others if (type(other), other.pk) != (type(row), row.pk))]


def as_published(row: Published, user: Any) -> list[Published]:
    """Put the drafts of the row and its family into the database and make them live.

    Call it inside a transaction that will be rolled back. Raises CannotApply.
    """
    rows = family_of(row, user)
    for each in rows:
        if draft := Version.objects.latest_draft_of(each):
            apply(each, draft.snapshot, for_good=False)
        each.live_from = each.expires = None
        each.publish()
    return rows


def preview(
    request: HttpRequest, row: Published, path: str, address: Callable[[str], str], user: Any
) -> HttpResponse:
    """Answer as the public address `path` will; '' is the row's own.

    `address(path)` gives the preview's address of another page of the same family. Only pages of
    the family are shown, and of them what `user` may see; an address that only leads to its place
    on another of them shows that one. Raises Http404 and CannotApply.
    """
    with transaction.atomic():
        rows = as_published(row, user)
        paths = {public.split("#")[0] for each in rows if (public := address_of(each))}
        wanted = path or row.get_absolute_url().split("#")[0]
        if wanted not in paths:
            raise Http404("This page is not part of the preview.")
        response = answer(public_request(request, wanted), wanted)
        if urlsplit(place := response.get("Location", "")).path in paths:
            response = answer(public_request(request, place), place)
        if not response.streaming:  # a picture has no links
            response.content = with_links(response.content.decode(), paths, address)
        transaction.set_rollback(True)
    add_never_cache_headers(response)
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "no-referrer"
    return response


def with_links(page: str, paths: set[str], address: Callable[[str], str]) -> str:
    """The page with links that stay in the preview."""
    for other in paths:
        page = page.replace(f'href="{other}"', f'href="{address(other)}"')
        page = page.replace(f'href="{other}#', f'href="{address(other)}#')
    return page


def public_request(request: HttpRequest, path: str) -> HttpRequest:
    """A visitor's request for a public page: no session, no account."""
    visitor = HttpRequest()
    visitor.method = "GET"
    visitor.META = {
        name: request.META[name]
        for name in ("SERVER_NAME", "SERVER_PORT", "HTTP_HOST", "wsgi.url_scheme")
        if name in request.META
    }
    address = urlsplit(path)
    visitor.path = visitor.path_info = address.path
    visitor.GET = QueryDict(address.query)
    visitor.user = AnonymousUser()
    visitor.is_preview = True
    return visitor


def answer(request: HttpRequest, path: str) -> HttpResponse:
    match = resolve(urlsplit(path).path)
    response = match.func(request, *match.args, **match.kwargs)
    return response.render() if hasattr(response, "render") else response
