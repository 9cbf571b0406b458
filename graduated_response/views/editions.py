"""Editions of the expectations: all of them, and what changed in one."""

from collections import Counter

from django.core.paginator import InvalidPage, Paginator
from django.http import Http404

from graduated_response.filters import audience_of
from graduated_response.history import between
from graduated_response.models import Edition
from localoffer.publishing.views import PublishedDetailView, PublishedListView

CHANGES_PER_PAGE = 25


class EditionListView(PublishedListView):
    model = Edition

    def get_context_data(self, **kwargs: object) -> dict:
        return super().get_context_data(audience=audience_of(self.request), **kwargs)


class EditionView(PublishedDetailView):
    """What changed since the edition before it; the first one lists all it holds."""

    model = Edition

    def get_context_data(self, **kwargs: object) -> dict:
        edition = self.object
        older = [each for each in Edition.known(self.request) if each.comes_before(edition)]
        previous = older[0] if older else None
        events = between(previous.moment if previous else None, edition.moment)
        try:
            page = Paginator(events, CHANGES_PER_PAGE).page(self.request.GET.get("page", 1))
        except InvalidPage as error:
            raise Http404("There is no such page of this edition.") from error
        return super().get_context_data(
            previous=previous,
            page_obj=page,
            audience=audience_of(self.request),
            counts=[f"{number} {what}" for what, number in Counter(e.what for e in events).items()],
            total=len(events),
            **kwargs,
        )
