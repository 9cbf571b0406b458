"""No list that was pasted is published as paragraphs with marks."""

import random

import pytest
from django.urls import reverse

from localoffer.editorial.checks import Text, check
from localoffer.glossary.models import Term
from localoffer.richtext.html import clean
from localoffer.richtext.pasted_lists import lists_from_marks
from tests.browser_page import follow

# As Word's clipboard has it, shortened.
WORD = """<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'>
<![if !supportLists]><span style='font-family:Symbol;mso-bidi-font-family:Symbol'><span
style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp;&nbsp; </span>
</span></span><![endif]>Ask the <b>SENCo</b></p>
<p class=MsoListParagraphCxSpMiddle style='mso-list:l0 level2 lfo1'><![if !supportLists]><span
style='font-family:"Courier New"'><span style='mso-list:Ignore'>o<span>&nbsp;&nbsp; </span></span>
</span><![endif]>by e-mail</p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol'><span style='mso-list:Ignore'>·<span>&nbsp;&nbsp; </span></span></span>
<![endif]>Write it down</p><p class=MsoNormal>Then wait.</p>"""
LIST = (
    "<ul><li>Ask the <strong>SENCo</strong><ul><li>by e-mail</li></ul></li>"
    "<li>Write it down</li></ul><p>Then wait.</p>"
)


def test_a_list_from_word_is_never_paragraphs():
    assert " ".join(clean(WORD).split()) == LIST


@pytest.mark.parametrize(
    ("pasted", "expected"),
    [
        ("<p>·&nbsp;&nbsp; a</p>", "<ul><li>a</li></ul>"),
        ("<p>\uf0b7 a</p>\n<p>\uf0b7 b</p>", "<ul><li>a</li><li>b</li></ul>"),
        ("<p>•a</p><p>•b</p><p>c</p>", "<ul><li>a</li><li>b</li></ul><p>c</p>"),
        ("<p><strong>§&nbsp;&nbsp;a</strong></p>", "<ul><li><strong>a</strong></li></ul>"),
        ("<p>- a</p><p>- b</p>", "<ul><li>a</li><li>b</li></ul>"),
        ("<p>1. a</p><p>2. b</p>", "<ol><li>a</li><li>b</li></ol>"),
        ("<p>3)&nbsp;&nbsp; a</p><p>4)&nbsp;&nbsp; b</p>",
         '<ol start="3"><li>a</li><li>b</li></ol>'),
        ("<p>1. a</p><p>·&nbsp; b</p><p>2. c</p>",
         "<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol>"),
        ("<p>Bring:<br>• tea<br>• milk</p>", "<p>Bring:</p><ul><li>tea</li><li>milk</li></ul>"),
        ("<ul><li>· a</li><li><p>• b</p></li></ul>", "<ul><li>a</li><li>b</li></ul>"),
        ("<table><tbody><tr><td><p>• a</p><p>• b</p></td></tr></tbody></table>",
         "<table><tbody><tr><td><ul><li>a</li><li>b</li></ul></td></tr></tbody></table>"),
    ],
)  # fmt: skip
def test_marks_before_paragraphs_become_lists(pasted, expected):
    assert clean(pasted) == expected


@pytest.mark.parametrize(
    "html",
    [
        "<p>- a lone dash</p>",
        "<p>1. A lone number</p>",
        "<p>1. One</p><p>7. Seven</p>",
        "<p>o dear</p>",
        "<p>v important</p>",
        "<p>2.5 hours</p>",
        "<p>3 March</p><p>4 March</p>",
        "<p>2026. A year</p>",
        "<p>Tea • Milk</p>",
        "<p><strong>a<br>• b</strong><br>• c</p>",
    ],
)
def test_what_is_no_list_is_left_alone(html):
    assert clean(html) == html


def test_random_marks_never_break_the_markup():
    """Also: cleaning twice changes nothing, and no word is lost."""
    chance = random.Random(20261130)  # noqa: S311 (the same each time)
    marks = [
        "·&nbsp;&nbsp; ",
        "• ",
        "o&nbsp;&nbsp; ",
        "1. ",
        "2. ",
        "3)&nbsp; ",
        "- ",
        "",
        "§&nbsp; ",
    ]
    for _ in range(2_000):
        words = [f"w{number}" for number in range(chance.randint(1, 8))]
        html = "".join(f"<p>{chance.choice(marks)}{word}</p>" for word in words)
        cleaned = clean(html)
        assert clean(cleaned) == cleaned
        assert [word for word in words if f"{word}<" not in cleaned] == []
        for tag in ("ul", "ol", "li", "p"):
            opened = cleaned.count(f"<{tag}>") + cleaned.count(f"<{tag} ")
            assert opened == cleaned.count(f"</{tag}>")


def test_much_of_it_costs_no_more_than_its_length():
    """A text of 50,000 items ends; what grows with the square of them would take hours."""
    html = "<p>· a</p>" * 50_000
    assert lists_from_marks(html).count("<li>") == 50_000
    assert lists_from_marks("<p>- " * 50_000).startswith("<p>- ")


@pytest.mark.parametrize(
    ("text", "kind", "found"),
    [
        (clean("<p>- a lone dash</p>"), "html", True),
        (clean("<p>a) one</p><p>b) two</p>"), "html", True),
        (clean("<p>(i) one</p><p>(ii) two</p>"), "html", True),
        ("·   pasted", "plain", True),
        (clean("<p>a) one</p>"), "html", False),
        (clean("<p>One.</p><p>2.5 hours</p>"), "html", False),
        (LIST, "html", False),
        ("Tea and milk", "plain", False),
    ],
)
def test_what_is_left_of_a_list_is_said_before_publishing(text, kind, found):
    codes = {each.code for each in check([Text("Text", "body", text, kind)])}
    assert ("pasted-list" in codes) is found


PASTE = """(box, html) => {
    const data = new DataTransfer();
    data.setData("text/html", html);
    const options = {clipboardData: data, bubbles: true, cancelable: true};
    box.dispatchEvent(new ClipboardEvent("paste", options));
}"""


@pytest.mark.django_db(transaction=True)
def test_the_editor_makes_a_list_of_what_is_pasted_from_word(
    page, live_server, console, admin_client
):
    term = Term.objects.create(title="SENCo", slug="senco", short="the teacher")
    session = admin_client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    page.goto(live_server.url + reverse("admin:glossary_term_change", args=[term.pk]))
    box = page.get_by_role("textbox", name="More about it")
    box.click()
    box.evaluate(f"(box, html) => ({PASTE})(box, html)", WORD)
    assert box.locator("li").count() == 3
    assert box.locator("li li").inner_text().strip() == "by e-mail"
    follow(page.get_by_role("button", name="Save draft", exact=True))
    assert " ".join(Term.objects.get().body.split()) == LIST
    assert console == []
