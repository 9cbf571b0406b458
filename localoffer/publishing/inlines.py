"""Rows on the page of what they belong to, so that thirty of them cost few queries."""

from functools import cache
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.utils import flatten_fieldsets
from django.db.models import Field, Q, QuerySet
from django.forms import BaseInlineFormSet
from django.http import HttpRequest

from localoffer.people.models import seen_by

from .draft_forms import taking_drafts
from .lines import TYPED
from .models import Published
from .readonly import readable


class UntouchedRowsFormSet(BaseInlineFormSet):
    """Rows that nobody touched are not checked again: that would cost several queries a row."""

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        return super().get_form_kwargs(index) | {"empty_permitted": True}


class TakesDrafts:
    """For inlines: on the page of content a row may stay half filled."""

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> type:
        formset = super().get_formset(request, obj, **kwargs)
        if issubclass(self.parent_model, Published) and not issubclass(self.model, Published):
            formset.form = taking_drafts(formset.form)
        return formset


class TableInline(TakesDrafts, admin.TabularInline):
    """Few short fields of each row, side by side."""

    extra = 0
    formfield_overrides = TYPED


class RowInline(TakesDrafts, admin.StackedInline):
    extra = 0
    formfield_overrides = TYPED
    formset = UntouchedRowsFormSet
    # What the rows show of other tables, fetched once for all.
    prefetch: tuple[str, ...] = ()

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).prefetch_related(*self.prefetch)

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> list:
        found = super().get_fieldsets(request, obj)
        return found if self._may_change(request, obj) else readable(found, self.model)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list:
        """Words in place of rich text are no fields of the form."""
        found = list(super().get_readonly_fields(request, obj))
        if self._may_change(request, obj):
            return found
        return [*found, *filter(callable, flatten_fieldsets(self.get_fieldsets(request, obj)))]

    def _may_change(self, request: HttpRequest, obj: Any) -> bool:
        """Who may not change the page looks at its rows, too."""
        parent = self.admin_site.get_model_admin(self.parent_model)
        return obj is None or parent.has_change_permission(request, obj)

    def formfield_for_foreignkey(
        self, db_field: Field, request: HttpRequest, **kwargs: Any
    ) -> forms.ModelChoiceField:
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        return self._within_remit(field, db_field, request)

    def formfield_for_manytomany(
        self, db_field: Field, request: HttpRequest, **kwargs: Any
    ) -> forms.ModelMultipleChoiceField:
        field = super().formfield_for_manytomany(db_field, request, **kwargs)
        return self._within_remit(field, db_field, request)

    def _within_remit(
        self, field: forms.ModelChoiceField, db_field: Field, request: HttpRequest
    ) -> forms.ModelChoiceField:
        """Content to choose from is that of the remit, and what these rows have already."""
        other = db_field.related_model
        if issubclass(other, Published) and (mine := seen_by(request.user, other)):
            owner = next(f.name for f in self.opts.fields if f.related_model is self.parent_model)
            rows = self.model.objects.filter(
                **{owner: request.resolver_match.kwargs.get("object_id")}
            )
            chosen = Q(pk__in=rows.exclude(**{db_field.name: None}).values(db_field.name))
            field.queryset = other.objects.filter(mine | chosen)
        return field


def read_once(field: forms.ModelChoiceField) -> forms.ModelChoiceField:
    """The same choices for all rows of an inline, instead of asking for them again in each; they
    are read when a page shows them."""
    choices = field.choices
    field.choices = cache(lambda: list(iter(choices)))  # iter: list alone would count them first
    return field
