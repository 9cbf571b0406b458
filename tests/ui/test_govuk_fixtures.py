"""Our form templates make what the design system's own templates make.

Each component of GOV.UK Frontend comes with fixtures.json: options and the HTML they give. Those
that a Django field can express are all compared.
"""

import json
from datetime import date

import pytest
from django import forms
from django.conf import settings
from django.forms import BoundField
from django.template.loader import render_to_string

from localoffer.ui.widgets import GovukDateWidget

from .html_tree import tree

COMPONENTS = settings.BASE_DIR / "node_modules/govuk-frontend/dist/govuk/components"
ATTRIBUTES = {"autocomplete", "inputmode", "pattern", "autocapitalize"}
TEXTS = {"id", "name", "label", "hint", "errorMessage", "classes", "value"}
CHOICES = {"idPrefix", "name", "fieldset", "hint", "errorMessage", "classes", "items"}
# What Django adds or we leave out on purpose: scripts' hooks; a hint for assistive technology on
# inputs with an error (WCAG technique ARIA21); columns, which the sheet's widths overrule.
IGNORED = {"data-module", "aria-invalid", "cols"}
EXPRESSIBLE = {
    "input": TEXTS | ATTRIBUTES | {"type"},
    "textarea": TEXTS | ATTRIBUTES - {"pattern"} | {"rows"},
    "select": TEXTS | {"items"},
    "file-upload": TEXTS - {"value"},
    "radios": CHOICES | {"value"},
    "checkboxes": CHOICES | {"values"},
    "date-input": {"id", "fieldset", "hint", "errorMessage", "values"},
}
PLAIN = {
    "label": {"text"},
    "hint": {"text"},
    "errorMessage": {"text"},
    "fieldset": {"legend"},
    "legend": {"text"},
}


def is_plain(name, value):
    """Only text inside labels, hints, messages and legends: no classes, no HTML."""
    if name not in PLAIN:
        return True
    return (
        set(value) <= PLAIN[name] and bool(value) and all(is_plain(k, v) for k, v in value.items())
    )


def is_expressible(component, options):
    items = options.get("items", [])
    return (
        options.keys() <= EXPRESSIBLE[component]
        and all(is_plain(name, value) for name, value in options.items())
        and ("fieldset" in options or "label" in options)
        and all(is_plain_item(item) for item in items)
    )


def is_plain_item(item):
    """Django's values are strings, and a choice is chosen or says nothing about it."""
    return (
        bool(item)
        and {"value", "text"} <= item.keys() <= {"value", "text", "checked", "selected"}
        and isinstance(item["value"], str)
        and item.get("selected", True)
        and item.get("checked", True)
    )


def cases():
    for component in EXPRESSIBLE:
        known = json.loads((COMPONENTS / component / "fixtures.json").read_text())
        for fixture in known["fixtures"]:
            if is_expressible(component, fixture["options"]):
                yield pytest.param(
                    component,
                    fixture["options"],
                    fixture["html"],
                    id=f"{component}: {fixture['name']}",
                )


CASES = list(cases())


def widget_of(component, options):
    attrs = {name: options[name] for name in ATTRIBUTES & options.keys()}
    if options.get("classes"):
        attrs["class"] = options["classes"]
    choices = [(item["value"], item["text"]) for item in options.get("items", [])]
    if component == "input":
        widget = forms.TextInput(attrs)
        widget.input_type = options.get("type", "text")
        return widget
    return {
        "textarea": lambda: forms.Textarea({"rows": options.get("rows", 5), **attrs}),
        "select": lambda: forms.Select(attrs, choices),
        "file-upload": lambda: forms.FileInput(attrs),
        "radios": lambda: forms.RadioSelect(attrs, choices),
        "checkboxes": lambda: forms.CheckboxSelectMultiple(attrs, choices),
        "date-input": GovukDateWidget,
    }[component]()


def initial_of(component, options):
    if component == "date-input" and (values := options.get("values")):
        return "-".join(str(values.get(part, "")) for part in ("year", "month", "day"))
    chosen = [i["value"] for i in options.get("items", []) if i.get("checked") or i.get("selected")]
    if component == "checkboxes":
        return options.get("values", chosen)
    return options.get("value", chosen[0] if chosen else None)


class Bound(BoundField):
    auto_id = ""


class FixtureField(forms.Field):
    """A field whose id the fixture chooses."""

    def get_bound_field(self, form, name):
        bound = Bound(form, self, name)
        bound.auto_id = self.fixture_id
        return bound


def field_of(component, options):
    """The form field that the options describe, with its error."""
    text = options.get("label") or options["fieldset"]["legend"]
    name = options.get("name", "date")
    form = forms.Form(initial={name: initial_of(component, options)})
    field = form.fields[name] = FixtureField(
        required=False,
        label=text["text"],
        help_text=options.get("hint", {}).get("text", ""),
        widget=widget_of(component, options),
    )
    field.fixture_id = options.get("id") or options.get("idPrefix") or name
    if error := options.get("errorMessage"):
        form.errors[name] = form.error_class([error["text"]])
    return form[name]


@pytest.mark.parametrize(("component", "options", "expected"), CASES)
def test_field(component, options, expected):
    html = render_to_string("govuk/field.html", {"field": field_of(component, options)})
    # Boxes of a date are named after the field, not plainly day, month and year; and a fieldset
    # is a group without a role (the HTML checker warns of it).
    ignored = IGNORED | ({"name", "role"} if component == "date-input" else set())
    assert tree(html, ignored) == tree(expected, ignored)


def test_there_is_much_to_compare():
    assert {case.values[0] for case in CASES} == set(EXPRESSIBLE)
    assert len(CASES) >= 50


def test_error_summary():
    known = json.loads((COMPONENTS / "error-summary/fixtures.json").read_text())["fixtures"]
    for name in ("default", "without links", "mixed with and without links"):
        fixture = next(f for f in known if f["name"] == name)
        html = render_to_string("govuk/errors.html", {"problems": fixture["options"]["errorList"]})
        # Theirs takes the focus by a script, ours by its markup.
        ignored = IGNORED | {"tabindex", "autofocus"}
        assert tree(html, ignored) == tree(fixture["html"], ignored), name


def test_date_boxes_are_named_after_the_field():
    class Born(forms.Form):
        born = forms.DateField(widget=GovukDateWidget)

    html = render_to_string(
        "govuk/field.html", {"field": Born(initial={"born": date(2018, 3, 7)})["born"]}
    )
    for name, value in (("born-day", 7), ("born-month", 3), ("born-year", 2018)):
        assert f'id="id_{name}" name="{name}" type="text" value="{value}"' in html
