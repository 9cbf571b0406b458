"""A journey: every step with its pages, in order."""

from django.db.models import Prefetch

from graduated_response.models import Journey, Page, Step
from localoffer.publishing.views import PublishedDetailView


class JourneyView(PublishedDetailView):
    model = Journey

    def get_context_data(self, **kwargs: object) -> dict:
        links = Page.objects.live().only("title", "slug", "summary", "position")
        steps = Step.objects.prefetch_related(Prefetch("pages", links))
        return super().get_context_data(steps=steps.filter(journey=self.object), **kwargs)
