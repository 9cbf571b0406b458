"""`{% load completeness %}{% still_needed original %}` on a form for content."""

from typing import Any, NamedTuple

from django import template
from django.template.context import Context

from localoffer.publishing.completeness import missing_in
from localoffer.publishing.models import Published

register = template.Library()


class Need(NamedTuple):
    """`anchor` is the id of the box in the form; "" where it is not on it."""

    words: str
    anchor: str


@register.inclusion_tag("admin/publishing/still_needed.html", takes_context=True)
def still_needed(context: Context, original: Published | None) -> dict[str, Any]:
    """What a row lacks before families may read it, each with a link to its box."""
    ids, needs = boxes_of(context), []
    for words, row, field in missing_in(original) if original and original.pk else []:
        key = None if row is original else key_of(row)
        needs.append(Need(words, ids.get((key, field), "")))
    return {"needs": needs}


def key_of(row: Any) -> tuple[str, int]:
    return row._meta.label_lower, row.pk


def boxes_of(context: Context) -> dict[tuple, str]:
    """The ids of the boxes on the form: {(key of an owned row or None, field): id}."""
    ids = {}
    if adminform := context.get("adminform"):
        ids |= {(None, box.name): box.auto_id for box in adminform.form}
    for formset in context.get("inline_admin_formsets") or []:
        for form in formset.formset.initial_forms:
            ids |= {(key_of(form.instance), box.name): box.auto_id for box in form}
    return ids
