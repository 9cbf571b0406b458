"""What the crispy template pack in templates/govuk/ asks about a field.

Ids follow the design system: `id_x-hint` and `id_x-error` describe the input `id_x`; the first of
several radios or checkboxes is `id_x` itself, so that an error link has somewhere to go.
"""

from django import forms, template
from django.forms import BaseForm, BoundField
from django.utils.safestring import SafeString

from localoffer.ui.widgets import GovukDateWidget

register = template.Library()

# The first that fits counts: CheckboxSelectMultiple is a RadioSelect, and that a Select.
KINDS = [
    (forms.CheckboxSelectMultiple, "checkboxes"),
    (forms.RadioSelect, "radios"),
    (GovukDateWidget, "date"),
    (forms.CheckboxInput, "checkbox"),
    (forms.Select, "select"),
    (forms.Textarea, "textarea"),
    (forms.FileInput, "file-upload"),
]


@register.filter
def kind(field: BoundField) -> str:
    """The design system's name for the field: "radios", "date", "input" ..."""
    widget = field.field.widget
    return next((name for cls, name in KINDS if isinstance(widget, cls)), "input")


@register.filter
def described_by(field: BoundField) -> str:
    """Ids of the hint and the error message, in the order in which they should be read."""
    parts = [("hint", field.help_text), ("error", field.errors)]
    return " ".join(f"{field.auto_id}-{name}" for name, text in parts if text)


@register.simple_tag
def control(field: BoundField) -> SafeString:
    """The input, select or textarea itself, with the classes and the description it needs."""
    block = f"govuk-{kind(field)}"
    wanted = field.field.widget.attrs.get("class", "")
    classes = f"{block} {wanted} {block + '--error' if field.errors else ''}"
    attrs = {"class": " ".join(classes.split())}
    if described := described_by(field):
        attrs["aria-describedby"] = described
    return field.as_widget(attrs=attrs)


@register.filter
def options(field: BoundField) -> list[dict]:
    """The choices of radios or checkboxes: {id, name, value, label, checked}."""
    widget = field.field.widget
    chosen = widget.format_value(field.value())
    found = [
        option
        for _, group, _ in widget.optgroups(field.html_name, chosen, dict(widget.attrs))
        for option in group
    ]
    return [
        {
            "id": field.auto_id if number == 1 else f"{field.auto_id}-{number}",
            "name": option["name"],
            "value": option["value"],
            "label": option["label"],
            "checked": option["selected"],
            "disabled": option["attrs"].get("disabled"),
        }
        for number, option in enumerate(found, 1)
    ]


@register.filter
def date_boxes(field: BoundField) -> list[dict]:
    """The three boxes of a date: {attrs, name, value, label, part}."""
    context = field.field.widget.get_context(field.html_name, field.value(), {"id": field.auto_id})
    return context["widget"]["subwidgets"]


@register.inclusion_tag("govuk/errors.html")
def error_summary(form: BaseForm, takes_focus: bool = True) -> dict:
    """{% error_summary form %} stands above the page's h1; each message leads to its input."""
    problems = [{"text": text} for text in form.non_field_errors()]
    for field in form:
        suffix = "-day" if kind(field) == "date" else ""
        href = "" if field.is_hidden else f"#{field.auto_id}{suffix}"
        problems += [{"text": text, "href": href} for text in field.errors]
    return {"problems": problems, "is_example": not takes_focus}
