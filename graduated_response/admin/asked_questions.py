"""Questions from the public: reading them, answering them for all, or closing them."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.core.exceptions import PermissionDenied
from django.db.models import Field, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST

from graduated_response.asked_questions import begin_answer, tell_answer, tell_personal
from graduated_response.models import AskedQuestion, Question
from localoffer.people.models import covers, places_of, seen_by
from localoffer.publishing.lines import TYPED
from localoffer.ui.model_admin import StaffModelAdmin

Status = AskedQuestion.Status
MEANWHILE = "Somebody else has changed this question meanwhile. Load the page again."
NOT_THERE = "Choose a question that families can read now."
IN_YOUR_WORDS = (
    "This is what they wrote. Write it in your own words, so that it tells of nobody, and give it "
    "an address. Then write the answer."
)
CLOSED = "This question is closed. Say first that it waits for an answer again."


class TriageForm(forms.ModelForm):
    """Staff say what happens with it; who asked wrote the rest. Two of them at once lose nothing:
    `seen` says from what a form started."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = f"{self.instance.status} {self.instance.question_id}"
        self.initial["seen"] = self.now
        if status := self.fields.get("status"):
            by_itself = {Status.HELD, Status.ANSWERED} - {self.instance.status}
            status.choices = [each for each in Status.choices if each[0] not in by_itself]

    def clean(self) -> dict:
        data = super().clean()
        if data.get("seen") != self.now:
            raise forms.ValidationError(MEANWHILE)
        question = data.get("question")
        if data.get("status") == Status.ALREADY and not (question and question.is_live()):
            self.add_error("question", NOT_THERE)
        return data


class StatusFilter(admin.SimpleListFilter):
    title = "what happens with it"
    parameter_name = "status"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [("begun", "Being answered"), *Status.choices]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if self.value() is None:
            return queryset
        begun = Q(question__in=Question.objects.out_of_bin(), status=Status.NEW)
        return queryset.filter(
            begun if self.value() == "begun" else Q(status=self.value()) & ~begun
        )


@admin.register(AskedQuestion)
class AskedQuestionAdmin(StaffModelAdmin):
    form = TriageForm
    formfield_overrides = TYPED
    change_form_template = "admin/graduated_response/askedquestion/change_form.html"
    list_display = ["start", "status_in_words", "asked_on", "topic", "reference"]
    list_filter = [
        StatusFilter,
        "topic",
        ("event", admin.RelatedOnlyFieldListFilter),
        "created",
    ]
    list_select_related = ["topic", "question"]
    search_fields = ["reference", "words"]
    autocomplete_fields = ["question"]
    list_per_page = 50
    fieldsets = [
        (
            "What they asked",
            {
                "fields": ["reference", "words", "topic", "event", "created"],
                "description": "Families never see these words. They are deleted a year after "
                "the question is closed; 30 days after, if it is about one person or spam; and "
                "in any case two years after it was asked.",
            },
        ),
        (
            "What happens with it",
            {
                "fields": ["question", "status", "seen"],
                "description": "To answer it, use the button above. It counts as answered by "
                "itself when families can read the answer. If the answer is on the site already, "
                "choose it here and close the question.",
            },
        ),
        (
            "Who asked",
            {
                "fields": ["email", "closed"],
                "description": "Who left an e-mail address is told of the answer, or, if it is "
                "about one person, whom to talk to. The site does that by itself. The address is "
                "deleted 30 days after the question is closed.",
            },
        ),
    ]
    readonly_fields = ["reference", "words", "topic", "event", "created", "email", "closed"]

    @admin.display(description="question")
    def start(self, obj: AskedQuestion) -> str:
        return obj.start()

    @admin.display(description="asked", ordering="created")
    def asked_on(self, obj: AskedQuestion) -> str:
        return date_format(localdate(obj.created), "j M Y")

    @admin.display(description="what happens with it", ordering="status")
    def status_in_words(self, obj: AskedQuestion) -> str:
        return obj.status_in_words()

    def get_urls(self) -> list:
        view = self.admin_site.admin_view(require_POST(self.answer))
        name = "graduated_response_askedquestion_answer"
        return [path("<path:pk>/answer/", view, name=name), *super().get_urls()]

    def answer(self, request: HttpRequest, pk: str) -> HttpResponse:
        """Open the draft of its answer; pressed for the first time, make it."""
        asked = self.get_object(request, unquote(pk))
        if asked is None:
            raise Http404("There is no such question.")
        if not (self.has_change_permission(request, asked) and self._may_write(request)):
            raise PermissionDenied
        question = begin_answer(asked, places_of(request.user, Question))
        if question is None:
            messages.error(request, CLOSED)
            return redirect("admin:graduated_response_askedquestion_change", asked.pk)
        if question.pk != asked.question_id:
            self.log_change(request, asked, "Began to write the answer.")
            messages.warning(request, IN_YOUR_WORDS)
        return redirect("admin:graduated_response_question_change", question.pk)

    def _may_write(self, request: HttpRequest) -> bool:
        return self.admin_site.get_model_admin(Question).has_add_permission(request)

    def render_change_form(self, request: HttpRequest, context: dict, **kwargs: Any) -> Any:
        context["may_write"] = self._may_write(request)
        return super().render_change_form(request, context, **kwargs)

    def save_model(self, request: HttpRequest, obj: AskedQuestion, form: Any, change: Any) -> None:
        super().save_model(request, obj, form, change)
        tells = {Status.ALREADY: tell_answer, Status.PERSONAL: tell_personal}
        if "status" in form.changed_data and obj.status in tells:
            tells[obj.status](obj)

    def formfield_for_dbfield(self, db_field: Field, request: HttpRequest, **kwargs: Any) -> Any:
        """Answers to choose from are those of the remit; they are written elsewhere."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        widget = getattr(field, "widget", None)
        if isinstance(widget, RelatedFieldWidgetWrapper):
            field.widget = widget.widget
            field.queryset = field.queryset.filter(seen_by(request.user, field.queryset.model))
        return field

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).within(request.user)

    def has_view_permission(self, request: HttpRequest, obj: AskedQuestion | None = None) -> bool:
        return is_mine(request, obj) and super().has_view_permission(request, obj)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: AskedQuestion | None = None) -> bool:
        return is_mine(request, obj) and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: AskedQuestion | None = None) -> bool:
        return is_mine(request, obj) and super().has_delete_permission(request, obj)


def is_mine(request: HttpRequest, obj: AskedQuestion | None) -> bool:
    """Whether a remit leaves it to this person; without a row, whether any."""
    if obj is None:
        return covers(request.user, Question)
    return AskedQuestion.objects.within(request.user).filter(pk=obj.pk).exists()
