"""Events that are coming, events that are past, and one event."""

from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from localoffer.publishing.views import PublishedDetailView, PublishedListView

from .models import Event, EventDate


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
    queryset = Event.objects.select_related("venue").prefetch_related(
        Prefetch("dates", EventDate.objects.order_by("starts")), "materials"
    )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        event = self.object
        dates = list(event.dates.all())
        now = timezone.now()
        return super().get_context_data(
            coming_dates=[date for date in dates if date.ends >= now],
            past_dates=[date for date in dates if date.ends < now],
            facts=event.venue.facts() if event.venue else [],
            question_sets=event.question_sets.live(),
            **kwargs,
        )
