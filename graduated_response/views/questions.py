"""Questions and answers for families: all, by set, one by one."""

from django.db.models import QuerySet
from django.db.models.functions import Coalesce
from django.views.generic.list import MultipleObjectMixin

from graduated_response.models import Question, QuestionSet
from graduated_response.question_filters import QuestionFilters
from localoffer.publishing.views import PublishedDetailView, PublishedListView

# Other questions named under an answer.
OTHERS = 5


class QuestionListView(PublishedListView):
    """Newest answers first."""

    template_name = "graduated_response/question_list.html"
    queryset = Question.objects.select_related("topic", "question_set").order_by(
        Coalesce("as_at", "question_set__as_at").desc(nulls_last=True),
        "question_set__title",
        "number",
        "title",
    )

    def get_queryset(self) -> QuerySet:
        self.filters = QuestionFilters(self.request.GET)
        return super().get_queryset().filter(**self.filters.lookup())

    def get_context_data(self, **kwargs: object) -> dict:
        return super().get_context_data(filters=self.filters, **kwargs)


class QuestionView(PublishedDetailView):
    template_name = "graduated_response/question_detail.html"
    queryset = Question.objects.select_related(
        "topic", "question_set__event", "superseded_by__superseded_by"
    )

    def get_context_data(self, **kwargs: object) -> dict:
        question = self.object
        in_set = question.live_set()
        return super().get_context_data(
            in_set=in_set,
            event=in_set.live_event() if in_set else None,
            newer=question.newest_live(),
            others=others(question, in_set),
            **kwargs,
        )


class QuestionSetView(MultipleObjectMixin, PublishedDetailView):
    """A set with its questions and their full answers, in order."""

    template_name = "graduated_response/questionset_detail.html"
    queryset = QuestionSet.objects.select_related("event")
    # Twenty long answers stay under 25 kB as sent.
    paginate_by = 20

    def get_context_data(self, **kwargs: object) -> dict:
        self.object_list = (
            self.object.questions.live()
            .select_related("superseded_by__superseded_by")
            .order_by("number", "title")
        )
        return super().get_context_data(event=self.object.live_event(), **kwargs)


def others(question: Question, in_set: QuestionSet | None) -> list[Question]:
    """Some questions that stand near: the next ones of its set, else of its topic."""
    rows = Question.objects.live().exclude(pk=question.pk).only("title", "slug", "number")
    if in_set:
        in_order = rows.filter(question_set=in_set).order_by("number", "title")
        return _next_ones(question, list(in_order))
    if question.topic:
        return list(rows.filter(topic=question.topic).order_by("-updated")[:OTHERS])
    return []


def _next_ones(question: Question, rows: list[Question]) -> list[Question]:
    """Those after it in the set, going on from the start."""
    place = next((i for i, row in enumerate(rows) if (row.number or 0) > (question.number or 0)), 0)
    return [*rows[place:], *rows[:place]][:OTHERS]
