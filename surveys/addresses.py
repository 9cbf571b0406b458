"""Which addresses the public can open: evidence may name a page that is not live any more."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from django.db.models import CharField, QuerySet, Value
from django.urls import Resolver404, ResolverMatch, resolve

from localoffer.publishing.views import PublishedDetailView


def open_addresses(addresses: Iterable[str]) -> set[str]:
    """Those that lead somewhere, with one query at most.

    An address of another site is believed. One of this site must exist, and where one row of
    content answers it (`PublishedDetailView`), that row must be live.
    """
    addresses = set(addresses)
    outside = {address for address in addresses if not address.startswith("/")}
    matches = {address: _resolved(address) for address in addresses - outside}
    rows = {address: _row(match) for address, match in matches.items() if match}
    live = _live({row for row in rows.values() if row})
    return outside | {address for address, row in rows.items() if row is None or row in live}


Row = tuple[type[PublishedDetailView], str]


def _resolved(address: str) -> ResolverMatch | None:
    try:
        return resolve(urlsplit(address).path)
    except (Resolver404, ValueError):
        return None


def _row(match: ResolverMatch) -> Row | None:
    """The view and the slug, where one row answers the address."""
    view = getattr(match.func, "view_class", None)
    if view is None or not issubclass(view, PublishedDetailView):
        return None
    return view, match.kwargs[view.slug_url_kwarg]


def _live(rows: set[Row]) -> set[Row]:
    """The rows that are live now; one query for all kinds of content."""
    views = dict(enumerate({view for view, _ in rows}))
    queries = [
        _all_rows(view)
        .live()
        .filter(**{f"{view.slug_lookup}__in": [slug for other, slug in rows if other == view]})
        .order_by()
        .values_list(Value(str(number), output_field=CharField()), view.slug_lookup)
        for number, view in views.items()
    ]
    if not queries:
        return set()
    first, *others = queries
    return {(views[int(number)], slug) for number, slug in first.union(*others, all=True)}


def _all_rows(view: type[PublishedDetailView]) -> QuerySet:
    return view.model.objects.all() if view.queryset is None else view.queryset.all()
