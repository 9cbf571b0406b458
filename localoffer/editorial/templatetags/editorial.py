"""`{% load editorial %}{% remarks_for original %}` anywhere in an admin form for content."""

from typing import Any, NamedTuple

from django import template
from django.template.context import Context

from localoffer.editorial.checks import Remark
from localoffer.editorial.remarks import remarks_of
from localoffer.publishing.models import Published
from localoffer.publishing.templatetags.completeness import boxes_of

register = template.Library()


class Group(NamedTuple):
    """The remarks on one field; `anchor` is its id in the form, "" where it is not on it."""

    label: str
    anchor: str
    remarks: list[Remark]


@register.inclusion_tag("admin/editorial/remarks.html", takes_context=True)
def remarks_for(context: Context, original: Published | None) -> dict[str, Any]:
    """What to mend in a row, by field. A row that is not saved yet has no remarks.

    A box that is ticked to confirm is sent with the form as `confirm_remark`.
    """
    remarks = remarks_of(original) if original and original.pk else []
    return {
        "is_saved": bool(original and original.pk),
        "groups": _groups(remarks, boxes_of(context)),
        "blocking": sum(remark.level == "block" for remark in remarks),
        "count": len(remarks),
        "form_id": f"{original._meta.model_name}_form" if original else "",
    }


def _groups(remarks: list[Remark], ids: dict[tuple, str]) -> list[Group]:
    """In the order of their first remark: what blocks comes first."""
    groups: dict[str, Group] = {}
    for remark in remarks:
        if remark.label not in groups:
            place = (remark.text.row, remark.text.field) if remark.text else None
            groups[remark.label] = Group(remark.label, ids.get(place, ""), [])
        groups[remark.label].remarks.append(remark)
    return list(groups.values())
