"""Free addresses for new rows."""

from collections.abc import Iterator

import pytest
from django import forms
from django.core.exceptions import ValidationError

from graduated_response.models import AgeBand, BookletEdition, Level, Question, SubArea
from localoffer.media.models import Document
from localoffer.publishing.slugs import unique_slug
from tests.authorisation.addresses import registered

pytestmark = pytest.mark.django_db


def take(slug, state="draft"):
    Question.objects.create(title="A question", slug=slug, answer="<p>Yes.</p>", state=state)


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("How long does it take?", "how-long-does-it-take"),
        ("Café & crèche: 2½ hours", "cafe-creche-212-hours"),
        ("", "question"),
        ("問題", "question"),
        ("Set", "set-2"),
        ("word " * 30, "word-" * 15 + "word"),
        ("x" * 300, "x" * 80),
        (f"{'a' * 79} end", "a" * 79),
    ],
)
def test_an_address_is_made_of_the_text(text, slug):
    assert unique_slug(Question, text) == slug


def test_a_taken_address_gets_a_number_whatever_the_state_of_its_row():
    take("why", "archived")
    take("why-3", "live")
    assert unique_slug(Question, "Why?") == "why-2"
    take("why-2")
    assert unique_slug(Question, "Why?") == "why-4"


def address_boxes(client) -> Iterator[tuple[type, forms.SlugField]]:
    """Those of the forms of all kinds, and of the rows in them."""
    for model in registered():
        page = client.get(f"/admin/{model._meta.app_label}/{model._meta.model_name}/add/")
        if page.status_code != 200:
            continue
        shown = [page.context["adminform"].form]
        shown += [each.formset.empty_form for each in page.context["inline_admin_formsets"]]
        for form in shown:
            boxes = (box for box in form.fields.values() if isinstance(box, forms.SlugField))
            yield from ((form._meta.model, box) for box in boxes)


def test_an_address_with_other_letters_is_refused_in_plain_words(admin_client):
    boxes = list(address_boxes(admin_client))
    assert {Question, Document, AgeBand, Level, SubArea, BookletEdition} <= {
        kind for kind, _ in boxes
    }
    for _, box in boxes:
        with pytest.raises(ValidationError, match="^..Use only small letters, numbers and hyphens"):
            box.clean("Café & crèche")
