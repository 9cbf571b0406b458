"""Events that are coming, events that are past, and one event."""

from typing import Any

from django.db.models import OuterRef, QuerySet

from localoffer.publishing.json_rows import json_rows, rebuilt
from localoffer.publishing.views import PublishedDetailView, PublishedListView

from .models import Event, Material


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
    queryset = Event.objects.with_dates().annotate(
        material_rows=json_rows(
            Material.objects.filter(event=OuterRef("pk")), "event", "id", "label", "url", "kind"
        )
    )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        schedule = self.object.schedule()
        shown = schedule.standing or schedule.coming or schedule.past[-1:]
        halls = dict.fromkeys(hall for row in shown if (hall := row.hall()))
        return super().get_context_data(
            schedule=schedule,
            halls=halls or ([self.object.venue] if self.object.venue else []),
            materials=rebuilt(Material, self.object.material_rows),
            question_sets=self.object.question_sets.live(),
            **kwargs,
        )
