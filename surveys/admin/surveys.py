"""Editing surveys, each time they were asked, and what was found."""

from django.contrib import admin

from localoffer.publishing.admin import ContentAdmin, PublishedAdmin
from localoffer.publishing.inlines import RowInline, TableInline
from localoffer.publishing.rights import RightsOfOwner
from surveys.models import Finding, Survey, Wave


class WaveInline(TableInline):
    model = Wave
    fields = ["label", "opened", "closed", "responses"]
    show_change_link = True
    # Deleting one takes its findings along: that is done on its own page, which says so first.
    can_delete = False
    verbose_name = "time it was asked"
    verbose_name_plural = "each time it was asked (save, then choose Change to write the findings)"


@admin.register(Survey)
class SurveyAdmin(PublishedAdmin):
    content_fieldsets = [
        ("What it is", {"fields": ["title", "slug", "summary", "intro"]}),
        ("Who was asked, and how", {"fields": ["audience", "how"]}),
    ]
    inlines = [WaveInline]


class FindingInline(RowInline):
    model = Finding
    extra = 1
    fields = [
        "text",
        "detail",
        ("value", "base", "figures_published"),
        "position",
    ]


@admin.register(Wave)
class WaveAdmin(RightsOfOwner, ContentAdmin):
    owner = "survey"
    fieldsets = [
        ("When", {"fields": ["survey", "label", ("opened", "closed")]}),
        (
            "Who answered",
            {
                "fields": ["responses", "method", "note"],
                "description": "Never enter a number below 5: so few people could be recognised.",
            },
        ),
    ]
    autocomplete_fields = ["survey"]
    inlines = [FindingInline]
    list_display = ["label", "survey", "opened", "closed", "responses"]
    list_filter = ["survey"]
    list_select_related = ["survey"]
    search_fields = ["label", "survey__title"]
