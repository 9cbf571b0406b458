"""The surveys, and one survey with what was found each time it was asked."""

from typing import Any

from django.db.models import QuerySet
from django.views.generic.list import MultipleObjectMixin

from localoffer.publishing.views import PublishedDetailView, PublishedListView
from surveys.models import Survey


class SurveyListView(PublishedListView):
    model = Survey

    def get_queryset(self) -> QuerySet[Survey]:
        return super().get_queryset().with_last_wave().defer("intro", "how")


class SurveyView(MultipleObjectMixin, PublishedDetailView):
    model = Survey
    # Five waves of a dozen findings each stay under 25 kB as sent.
    paginate_by = 5

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        # A list, so that counting the waves is no query of its own.
        self.object_list = list(self.object.waves.prefetch_related("findings"))
        return super().get_context_data(survey=self.object, **kwargs)
