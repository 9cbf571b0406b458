"""Editing journeys with their steps."""

from django.contrib import admin

from graduated_response.models import Journey, Step
from localoffer.publishing.admin import PublishedAdmin
from localoffer.publishing.inlines import RowInline


class StepInline(RowInline):
    model = Step
    fields = [("title", "position"), "text", "pages"]
    autocomplete_fields = ["pages"]
    prefetch = ("pages",)


@admin.register(Journey)
class JourneyAdmin(PublishedAdmin):
    inlines = [StepInline]
    content_fieldsets = [
        (
            None,
            {
                "fields": ["title", "slug", "summary", "intro"],
                "description": "A journey leads families step by step. Its steps stand below. "
                "Each page that a step names shows the whole journey beside its text.",
            },
        )
    ]
