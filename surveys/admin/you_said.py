"""Editing rounds of You said, we did, with everything in them on one page."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Field, QuerySet
from django.http import HttpRequest

from localoffer.glossary.models import Term
from localoffer.importing.outcome import Outcome
from localoffer.importing.page import ImportPage
from localoffer.people.models import may
from localoffer.publishing.admin import ContentAdmin, PublishedAdmin
from localoffer.publishing.inlines import RowInline, read_once
from surveys.forms import WithLinksForm, with_evidence
from surveys.imports.reading import YouSaidForm
from surveys.imports.report import YouSaidReport
from surveys.imports.saving import save_you_said
from surveys.models import Cycle, Progress, Promise, Theme, WeDid, YouSaid


@admin.register(Theme)
class ThemeAdmin(ContentAdmin):
    list_display = ["name", "slug", "position"]
    prepopulated_fields = {"slug": ["name"]}
    search_fields = ["name"]


class RowOfRound(RowInline):
    # Thirty rows are a long page; closed, the four kinds of rows are an overview.
    classes = ["collapse"]


class WithLinksInline(RowOfRound):
    form = WithLinksForm

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return with_evidence(super().get_queryset(request))


class SaidInline(WithLinksInline):
    model = YouSaid
    fields = ["text", ("theme", "category"), "links", "position"]
    verbose_name_plural = "you said"

    def formfield_for_foreignkey(
        self, db_field: Field, request: HttpRequest, **kwargs: Any
    ) -> forms.Field:
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        return read_once(field) if db_field.name == "theme" else field


class DidInline(WithLinksInline):
    model = WeDid
    fields = ["text", "said", ("status", "due"), "reason", "links", "position"]
    prefetch = ("said",)
    verbose_name_plural = "we did"

    def formfield_for_manytomany(
        self, db_field: Field, request: HttpRequest, **kwargs: Any
    ) -> forms.Field:
        """What was said in this round, to tick."""
        cycle = request.resolver_match.kwargs.get("object_id")
        field = super().formfield_for_manytomany(
            db_field,
            request,
            queryset=YouSaid.objects.filter(cycle=cycle) if cycle else YouSaid.objects.none(),
            widget=forms.CheckboxSelectMultiple,
            label="What this answers",
            help_text="Tick all that it answers. Something said that is new is listed here "
            "after “Save draft”.",
        )
        return read_once(field)


class ProgressInline(RowOfRound):
    model = Progress
    verbose_name = "word on progress"
    verbose_name_plural = "how it is going"


class PromiseInline(WithLinksInline):
    model = Promise
    fields = ["text", ("due", "kept_on"), "outcome", "links", "position"]
    verbose_name_plural = "promises (each stays open until you enter when it was kept)"


@admin.register(Cycle)
class CycleAdmin(ImportPage, PublishedAdmin):
    import_title = "Import You said, we did from a document"
    import_form = YouSaidForm
    import_makes = [Cycle]
    preview_template = "admin/surveys/cycle/import_preview.html"
    content_fieldsets = [
        ("What it is", {"fields": ["title", "slug", "year", "scope", "summary"]}),
        (
            "What families read first",
            {
                "fields": ["intro", "sources"],
                "description": "Leave out anything that could show who a person is: names, "
                "schools, ages together with a rare condition.",
            },
        ),
    ]
    inlines = [SaidInline, DidInline, ProgressInline, PromiseInline]
    list_display = ["title", "year", "state_in_words", "owner", "review", "updated", "public_page"]
    list_filter = ["year", *PublishedAdmin.list_filter]

    def save_import(self, request: HttpRequest, report: YouSaidReport, publish: bool) -> Outcome:
        with_terms = may(request.user, "add", Term)
        return save_you_said(report, publish=publish, with_terms=with_terms, by=request.user)

    def save_related(
        self, request: HttpRequest, form: forms.ModelForm, formsets: list, change: bool
    ) -> None:
        """Last table first: an action may still tick something said that is deleted with it."""
        super().save_related(request, form, formsets[::-1], change)
