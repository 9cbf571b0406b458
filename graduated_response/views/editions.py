"""Editions of the expectations: all of them, and what changed in one."""

from graduated_response.models import Edition
from localoffer.publishing.views import PublishedDetailView, PublishedListView


class EditionListView(PublishedListView):
    model = Edition


class EditionView(PublishedDetailView):
    model = Edition
