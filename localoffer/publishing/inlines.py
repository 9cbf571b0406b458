"""Rows on the page of what they belong to, so that thirty of them cost few queries."""

from functools import cache
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.forms import BaseInlineFormSet
from django.http import HttpRequest


class UntouchedRowsFormSet(BaseInlineFormSet):
    """Rows that nobody touched are not checked again: that would cost several queries a row."""

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        return super().get_form_kwargs(index) | {"empty_permitted": True}


class RowInline(admin.StackedInline):
    extra = 0
    formset = UntouchedRowsFormSet
    # What the rows show of other tables, fetched once for all.
    prefetch: tuple[str, ...] = ()

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).prefetch_related(*self.prefetch)


def read_once(field: forms.ModelChoiceField) -> forms.ModelChoiceField:
    """The same choices for all rows of an inline, instead of asking for them again in each; they
    are read when a page shows them."""
    choices = field.choices
    field.choices = cache(lambda: list(iter(choices)))  # iter: list alone would count them first
    return field
