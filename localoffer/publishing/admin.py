"""How staff edit content: the same order of fields, columns, filters and actions everywhere."""

from datetime import timedelta

from django.contrib import admin, messages
from django.db import transaction
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.timezone import localdate

from . import content_version
from .models import Published, PublishedQuerySet, State

WHEN = ("When it shows", {"fields": [("state",), ("live_from", "expires")]})
KEEPING = (
    "Keeping it right",
    {
        "fields": ["owner", "review_by", "notes"],
        "description": "Families see none of this.",
    },
)


class ReviewFilter(admin.SimpleListFilter):
    title = "review"
    parameter_name = "review"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [("overdue", "Overdue"), ("soon", "Due in 30 days")]

    def queryset(self, request: HttpRequest, queryset: PublishedQuerySet) -> PublishedQuerySet:
        today = localdate()
        if self.value() == "overdue":
            return queryset.overdue()
        if self.value() == "soon":
            return queryset.live().filter(review_by__range=(today, today + timedelta(days=30)))
        return queryset


class ContentAdmin(admin.ModelAdmin):
    """For small records that public pages show but that have no state of their own."""

    save_on_top = True

    def save_related(self, request, form, formsets, change) -> None:
        """Inlines and many-to-many rows are saved after the row itself: say so once more."""
        super().save_related(request, form, formsets, change)
        content_version.bump()

    def delete_queryset(self, request, queryset) -> None:
        with transaction.atomic():
            super().delete_queryset(request, queryset)
            content_version.bump()


class PublishedAdmin(ContentAdmin):
    """Base admin of every kind of content.

    A subclass gives `content_fieldsets`: fieldsets in the order an editor thinks, in plain words;
    when it shows and who keeps it right come after them by themselves.
    """

    content_fieldsets = [(None, {"fields": ["title", "slug", "summary"]})]
    prepopulated_fields = {"slug": ["title"]}
    list_display = ["title", "state_in_words", "owner", "review", "updated", "public_page"]
    list_filter = ["state", ReviewFilter]
    search_fields = ["title", "summary", "slug"]
    actions = ["make_live", "make_archived"]
    date_hierarchy = None
    list_per_page = 50

    def get_fieldsets(self, request: HttpRequest, obj: Published | None = None) -> list:
        return [*self.content_fieldsets, WHEN, KEEPING]

    @admin.display(description="state", ordering="state")
    def state_in_words(self, obj: Published) -> str:
        return obj.state_in_words()

    @admin.display(description="review by", ordering="review_by")
    def review(self, obj: Published) -> str:
        if obj.is_overdue():
            return format_html("<strong>Overdue: {}</strong>", obj.review_by.strftime("%d %b %Y"))
        return obj.review_by.strftime("%d %b %Y")

    @admin.display(description="on the site")
    def public_page(self, obj: Published) -> str:
        words = "See page" if obj.is_live() else "Preview"
        return format_html(
            '<a href="{}">{}<span class="visually-hidden"> {}</span></a>',
            obj.get_absolute_url(),
            words,
            obj,
        )

    @admin.action(description="Publish the chosen items", permissions=["change"])
    def make_live(self, request: HttpRequest, queryset: PublishedQuerySet) -> None:
        self._change_state(request, queryset, State.LIVE, "published")

    @admin.action(description="Archive the chosen items", permissions=["change"])
    def make_archived(self, request: HttpRequest, queryset: PublishedQuerySet) -> None:
        self._change_state(request, queryset, State.ARCHIVED, "archived")

    def _change_state(self, request, queryset, state: State, done: str) -> None:
        with transaction.atomic():
            rows = list(queryset.exclude(state=state))
            for row in rows:
                row.state = state
                row.save()
                self.log_change(request, row, f"{done.capitalize()} from the list.")
        messages.success(request, f"{len(rows)} items {done}.")
