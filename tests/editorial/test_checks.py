"""What each check says to an editor, and what it leaves alone."""

import time

import pytest

from localoffer.editorial.checks import CHECKS, Known, Remark, Text, check
from localoffer.richtext.html import clean

from .pages import html, plain, said

HARD_TO_SEE = "Words in capitals are hard to read, and may be read out letter by letter. "


def not_in_glossary(name):
    return f"The glossary does not explain “{name}”. Write it out, or add it to the glossary."


@pytest.mark.parametrize(
    ("text", "remarks"),
    [
        ("<h2>Help</h2><h3>At school</h3><h2>At home</h2>", []),
        ("<h3>At school</h3>", []),
        (
            "<h2>Help</h2><h4>At school</h4>",
            [
                (
                    "heading-order",
                    "This heading is level 4 but comes after level 2. Make it level 3.",
                    ("At school",),
                )
            ],
        ),
        (
            "<h2>…</h2>",
            [
                (
                    "heading-empty",
                    "A heading has no words. Write what comes below it, or take it out.",
                    (),
                )
            ],
        ),
    ],
)
def test_headings(text, remarks):
    assert said(html(text)) == remarks


VAGUE = "This link does not say where it leads. Name the page or the thing behind it."
BARE = "This link shows a web address. Write the name of the page instead."


@pytest.mark.parametrize(
    ("words", "remarks"),
    [
        ("How to ask for help", []),
        ("Read more about events", []),
        ("send@example.org", []),
        ("Click here", [("link-words", VAGUE, ("Click here",))]),
        ("here.", [("link-words", VAGUE, ("here.",))]),
        ("<strong>Read</strong> more …", [("link-words", VAGUE, ("Read more …",))]),
        ("https://ford.example/a", [("link-address", BARE, ("https://ford.example/a",))]),
        ("www.example.org", [("link-address", BARE, ("www.example.org",))]),
        ("example.org/events", [("link-address", BARE, ("example.org/events",))]),
    ],
)
def test_link_texts(words, remarks):
    assert said(html(f'<p>See <a href="/x/">{words}</a></p>')) == remarks


def test_a_dead_link_blocks_and_names_its_words():
    known = Known(why_dead=lambda address: "Nobody can go there." if address == "/x/" else "")
    text = html('<p><a href="/x/">Help</a> <a href="/y/">Events</a></p>')
    assert said(text, known=known) == [("link-dead", "Nobody can go there.", ("Help",))]
    assert check([text], known)[0].level == "block"


def test_an_address_in_a_field_of_its_own_is_followed_too():
    known = Known(why_dead=lambda address: f"No {address}.")
    text = Text("Link", "link", "/x/", "address")
    assert said(text, known=known) == [("link-dead", "No /x/.", ("/x/",))]


def test_an_image_that_families_cannot_see_blocks_once():
    known = Known(why_no_image=lambda address: "No such image." if "two" in address else "")
    one, two = '<img src="/media/images/one/">', '<img src="/media/images/two/">'
    text = html(f"<p>{one}{two}</p><p>{two}</p>")
    assert said(text, known=known) == [("image", "No such image.", ("/media/images/two/",))]
    assert check([text], known)[0].level == "block"
    assert said(text) == []


def test_a_table_needs_header_cells():
    without = "<table><tr><td>Who</td><td>When</td></tr></table>"
    sentence = "This table has no header cells. Make its first row or first column headers."
    assert said(html(without)) == [("table-headers", sentence, ("Who When",))]
    assert said(html(without.replace("td>", "th>"))) == []


def test_gaps():
    sentence = "Something is still missing here. Fill it in, or take it out."
    text = html("<p>See [link to follow]. Date: TBC.</p>")
    assert said(text) == [("placeholder", sentence, ("[link to follow]", "TBC"))]


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("Please DO NOT wait.", ["DO NOT"]),
        ("This is IMPORTANT.", ["IMPORTANT"]),
        ("THIS IS A TEST, NOT A PAGE.", ["THIS IS A TEST", "NOT A PAGE"]),
        ("The NHS and the BBC. I do. Is it? As I said, a UK GP.", []),
    ],
)
def test_capitals(text, runs):
    found = [("capitals", f"{HARD_TO_SEE}Use small letters.", tuple(runs))] if runs else []
    assert said(plain(text)) == found


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ask the EP about it.", ["EP"]),
        ("EPs and the EP's report", ["EP"]),
        ("The ICB/LA decides.", ["ICB", "LA"]),
        ("An educational psychologist (EP) comes. The EP looks.", []),
        ("A SENCo writes the EHC plan and EHC plans.", []),
        ("An EHC assessment", ["EHC"]),
        ("Code AS1, ring 01234 or AB1 2CD", []),
    ],
)
def test_short_names(text, names):
    known = Known(wordings=frozenset({"EHC plan", "SENCo"}))
    expected = [("acronym", not_in_glossary(name), (name,)) for name in names]
    assert said(plain(text), known=known) == expected


def test_a_short_name_is_said_once_for_all_fields():
    texts = [plain("The EP", "One"), plain("The EP", "Two")]
    assert [(each.code, each.label) for each in check(texts)] == [("acronym", "One")]


def test_jargon():
    sentence = "“Utilise” is hard to understand. Plainer: use."
    assert said(plain("Utilise it, and utilise it again.")) == [("jargon", sentence, ("Utilise",))]
    assert said(plain("Reutilised")) == []
    assert said(plain("Utilise"), known=Known(frozenset({"utilise"}))) == []


def test_the_longer_phrase_wins():
    assert [each[2] for each in said(plain("Do it in a timely manner"))] == [
        ("in a timely manner",)
    ]


def test_what_blocks_comes_first():
    text = html('<p>Utilise <a href="/x/">here</a></p>')
    remarks = check([text], Known(why_dead=lambda address: "Gone."))
    assert [each.code for each in remarks] == ["link-dead", "link-words", "jargon"]


def test_the_key_of_a_remark_tells_no_name_and_outlives_its_place():
    one = Remark("identity", "block", plain("a"), "?", ("my son Tom",))
    two = Remark("identity", "block", html("b"), "Other words", ("my son Tom",))
    other = Remark("identity", "block", plain("a"), "?", ("my son Tim",))
    assert one.key == two.key != other.key
    assert len(one.key) == 64
    assert "tom" not in one.key.lower()


HOSTILE = [
    "A ", "AA ", "a", "A", "Ab ", "Ab", "a@", "a.", "a_", "(", "((", "Jane Smith ", "SENCo ", "0",
    "07", "07700900123 ", "a 7 year old ", "my son ", "e.g. ", ". ", "x.", "TBC ", "[", "'", "’",
    "a-", "aeiou", "and/or ", "(A", "<", "<a ", "&", "<h2>", '<a href="', "<table>", "<td>", "\n",
]  # fmt: skip
LENGTH = 40_000


@pytest.mark.parametrize("piece", HOSTILE)
@pytest.mark.parametrize("one", CHECKS, ids=lambda one: one.__module__.rpartition(".")[2])
def test_hostile_text_costs_no_more_than_its_length(one, piece):
    """trust.md I10. The first use of a text pays for cleaning it, which others test."""
    value = piece * (LENGTH // len(piece))
    texts = [Text("A", "a", value), Text("B", "b", clean(value), "html")]
    for text in texts:
        list(CHECKS[0]([text], Known()))
    start = time.process_time()
    list(one(texts, Known(frozenset({"EHC plan"}))))
    assert time.process_time() - start < 20  # not linear would take minutes
