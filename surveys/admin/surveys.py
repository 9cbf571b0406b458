"""Editing surveys, each time they were asked, and what was found."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.forms import ModelForm
from django.http import HttpRequest

from localoffer.publishing.admin import ContentAdmin, PublishedAdmin
from localoffer.publishing.checked_forms import passing_checks
from localoffer.publishing.inlines import RowInline, TableInline, UntouchedRowsFormSet
from localoffer.publishing.permissions import RightsOfOwner
from surveys.models import Finding, Survey, Wave
from surveys.models.survey_contradictions import of_wave


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


class FindingsOfWave(UntouchedRowsFormSet):
    """What families would read at once must not contradict itself."""

    def clean(self) -> None:
        super().clean()
        wave = self.instance
        if any(self.errors) or not (wave.survey_id and wave.survey.is_live()):
            return
        findings = [form.instance for form in self.forms if self._is_kept(form)]
        forms = {id(form.instance): form for form in self.forms}
        for found in of_wave(wave, findings):
            if not found.stops:
                continue
            sentence = " ".join(filter(None, [found.sentence, found.about]))
            form = forms.get(id(found.row))
            if form is None:
                raise ValidationError(sentence)
            form.add_error(found.field, sentence)

    def _is_kept(self, form: ModelForm) -> bool:
        gone = self.can_delete and self._should_delete_form(form)
        return not gone and (form.has_changed() or bool(form.instance.pk))


class FindingInline(RowInline):
    model = Finding
    formset = FindingsOfWave
    extra = 1
    fields = [
        "text",
        "detail",
        ("value", "base", "figures_published"),
        "position",
    ]

    def get_formset(self, request: HttpRequest, obj: Wave | None = None, **kwargs: Any) -> Any:
        checked = passing_checks(self.form, request)
        return super().get_formset(request, obj, **{"form": checked} | kwargs)


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
