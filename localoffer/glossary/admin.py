from django.contrib import admin

from localoffer.publishing.admin import PublishedAdmin

from .models import Term


@admin.register(Term)
class TermAdmin(PublishedAdmin):
    content_fieldsets = [
        ("The word", {"fields": ["title", "variants", "slug"]}),
        ("What it means", {"fields": ["short", "body"]}),
    ]
    search_fields = ["title", "variants", "short", "slug"]
