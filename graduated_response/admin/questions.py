"""Editing questions, their topics and their sets."""

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest

from graduated_response.imports.reading import QuestionsForm
from graduated_response.imports.report import QuestionsReport
from graduated_response.imports.saving import save_questions
from graduated_response.models import Question, QuestionSet, Topic
from localoffer.importing.outcome import Outcome
from localoffer.importing.page import ImportPage
from localoffer.publishing.admin import ContentAdmin, PublishedAdmin
from localoffer.publishing.permissions import MembersInline


@admin.register(Topic)
class TopicAdmin(ContentAdmin):
    list_display = ["name", "position"]
    search_fields = ["name"]
    prepopulated_fields = {"slug": ["name"]}


class QuestionInSetInline(MembersInline):
    """The contents of a set; questions are written on their own."""

    model = Question
    fields = ["number", "state"]
    readonly_fields = ["state"]
    ordering = ["number", "title"]
    verbose_name_plural = "questions of this set, in order"

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).defer("answer", "asked")


@admin.register(QuestionSet)
class QuestionSetAdmin(ImportPage, PublishedAdmin):
    import_title = "Import questions from a document"
    import_form = QuestionsForm
    import_makes = [QuestionSet, Question]
    preview_template = "admin/graduated_response/questionset/import_preview.html"
    list_display = ["title", "as_at", "how_many", "state_in_words", "review", "public_page"]
    autocomplete_fields = ["event"]
    inlines = [QuestionInSetInline]
    content_fieldsets = [
        (None, {"fields": ["title", "slug", "summary", "intro"]}),
        (
            "Where the questions come from",
            {
                "fields": ["as_at", "event"],
                "description": "Every answer shows this date. The event and the set link to each "
                "other.",
            },
        ),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).annotate(how_many=Count("questions"))

    def save_import(self, request: HttpRequest, report: QuestionsReport, publish: bool) -> Outcome:
        return save_questions(report, publish=publish, by=request.user)

    @admin.display(description="questions", ordering="how_many")
    def how_many(self, row: QuestionSet) -> int:
        return row.how_many


@admin.register(Question)
class QuestionAdmin(PublishedAdmin):
    list_display = [
        "title",
        "number",
        "question_set",
        "topic",
        "state_in_words",
        "review",
        "public_page",
    ]
    list_filter = ["topic", "question_set", "is_question", *PublishedAdmin.list_filter]
    list_select_related = ["question_set", "topic"]
    search_fields = [*PublishedAdmin.search_fields, "asked", "answer"]
    autocomplete_fields = ["topic", "question_set", "superseded_by"]
    content_fieldsets = [
        (
            "The question",
            {
                "fields": ["title", "slug", "asked", "is_question"],
                "description": "Leave out names, schools and anything else that could show who "
                "asked.",
            },
        ),
        ("The answer", {"fields": ["answer", "summary", "as_at"]}),
        ("Where it belongs", {"fields": ["topic", ("question_set", "number")]}),
        (
            "When the answer is out of date",
            {
                "fields": ["superseded_by"],
                "description": "Choose the newer question. Families are then sent on to it.",
            },
        ),
    ]
