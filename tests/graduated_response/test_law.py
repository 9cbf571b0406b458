"""References to the law and the Code are checked."""

import pytest
from django.core.exceptions import ValidationError

from graduated_response import law


def test_letters_of_paragraph_5():
    assert law.letters("5(i), 5(b) and 15(a), 5(k)") == ["b", "i"]
    assert law.in_law(["i", "b"]) == "5(b), 5(i)"
    assert law.in_law([]) == ""
    assert list(law.PARAGRAPH_5) == list("abcdefghij")


@pytest.mark.parametrize("text", ["5(k)", "5(i), 5(b)", "5(a),5(b)", "5(a), 5(a)", "a", "6(a)"])
def test_other_references_to_the_law_are_refused(text):
    with pytest.raises(ValidationError):
        law.check_law(text)


@pytest.mark.parametrize("text", ["", "5(a)", "5(b), 5(i)"])
def test_paragraphs_of_the_law_pass(text):
    assert law.check_law(text) is None


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("6.45", "6.45"),
        (" 6.44 to 6.56; 6.2 ", "6.44-6.56, 6.2"),
        ("6.44–6.56,1.24 - 1.25,", "6.44-6.56, 1.24-1.25"),
        ("9.61-10.2", "9.61-10.2"),
    ],
)
def test_paragraphs_of_the_code_are_tidied_and_pass(typed, kept):
    assert law.tidy_paragraphs(typed) == kept
    law.check_paragraphs(typed)


@pytest.mark.parametrize(
    "text", ["6", "six", "6.45.1", "6.56-6.44", "6.44-6.44", "12.1", "6.45-12.1", "0.1",
             "6.4-6.5-6.6", "6.1, x"],
)  # fmt: skip
def test_other_paragraphs_are_refused(text):
    with pytest.raises(ValidationError):
        law.check_paragraphs(text)
