"""Free addresses for new rows."""

import pytest

from graduated_response.models import Question
from localoffer.publishing.slugs import unique_slug

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
