"""The list of links to other sites, those that are broken first; it is read, never edited."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from localoffer.ui.model_admin import StaffModelAdmin

from .models import FAILURES_TO_BE_BROKEN, ExternalLink, FoundOn


class BrokenFilter(admin.SimpleListFilter):
    title = "how they answer"
    parameter_name = "answer"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [("broken", "Broken"), ("failing", "Failed, and will be tried again")]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if self.value() == "broken":
            return queryset.broken()
        if self.value() == "failing":
            return queryset.filter(failures__range=(1, FAILURES_TO_BE_BROKEN - 1))
        return queryset


@admin.register(ExternalLink)
class ExternalLinkAdmin(StaffModelAdmin):
    list_display = ["url", "answer", "pages", "last_checked"]
    list_filter = [BrokenFilter]
    search_fields = ["url", "found_on__title", "found_on__path"]
    fields = ["address", "answer", "pages", "last_checked", "next_check"]
    readonly_fields = fields
    list_per_page = 50

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).prefetch_related("found_on")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: ExternalLink | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: ExternalLink | None = None) -> bool:
        return False

    @admin.display(description="address")
    def address(self, obj: ExternalLink) -> SafeString:
        return format_html('<a href="{0}" rel="noreferrer">{0}</a>', obj.url)

    @admin.display(description="answer", ordering="-failures")
    def answer(self, obj: ExternalLink) -> str:
        if obj.is_broken():
            return format_html("<strong>Broken:</strong> {}", obj.problem)
        if obj.problem:
            return f"{obj.problem} It will be tried again."
        return "It works." if obj.last_checked else "Not asked yet."

    @admin.display(description="found on")
    def pages(self, obj: ExternalLink) -> SafeString:
        """The pages as links; what has no page of its own by its name."""
        return format_html_join(
            mark_safe("<br>"),
            "{}",
            [(_place(each),) for each in obj.found_on.all()],
        )


def _place(found: FoundOn) -> str:
    if not found.path:
        return found.title
    return format_html('<a href="{}">{}</a>', found.path, found.title)
