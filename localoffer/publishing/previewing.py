"""A page as the public will see it: drafts are applied, the real view answers, all is undone."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import resolve
from django.utils.cache import add_never_cache_headers

from localoffer.people.models import may
from localoffer.redirects.visiting import visit

from .addresses import address_of
from .applying import apply
from .models import NotAllowed, Published, State, Version

AS_IT_IS_KEPT = "Only staff see this page until it is live."
DOES_NOT_FIT = "It cannot be public as it is: something in it is missing, or does not fit."
NO_ADDRESS = "It has no web address yet, so it has no page to show."
NOTHING_YET = "There is nothing on its page yet."


class NothingToShow(Exception):
    """Why a row has no page yet; `args` are sentences for the editor."""


@dataclass(frozen=True)
class Preview:
    """What a page is told of the preview that it is: the attribute `preview` of its request."""

    rows: frozenset[Published]
    said: str  # what is shown, for the banner
    notes: tuple[str, ...] = ()  # what is missing, or wrong

    def shows(self, thing: type[Published] | Published) -> bool:
        """Whether a row, or (of a model) any of its rows, is part of it."""
        if isinstance(thing, type):
            return any(isinstance(row, thing) for row in self.rows)
        return thing in self.rows


def with_members(row: Published) -> list[Published]:
    """The row and its members, archived ones left out."""
    return [row, *(other for other in row.members() if other.state != State.ARCHIVED)]


def family_of(row: Published, user: Any) -> list[Published]:
    """The row itself, and all that belongs to the same whole and that this person may see."""
    others = [other for other in with_members(row.whole()) if may(user, "view", other)]
    return [row, *(other for other in others if (type(other), other.pk) != (type(row), row.pk))]


def show_now(row: Published) -> str:
    """Make the row public, whatever its times; or why it cannot be, and it stays as it was.

    Call it inside a transaction that will be rolled back.
    """
    before = row.state
    row.live_from = row.expires = None
    try:
        with transaction.atomic():
            row.publish()
    except NotAllowed as problem:
        why = str(problem)
    except IntegrityError:
        why = DOES_NOT_FIT
    else:
        return ""
    row.state = before
    return why


def preview(
    request: HttpRequest, row: Published, path: str, address: Callable[[str], str], user: Any
) -> HttpResponse:
    """Answer as the public address `path` will once the drafts of its family are published; '' is
    the row's own.

    `address(path)` gives the preview's address of another page of the same family. Only pages of
    the family are shown, and of them what `user` may see; an address that only leads to its place
    on another of them shows that one. Raises Http404, CannotApply and NothingToShow.
    """
    with transaction.atomic():
        rows = family_of(row, user)
        for each in rows:
            if draft := Version.objects.latest_draft_of(each):
                apply(each, draft.snapshot, for_good=False)
        response = page_of(request, rows, path, address, AS_IT_IS_KEPT)
        transaction.set_rollback(True)
    return response


def page_of(
    request: HttpRequest,
    rows: list[Published],
    path: str,
    address: Callable[[str], str],
    said: str,
    notes: Iterable[str] = (),
) -> HttpResponse:
    """The public page of the first of the rows, or the one at `path`, with all of them public as
    the database has them. What cannot be public shows all the same, and the page says why.

    Call it inside a transaction that will be rolled back.
    """
    missing = {each: show_now(each) or each.unfinished() for each in rows}
    places = {each: public.split("#")[0] for each in rows if (public := address_of(each))}
    paths = set(places.values())
    wanted = path or places.get(rows[0])
    if wanted is None:
        raise NothingToShow(NO_ADDRESS, *notes)
    if wanted not in paths:
        raise Http404("This page is not part of the preview.")
    lacks = [why for each, why in missing.items() if why and places.get(each) == wanted]
    shown = Preview(frozenset(rows), said, (*notes, *lacks))
    try:
        response = answer(public_request(wanted, shown), wanted)
        if urlsplit(place := response.get("Location", "")).path in paths:
            response = answer(public_request(place, shown), place)
    except Http404:
        raise NothingToShow(*(shown.notes or [NOTHING_YET])) from None
    if not response.streaming:  # a picture has no links
        response.content = with_links(response.content.decode(), paths, address)
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


def public_request(path: str, shown: Preview) -> HttpRequest:
    """A visitor's request for a public page: no session, no account."""
    address = urlsplit(path)
    visitor = visit(address.path, address.query)
    visitor.preview = shown
    return visitor


def answer(request: HttpRequest, path: str) -> HttpResponse:
    match = resolve(urlsplit(path).path)
    response = match.func(request, *match.args, **match.kwargs)
    return response.render() if hasattr(response, "render") else response
