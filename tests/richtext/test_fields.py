"""Every way into the database leads through the cleaning. The glossary's `body` stands for all."""

import json

import pytest
from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget
from django.db.models import TextField

from localoffer.glossary.models import Term
from localoffer.richtext.config import EXTENSIONS
from localoffer.richtext.fields import RichTextField
from localoffer.richtext.widgets import RichTextWidget

HOSTILE = "<p>Hello<script>alert(1)</script></p>"
CLEAN = "<p>Hello</p>"


def stored():
    return list(Term.objects.values_list("body", flat=True))


def a_term(**fields):
    return Term(**{"title": "A term", "slug": "a-term", "short": "x", "body": HOSTILE} | fields)


@pytest.mark.django_db
def test_save_cleans_the_row_and_the_instance():
    term = a_term()
    term.save()
    assert (term.body, stored()) == (CLEAN, [CLEAN])


@pytest.mark.django_db
def test_bulk_create_cleans():
    Term.objects.bulk_create([a_term(), a_term(slug="b")])
    assert stored() == [CLEAN, CLEAN]


@pytest.mark.django_db
def test_update_cleans():
    a_term(body="").save()
    Term.objects.update(body=HOSTILE)
    assert stored() == [CLEAN]


@pytest.mark.django_db
def test_bulk_update_cleans():
    term = a_term(body="")
    term.save()
    term.body = HOSTILE
    Term.objects.bulk_update([term], ["body"])
    assert stored() == [CLEAN]


@pytest.mark.django_db
def test_a_form_cleans_before_it_saves():
    form = forms.modelform_factory(Term, fields=["body"])({"body": HOSTILE})
    assert form.is_valid()
    assert form.instance.body == CLEAN


def test_a_form_tells_the_editor_what_to_mend():
    form = forms.modelform_factory(Term, fields=["body"])({"body": "<h2></h2><p>x</p>"})
    assert form.errors == {"body": ["A heading is empty. Write its words, or take it out."]}


def test_it_deconstructs_without_arguments_of_its_own():
    field = RichTextField("text", blank=True)
    assert field.deconstruct() == (
        None,
        "localoffer.richtext.fields.RichTextField",
        [],
        {"verbose_name": "text", "blank": True},
    )
    assert field.get_internal_type() == TextField().get_internal_type()


@pytest.mark.parametrize(
    "asked", [{}, {"widget": AdminTextareaWidget}, {"widget": AdminTextareaWidget()}]
)
def test_forms_get_the_editor(asked):
    widget = RichTextField().formfield(**asked).widget
    assert isinstance(widget, RichTextWidget)


def test_a_form_may_ask_for_another_widget():
    assert isinstance(RichTextField().formfield(widget=forms.HiddenInput).widget, forms.HiddenInput)


def test_the_widget_is_a_textarea_of_safe_html_with_the_configuration():
    html = RichTextWidget().render("body", "<p>&lt;b></p></textarea>", {"id": "id_body"})
    assert html.startswith("<textarea ")
    assert "&lt;p&gt;&amp;lt;b&gt;&lt;/p&gt;&lt;/textarea&gt;</textarea>" in html
    attributes = RichTextWidget().build_attrs({}, {})
    assert json.loads(attributes["data-richtext"]) == EXTENSIONS
