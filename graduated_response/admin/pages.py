"""Editing contacts, age bands, guides and pages with their parts."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Field
from django.http import HttpRequest

from graduated_response.models import AgeBand, Contact, Guide, Page, Part
from localoffer.publishing.admin import ContentAdmin, PublishedAdmin
from localoffer.publishing.inlines import RowInline, UntouchedRowsFormSet, read_once
from localoffer.publishing.permissions import MembersInline


@admin.register(Contact)
class ContactAdmin(ContentAdmin):
    list_display = ["name", "phone", "email", "hours"]
    search_fields = ["name", "about"]
    fieldsets = [
        (
            None,
            {
                "fields": ["name", "about"],
                "description": "A team or a role, never a named person. "
                "A change here shows on every page that names this contact.",
            },
        ),
        ("How to reach them", {"fields": ["phone", "email", "web", "hours"]}),
    ]


@admin.register(AgeBand)
class AgeBandAdmin(ContentAdmin):
    list_display = ["name", "from_age", "to_age", "position"]
    prepopulated_fields = {"slug": ["name"]}
    search_fields = ["name"]
    autocomplete_fields = ["contacts"]
    fieldsets = [
        (None, {"fields": ["name", "slug", ("from_age", "to_age"), "position"]}),
        (
            "Who to speak to",
            {
                "fields": ["speak_to", "contacts"],
                "description": "Shown with every worry, when a parent chooses this age.",
            },
        ),
    ]


class PartFormSet(UntouchedRowsFormSet):
    """Headings must fit the kind of page, and each may stand once for an age."""

    def clean(self) -> None:
        super().clean()
        kind = Page.Kind(self.instance.kind) if self.instance.kind in Page.Kind.values else None
        fitting = Part.ROLES.get(kind, ())
        seen = set()
        for form in self.forms:
            if not (part := self._entered(form)):
                continue
            role, band = part.get("role"), part.get("age_band_id")
            if kind and role and role not in fitting:
                form.add_error("role", _misfit(kind, fitting))
            if kind == Page.Kind.STAGE and band:
                form.add_error("age_band", "A stage is the same for all ages. Leave this empty.")
            if role and (role, band) in seen:
                form.add_error("role", "This heading is there twice for the same age. Keep one.")
            seen.add((role, band))

    def _entered(self, form) -> dict:
        """What a row says, or {} for an empty row, one to be deleted and one with mistakes."""
        if not form.has_changed():
            row = form.instance
            return {"role": row.role, "age_band_id": row.age_band_id} if row.pk else {}
        data = getattr(form, "cleaned_data", {})
        band = data.get("age_band")
        return {} if data.get("DELETE") else data | {"age_band_id": band.pk if band else None}


def _misfit(kind: Page.Kind, fitting: tuple) -> ValidationError:
    if not fitting:
        return ValidationError("A plain page has no such parts. Write its text above instead.")
    names = "; ".join(role.label for role in fitting)
    return ValidationError(
        f"This heading does not fit a {kind.name.lower()}. Choose one of: {names}."
    )


class PartInline(RowInline):
    model = Part
    formset = PartFormSet
    fields = [("role", "age_band"), "text", "contacts"]
    autocomplete_fields = ["contacts"]
    prefetch = ("contacts",)
    verbose_name = "part of a stage or worry"
    verbose_name_plural = "parts of a stage or worry"

    def formfield_for_foreignkey(
        self, db_field: Field, request: HttpRequest, **kwargs: Any
    ) -> forms.Field:
        return read_once(super().formfield_for_foreignkey(db_field, request, **kwargs))


@admin.register(Page)
class PageAdmin(PublishedAdmin):
    list_display = [
        "title",
        "kind",
        "guide",
        "position",
        "state_in_words",
        "review",
        "updated",
        "public_page",
    ]
    list_filter = ["kind", "guide", *PublishedAdmin.list_filter]
    list_select_related = ["guide"]
    ordering = ["-kind", "guide", "position", "title"]
    search_fields = [*PublishedAdmin.search_fields, "body", "parts__text"]
    autocomplete_fields = ["guide", "video"]
    inlines = [PartInline]
    content_fieldsets = [
        (
            "What kind of page",
            {
                "fields": ["kind", "title", "slug", "summary"],
                "description": "A stage and a worry have fixed parts with headings of their own: "
                "add them below. In “What should happen next, and by when” start each point "
                "with the time. The four stages have the addresses assess, plan, do and review; "
                "the picture of the cycle marks them by these.",
            },
        ),
        ("What it says", {"fields": ["body", "video", "law"]}),
        ("Where it stands", {"fields": ["guide", "position"]}),
    ]


class PageInGuideInline(MembersInline):
    """The contents of a guide; pages are written on their own."""

    model = Page
    fields = ["position", "state"]
    readonly_fields = ["state"]
    verbose_name_plural = "pages of this guide, in order"


@admin.register(Guide)
class GuideAdmin(PublishedAdmin):
    autocomplete_fields = ["video"]
    inlines = [PageInGuideInline]
    content_fieldsets = [(None, {"fields": ["title", "slug", "summary", "intro", "video"]})]
