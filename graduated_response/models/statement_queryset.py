"""Which expectations are live or stale, what lists show of them, and that none is lost."""

from datetime import datetime

from django.db.models import F, OuterRef, ProtectedError, Q, Subquery
from django.utils import timezone

from localoffer.publishing.json_rows import json_rows
from localoffer.publishing.models import PublishedQuerySet

from .provision import Area
from .resources import EasyReadPicture, Resource
from .wordings import Wording

KEPT = "An expectation that was once published is archived, not deleted: people quote its code."


class StatementQuerySet(PublishedQuerySet):
    def live(self, at: datetime | None = None) -> "StatementQuerySet":
        """Live expectations of live areas: with its area an expectation goes from the site."""
        return super().live(at).filter(area__in=Area.objects.live(at))

    def for_lists(self) -> "StatementQuerySet":
        """With all that a list shows of each, in the one query: its place, since when it says
        what it says, its resources and pictures (`shown_resources`, `shown_pictures`)."""
        mine = {"statement": OuterRef("pk")}
        present = Wording.objects.at(timezone.now()).filter(**mine)
        resources = Resource.objects.shown().filter(**mine)
        pictures = EasyReadPicture.objects.shown().filter(**mine)
        return self.select_related("area", "sub_area", "level").annotate(
            worded=Subquery(present.values("since")[:1]),
            resource_rows=json_rows(
                resources, "statement", "id", "title", "url", "position", address="document__slug"
            ),
            picture_rows=json_rows(
                pictures, "statement", "id", "line", "width", "height",
                address="image__slug", alt="image__alt",
            ),
        )  # fmt: skip

    def delete(self) -> tuple[int, dict[str, int]]:
        """Delete drafts. Raises ProtectedError when one of the rows was ever published."""
        if published := list(self.filter(ever_live=True)):
            raise ProtectedError(KEPT, set(published))
        return super().delete()

    def stale(self) -> "StatementQuerySet":
        """Those with a reading whose sentence has changed since somebody last checked it."""
        found = Q()
        for field in self.model.READING_FIELDS.values():
            changed = ~Q((f"{field}_from", F("title")))
            found |= ~Q((field, "")) & changed
        return self.filter(found)

    delete.alters_data = True
    delete.queryset_only = True
