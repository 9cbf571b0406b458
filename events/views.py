"""Events that are coming, events that are past, and one event."""

from typing import Any

from django.db.models import OuterRef, QuerySet
from django.utils import timezone

from localoffer.publishing.json_rows import json_rows, rebuilt
from localoffer.publishing.views import PublishedDetailView, PublishedListView

from .models import Event, EventDate, Material


class ComingEventsView(PublishedListView):
    model = Event
    template_name = "events/event_list.html"

    def get_queryset(self) -> QuerySet[Event]:
        return super().get_queryset().coming().for_cards()


class PastEventsView(PublishedListView):
    model = Event
    template_name = "events/event_past_list.html"

    def get_queryset(self) -> QuerySet[Event]:
        return super().get_queryset().past().for_cards()


class EventView(PublishedDetailView):
    queryset = Event.objects.select_related("venue").annotate(
        date_rows=json_rows(
            EventDate.objects.filter(event=OuterRef("pk")), "event",
            "id", "starts", "ends", "cancelled", "note",
        ),
        material_rows=json_rows(
            Material.objects.filter(event=OuterRef("pk")), "event", "id", "label", "url", "kind"
        ),
    )  # fmt: skip

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        event = self.object
        dates = sorted(rebuilt(EventDate, event.date_rows), key=lambda date: date.starts)
        now = timezone.now()
        return super().get_context_data(
            coming_dates=[date for date in dates if date.ends >= now],
            past_dates=[date for date in dates if date.ends < now],
            facts=event.venue.facts() if event.venue else [],
            materials=rebuilt(Material, event.material_rows),
            question_sets=event.question_sets.live(),
            **kwargs,
        )
