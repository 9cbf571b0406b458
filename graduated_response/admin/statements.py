"""Editing expectations: three readings side by side, and saying that they are still right."""

from collections.abc import Iterable

from django import forms
from django.contrib import admin, messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html
from django.utils.text import Truncator

from graduated_response.edition_drafts import with_draft
from graduated_response.models import Area, EasyReadPicture, Resource, Statement
from graduated_response.statement_forms import PictureFormSet, StatementForm
from graduated_response.still_right import checked_draft
from localoffer.people.models import seen_by
from localoffer.publishing.admin import PublishedAdmin
from localoffer.publishing.confirmation import Question, counted
from localoffer.publishing.inlines import RowInline
from localoffer.publishing.keys import is_key
from localoffer.publishing.list_actions import NOT_YOURS
from localoffer.publishing.models import State

from .provision_table import ProvisionTable

SAYS_STILL_RIGHT = (
    "You say that these words still mean what the sentence says. Families then see them without "
    "the note that the sentence has changed."
)


class ReadingsFilter(admin.SimpleListFilter):
    title = "readings"
    parameter_name = "readings"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [
            ("stale", "Stale: the sentence has changed"),
            ("no-parents", "None for parents"),
            ("no-easy-read", "No Easy Read"),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Statement]) -> QuerySet[Statement]:
        if self.value() == "stale":
            return queryset.stale()
        missing = {"no-parents": {"for_parents": ""}, "no-easy-read": {"easy_read": ""}}
        return queryset.filter(**missing.get(self.value(), {}))


class EasyReadPictureInline(RowInline):
    model = EasyReadPicture
    formset = PictureFormSet
    fields = [("line", "image")]
    autocomplete_fields = ["image"]
    prefetch = ("image",)


class ResourceInline(RowInline):
    model = Resource
    fields = ["title", ("url", "document"), "position"]
    autocomplete_fields = ["document"]
    prefetch = ("document",)


@admin.register(Statement)
class StatementAdmin(ProvisionTable, PublishedAdmin):
    form = StatementForm
    content_fieldsets = [
        ("Where it belongs", {"fields": ["area", "sub_area", "code", "position"]}),
        (
            "The sentence and its readings",
            {
                "classes": ["lo-readings"],
                "fields": [
                    "title",
                    "for_parents",
                    "easy_read",
                    "for_parents_checked",
                    "easy_read_checked",
                ],
                "description": "All three say the same thing. Settings quote the first one. When "
                "it changes, the other two are stale until you write them anew or tick that they "
                "are still right.",
            },
        ),
        ("Who it is for and when", {"fields": ["level", "phases", "stages"]}),
        ("How it is met", {"fields": ["how", "detail"]}),
        ("Where the law says so", {"fields": ["law", "code_paragraphs"]}),
        ("If it is withdrawn", {"fields": ["replaced_by"]}),
    ]
    inlines = [EasyReadPictureInline, ResourceInline]
    prepopulated_fields: dict = {}
    autocomplete_fields = ["area", "sub_area", "replaced_by"]
    list_display = [
        "code",
        "sentence",
        "level",
        "stale_readings",
        "state_in_words",
        "review",
        "public_page",
    ]
    list_display_links = ["code", "sentence"]
    list_filter = ["area", "level", "phases", ReadingsFilter, *PublishedAdmin.list_filter]
    list_select_related = ["area", "level"]
    search_fields = ["code", "title", "for_parents", "how"]
    actions = [*PublishedAdmin.actions, "still_right"]

    class Media:
        css = {"all": ["css/readings.css"]}

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Statement], search_term: str
    ) -> tuple[QuerySet[Statement], bool]:
        """The form of an edition asks for what it could publish."""
        found, may_repeat = super().get_search_results(request, queryset, search_term)
        asks = (request.GET.get("model_name"), request.GET.get("field_name"))
        return (found.filter(with_draft()) if asks == ("edition", "changes") else found), may_repeat

    @admin.display(description="the sentence", ordering="title")
    def sentence(self, obj: Statement) -> str:
        return Truncator(obj.title).words(12)

    @admin.display(description="stale readings")
    def stale_readings(self, obj: Statement) -> str:
        words = obj.stale_in_words()
        return format_html("<strong>{}</strong>", words) if words else "none"

    @admin.action(
        description="The readings of the chosen items are still right", permissions=["change"]
    )
    def still_right(
        self, request: HttpRequest, queryset: QuerySet[Statement]
    ) -> HttpResponse | None:
        """In one act and without retyping. Where a draft waits, it is said of the draft."""
        chosen = self._chosen(request, queryset, lambda row: self._why_not_checked(request, row))
        if len(chosen.rows) > 1 and not self._is_confirmed(request):
            return self._ask(request, chosen, _question(chosen.rows))
        done = sum(self._check(request, row) for row in chosen.rows)
        self._say_left(request, chosen.left, "checked")
        if chosen.rows:
            words = f"{done} of {len(chosen.rows)} are checked, and families see it."
            messages.success(request, words)
        return None

    def _why_not_checked(self, request: HttpRequest, row: Statement) -> str:
        if not row.stale_fields():
            return "It has no stale readings."
        return "" if self.has_change_permission(request, row) else NOT_YOURS.format("change")

    def _check(self, request: HttpRequest, row: Statement) -> bool:
        """Whether the public sees it at once."""
        with transaction.atomic():
            version, is_alone = checked_draft(row, request.user)
        if row.state != State.LIVE or not is_alone:
            messages.info(request, f"{row.code} is checked in its draft. Publish that too.")
            return False
        step = "publish" if self.has_publish_permission(request, row) else "submit"
        self.take_step(request, row, version, step)
        version.refresh_from_db()
        return step == "publish" and not version.is_open() and row.is_live()

    def formfield_for_manytomany(self, db_field, request: HttpRequest, **kwargs: object):
        kwargs["widget"] = forms.CheckboxSelectMultiple
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def get_readonly_fields(self, request: HttpRequest, obj: Statement | None = None) -> list[str]:
        """What replaces it counts at once, so it is for those who may publish."""
        fields = [*super().get_readonly_fields(request, obj), *(["code"] if obj else [])]
        return fields if self.has_publish_permission(request, obj) else [*fields, "replaced_by"]

    def get_changeform_initial_data(self, request: HttpRequest) -> dict:
        """'Add one' beside an area proposes its next code."""
        initial = super().get_changeform_initial_data(request)
        area = initial.get("area", "")
        found = None
        if is_key(Area, area):
            found = Area.objects.filter(seen_by(request.user, Area), pk=area).first()
        return {**initial, "area": found.pk, "code": found.next_code()} if found else {}

    def has_delete_permission(self, request: HttpRequest, obj: Statement | None = None) -> bool:
        """What was once published is archived, not deleted: its code is never used again."""
        kept = obj is not None and obj.ever_live
        return not kept and super().has_delete_permission(request, obj)

    def get_deleted_objects(self, objs: Iterable[Statement], request: HttpRequest) -> tuple:
        """Deleting several is refused as a whole when one of them was ever published."""
        found, counts, missing, protected = super().get_deleted_objects(objs, request)
        kept = [f"{obj}: once published, so archive it instead" for obj in objs if obj.ever_live]
        if kept:
            missing = missing - {Statement._meta.verbose_name}
        return found, counts, missing, [*protected, *kept]


def _question(rows: list[Statement]) -> Question:
    return Question(
        "still_right",
        f"Are the readings of {counted(len(rows))} still right?",
        [SAYS_STILL_RIGHT],
        "They are still right",
        {row.pk: [f"Stale: {row.stale_in_words()}."] for row in rows},
    )
