"""Editing documents, and the places where they lie on paper."""

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.timezone import localtime

from localoffer.media.forms import DocumentForm
from localoffer.media.models import Document, DocumentFile, DocumentQuerySet, HardCopyPlace
from localoffer.publishing.admin import ContentAdmin

from .base import MediaAdmin


@admin.register(Document)
class DocumentAdmin(MediaAdmin):
    form = DocumentForm
    existing_fieldsets = [
        (
            "Where it is used",
            {
                "fields": ["used", "versions"],
                "description": "Its address stays the same when you replace the file. Look at "
                "these pages first: what they say must fit the new file.",
            },
        )
    ]
    content_fieldsets = [
        ("The document", {"fields": ["title", "slug", "summary", "upload"]}),
        ("On paper", {"fields": ["places"]}),
    ]
    autocomplete_fields = ["places"]
    readonly_fields = [*MediaAdmin.readonly_fields, "versions"]
    list_display = ["title", "facts", "times_used", "state_in_words", "review", "public_page"]

    def get_queryset(self, request: HttpRequest) -> DocumentQuerySet:
        return super().get_queryset(request).with_file()

    @admin.display(description="file")
    def facts(self, obj: Document) -> str:
        return obj.facts() or "none"

    @admin.display(description="files so far")
    def versions(self, obj: Document) -> SafeString:
        rows = [
            (file.number, _address(obj, file), file.original_name, file.facts(), _sent(file))
            for file in obj.files.select_related("by")
        ]
        line = '<li><a href="{1}">File {0}</a>: “{2}”, {3}, {4}</li>'
        return format_html("<ul>{}</ul>", format_html_join("", line, rows)) if rows else "None."


def _address(document: Document, file: DocumentFile) -> str:
    return reverse("media:document_old_file", args=[document.slug, file.number])


def _sent(file: DocumentFile) -> str:
    by = f" by {file.by.get_full_name() or file.by.get_username()}" if file.by else ""
    return f"{localtime(file.uploaded).strftime('%d %b %Y')}{by}"


@admin.register(HardCopyPlace)
class HardCopyPlaceAdmin(ContentAdmin):
    fieldsets = [("Where it is", {"fields": ["name", "address", "hours"]})]
    list_display = ["name", "address", "hours"]
    search_fields = ["name", "address"]
