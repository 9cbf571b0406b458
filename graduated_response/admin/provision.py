"""Editing areas, levels, phases and expectations."""

from collections.abc import Iterable

from django import forms
from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import Truncator

from graduated_response.models import (
    Area,
    EasyReadPicture,
    Edition,
    Level,
    Phase,
    Resource,
    Statement,
    SubArea,
)
from localoffer.people.models import seen_by
from localoffer.publishing.admin import ContentAdmin, PublishedAdmin
from localoffer.publishing.inlines import RowInline
from localoffer.publishing.rights import RightsOfOwner

from .provision_table import ProvisionTable


@admin.register(Level)
class LevelAdmin(ContentAdmin):
    list_display = ["name", "about", "position"]
    search_fields = ["name"]
    prepopulated_fields = {"slug": ["name"]}


@admin.register(Phase)
class PhaseAdmin(ContentAdmin):
    list_display = ["name", "position"]
    search_fields = ["name"]
    prepopulated_fields = {"slug": ["name"]}


@admin.register(SubArea)
class SubAreaAdmin(RightsOfOwner, ContentAdmin):
    """Mostly edited with its area; here so that expectations can look parts up by name."""

    owner = "area"
    list_display = ["name", "area", "position"]
    list_select_related = ["area"]
    search_fields = ["name", "area__title"]
    autocomplete_fields = ["area"]
    prepopulated_fields = {"slug": ["name"]}


class SubAreaInline(admin.TabularInline):
    model = SubArea
    extra = 0
    prepopulated_fields = {"slug": ["name"]}


@admin.register(Area)
class AreaAdmin(PublishedAdmin):
    content_fieldsets = [
        ("What it is", {"fields": ["title", "slug", "kind", "summary", "body"]}),
        ("Its codes and its place", {"fields": ["code", "position"]}),
    ]
    inlines = [SubAreaInline]
    list_display = [
        "title",
        "kind",
        "code",
        "expectations",
        "state_in_words",
        "review",
        "public_page",
    ]
    list_filter = ["kind", *PublishedAdmin.list_filter]
    search_fields = ["title", "summary", "code"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Area]:
        return super().get_queryset(request).annotate(number=Count("statements"))

    def get_readonly_fields(self, request: HttpRequest, obj: Area | None = None) -> list[str]:
        """The letters stay once there is an area: codes that people quote start with them."""
        return [*super().get_readonly_fields(request, obj), *(["code"] if obj else [])]

    @admin.display(description="expectations", ordering="number")
    def expectations(self, obj: Area) -> str:
        """How many there are, and a way to add the next one."""
        changelist = reverse("admin:graduated_response_statement_changelist")
        add = reverse("admin:graduated_response_statement_add")
        return format_html(
            '<a href="{}?area__id__exact={}">{}</a> (<a href="{}?area={}">add one'
            '<span class="visually-hidden"> to {}</span></a>)',
            changelist,
            obj.pk,
            obj.number,
            add,
            obj.pk,
            obj,
        )


class StatementForm(forms.ModelForm):
    """An empty code of a new expectation becomes the next free one of its area."""

    class Meta:
        model = Statement
        fields = ["area", "code"]
        labels = {"title": "The sentence"}
        widgets = {"title": forms.Textarea(attrs={"rows": 2, "cols": 80, "maxlength": 200})}

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        if "code" in self.fields:
            self.fields["code"].required = False
            self.fields["code"].help_text = (
                "Leave it empty to take the area's next free number. "
                "People quote it, so it cannot be changed later."
            )

    def clean(self) -> dict:
        data = super().clean()
        if "code" in self.fields and not data.get("code") and data.get("area"):
            data["code"] = data["area"].next_code()
        return data


class EasyReadPictureInline(RowInline):
    model = EasyReadPicture
    fields = [("line", "image")]
    autocomplete_fields = ["image"]


class ResourceInline(RowInline):
    model = Resource
    fields = ["title", ("url", "document"), "position"]
    autocomplete_fields = ["document"]


@admin.register(Statement)
class StatementAdmin(ProvisionTable, PublishedAdmin):
    form = StatementForm
    content_fieldsets = [
        ("Where it belongs", {"fields": ["area", "sub_area", "code", "position"]}),
        (
            "The sentence and its readings",
            {
                "fields": ["title", "for_parents", "easy_read"],
                "description": "All three say the same thing. Settings quote the first one.",
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
    list_display = ["code", "sentence", "level", "state_in_words", "review", "public_page"]
    list_display_links = ["code", "sentence"]
    list_filter = ["area", "level", "phases", *PublishedAdmin.list_filter]
    list_select_related = ["area", "level"]
    search_fields = ["code", "title", "for_parents", "how"]

    @admin.display(description="the sentence", ordering="title")
    def sentence(self, obj: Statement) -> str:
        return Truncator(obj.title).words(12)

    def formfield_for_manytomany(self, db_field, request: HttpRequest, **kwargs: object):
        kwargs["widget"] = forms.CheckboxSelectMultiple
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def get_readonly_fields(self, request: HttpRequest, obj: Statement | None = None) -> list[str]:
        return [*super().get_readonly_fields(request, obj), *(["code"] if obj else [])]

    def get_changeform_initial_data(self, request: HttpRequest) -> dict:
        """'Add one' beside an area proposes its next code."""
        initial = super().get_changeform_initial_data(request)
        area = initial.get("area", "")
        found = None
        if area.isdecimal():
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


@admin.register(Edition)
class EditionAdmin(PublishedAdmin):
    content_fieldsets = [
        ("What it is", {"fields": ["title", "slug", "summary", "about"]}),
        ("What goes out with it", {"fields": ["changes", "withdraws"]}),
    ]
    autocomplete_fields = ["changes", "withdraws"]
    list_display = ["title", "date", "state_in_words", "review", "public_page"]
