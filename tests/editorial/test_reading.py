"""Sentences, syllables and the age at which most people can read them."""

import pytest

from localoffer.editorial.checks.reading import reading_age, sentences_of, syllables

from .pages import html, plain, said

EASY = "The cat sat on the mat. We go to the park. You can come too. It is fun. " * 4
HARD = (
    "Educational professionals collaborate extensively regarding individual circumstances. "
    "Multiple organisations participate in comprehensive conversations. "
    "Information about alternative opportunities is available immediately. "
) * 4


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (1, "the cat used helped asked school child through write plans use"),
        (2, "needs-based parent review science table apples wanted quiet likely changes"),
        (3, "idea area created provision creative social-work previous easier services"),
        (4, "education evaluate situation experience"),
        (5, "disability individual university"),
    ],
)
def test_syllables(count, words):
    assert {word: syllables(word) for word in words.split()} == dict.fromkeys(words.split(), count)


def test_sentences_end_where_they_end():
    text = html(
        "<h2>A heading is no sentence</h2><p>Ask Mr. Smith, e.g. Today. “Can I?” Yes, at 2.30pm "
        "(or later). Then<br>go home</p><ul><li>One thing</li><li>Two things</li></ul>"
        "<table><tr><td>In a table</td></tr></table>"
    )
    assert [each.words for each in sentences_of([text])] == [
        "Ask Mr. Smith, e.g. Today.",
        "“Can I?”",
        "Yes, at 2.30pm (or later).",
        "Then",
        "go home",
        "One thing",
        "Two things",
    ]


def test_a_long_sentence_is_shown():
    long = " ".join(["word"] * 26) + "."
    one = "This sentence has more than 25 words. Make two of one."
    two = "2 sentences have more than 25 words. Make two of one."
    assert said(plain(long)) == [("long-sentence", one, (long,))]
    assert said(html(f"<p>{long}</p><p>{long}</p>")) == [("long-sentence", two, (long,))]
    assert said(plain(" ".join(["word"] * 25) + ".")) == []


def test_hard_text_says_its_age_and_its_three_hardest_sentences():
    [(code, sentence, hardest)] = said(plain(HARD))
    assert code == "reading-age"
    assert sentence.startswith("This reads at about age ")
    assert sentence.endswith(
        ". Aim for 9 to 11: shorter sentences, shorter words. These are the hardest:"
    )
    assert sorted(hardest) == sorted(
        dict.fromkeys(each.words for each in sentences_of([plain(HARD)]))
    )


def test_easy_text_and_little_text_say_nothing():
    assert reading_age([plain(EASY)]) < 7
    assert reading_age([plain(HARD)]) > 18
    assert reading_age([plain("Educational professionals collaborate.")]) is None
    assert said(plain(EASY)) == []


def test_the_age_is_that_of_the_formula():
    """Flesch and Kincaid: 0.39 words a sentence + 11.8 syllables a word - 15.59, and 5 years."""
    sentence = "The big cat sat on the red mat with us. "
    assert reading_age([plain(sentence * 6)]) == pytest.approx(0.39 * 10 + 11.8 - 15.59 + 5)
