"""Editing areas, levels and phases."""

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html

from graduated_response.models import Area, Level, Phase, SubArea
from localoffer.publishing.admin import ContentAdmin, PublishedAdmin
from localoffer.publishing.inlines import TableInline
from localoffer.publishing.permissions import RightsOfOwner


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


class SubAreaInline(TableInline):
    model = SubArea
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
        return [*super().get_readonly_fields(request, obj), *(["code"] if obj and obj.code else [])]

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
