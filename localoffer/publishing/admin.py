"""How staff edit content: the same order of fields, columns, filters and actions everywhere."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.contrib import admin
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.timezone import localdate

from localoffer.people.models import covers, may, scope_of
from localoffer.ui.model_admin import StaffModelAdmin

from . import cache_token
from .addresses import address_of
from .checked_forms import passing_checks
from .drafting import DraftingMixin
from .lines import TYPED
from .list_actions import ListActionsMixin
from .models import BIN_DAYS, Published, PublishedQuerySet
from .permissions import MembersInline, WithinRemit
from .readonly import readable
from .version_pages import VersionPagesMixin

# Below the rows of a page: `change_form.html` puts them there.
KEPT = {"classes": ["lo-keeping"]}
WHEN = (
    "When it shows",
    {
        **KEPT,
        "fields": [("live_from", "expires")],
        "description": "These times count as soon as you save, also for a draft.",
    },
)
KEEPING = (
    "Keeping it right",
    {
        **KEPT,
        "fields": ["owner", "review_by", "notes"],
        "description": "Families see none of this. It counts as soon as you save.",
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


class BinFilter(admin.SimpleListFilter):
    title = "bin"
    parameter_name = "bin"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [("yes", f"Deleted in the last {BIN_DAYS} days")]

    def queryset(self, request: HttpRequest, queryset: PublishedQuerySet) -> PublishedQuerySet:
        return queryset.in_bin() if self.value() == "yes" else queryset.out_of_bin()


class SaysWhatIsInUse:
    """For ModelAdmins of rows that others need."""

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> tuple:
        """What is in use stays, whoever asks: then rights are not the reason to name. Who is
        narrowed to a part of the site reads of which kind the others are, not what they say."""
        found, counts, missing, protected = super().get_deleted_objects(objs, request)
        if not protected:
            return found, counts, missing, protected
        is_narrowed = scope_of(request.user) is not None
        return found, counts, set(), sorted(missing) if missing and is_narrowed else protected


class ContentAdmin(SaysWhatIsInUse, StaffModelAdmin):
    """For small records that public pages show but that have no state of their own."""

    formfield_overrides = TYPED
    # Those with checks of their own say False.
    form_passes_checks = True

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any):
        form = super().get_form(request, obj, change, **kwargs)
        return passing_checks(form, request) if self.form_passes_checks else form

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> list:
        found = super().get_fieldsets(request, obj)
        may_change = obj is None or self.has_change_permission(request, obj)
        return found if may_change else readable(found, self.model)

    def save_related(self, request, form, formsets, change) -> None:
        """Inlines and many-to-many rows are saved after the row itself: say so once more."""
        super().save_related(request, form, formsets, change)
        cache_token.bump()

    def delete_queryset(self, request, queryset) -> None:
        with transaction.atomic():
            super().delete_queryset(request, queryset)
            cache_token.bump()


class PublishedAdmin(
    WithinRemit,
    DraftingMixin,
    ListActionsMixin,
    VersionPagesMixin,
    SaysWhatIsInUse,
    StaffModelAdmin,
):
    """Base admin of every kind of content.

    A subclass gives `content_fieldsets`: fieldsets in the order an editor thinks, in plain words;
    when it shows and who keeps it right come after them by themselves.
    """

    content_fieldsets = [(None, {"fields": ["title", "slug", "summary"]})]
    prepopulated_fields = {"slug": ["title"]}
    formfield_overrides = TYPED
    list_display = ["title", "state_in_words", "owner", "review", "updated", "public_page"]
    list_filter = ["state", ReviewFilter, BinFilter]
    search_fields = ["title", "summary", "slug"]
    delete_confirmation_template = "admin/publishing/delete_confirmation.html"
    list_per_page = 50

    def get_fieldsets(self, request: HttpRequest, obj: Published | None = None) -> list:
        """Who may not say when it shows reads it where there is something to read."""
        has_times = obj is not None and (obj.live_from or obj.expires)
        may_set = self.has_publish_permission(request, obj)
        found = [*self.content_fieldsets, *([WHEN] if has_times or may_set else []), KEEPING]
        may_change = obj is None or self.has_change_permission(request, obj)
        return found if may_change else readable(found, self.model)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        context["members_to_add"] = self._members_to_add(request, context["original"])
        return super().render_change_form(request, context, *args, **kwargs)

    def _members_to_add(self, request: HttpRequest, obj: Any) -> list[tuple[str, str]]:
        """(what, where) of content that can be written as part of this."""
        members = [each.model for each in self.inlines if issubclass(each, MembersInline)]
        return [
            (model._meta.verbose_name, f"{_add_page(model)}?{model.part_of}={obj.pk}")
            for model in members
            if obj and may(request.user, "add", model) and covers(request.user, obj)
        ]

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "owner":
            kwargs["label"] = "Owner’s e-mail address"
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def get_readonly_fields(self, request: HttpRequest, obj: Published | None = None) -> list[str]:
        """When a page shows is for those who may publish it."""
        fields = list(super().get_readonly_fields(request, obj))
        if not self.has_publish_permission(request, obj):
            fields += ["live_from", "expires"]
        return fields

    def get_ordering(self, request: HttpRequest) -> Sequence:
        """An order always: without one, pages of a search in other forms would overlap."""
        return super().get_ordering(request) or self.opts.ordering or ["-pk"]

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
        address = address_of(obj)
        live = obj.is_live() and address
        return format_html(
            '<a href="{}">{}<span class="visually-hidden"> {}</span></a>',
            address if live else self.address_of("preview", obj),
            "See page" if live else "Preview",
            obj,
        )

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict | None = None
    ) -> HttpResponse:
        context = {"bin_days": BIN_DAYS, **(extra_context or {})}
        return super().delete_view(request, object_id, context)

    def delete_model(self, request: HttpRequest, obj: Published) -> None:
        obj.put_in_bin()

    def delete_queryset(self, request: HttpRequest, queryset: PublishedQuerySet) -> None:
        with transaction.atomic():
            for row in queryset:
                if self.has_delete_permission(request, row):
                    row.put_in_bin()


def _add_page(model: type[models.Model]) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_add")
