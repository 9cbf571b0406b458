"""Bold that a page sets by classes, accordions, and what Word keeps outside its paragraphs."""

import pytest

from localoffer.document_reader.blocks import Heading, Paragraph, Run
from localoffer.document_reader.reading import read
from tests.document_reader.word_files import KINDS, RELATIONS, W, paragraph, run, table, word_file

LINK = "https://www.fairhaven.example.gov.uk/pay"
DELETED_END = "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{}</w:p>"


def page(html):
    return read(html.encode(), "a.html")


@pytest.mark.parametrize(
    "sheet",
    [
        ".c1{font-weight:700}",
        "ol{margin:0}.c1{color:#000;font-weight:700;font-size:12pt}.c0{font-weight:400}",
        "\n.c0 {\n font-weight: normal;\n}\n.c1 {\n font-weight: bold;\n}\n",
    ],
)
def test_classes_that_make_text_bold(sheet):
    found = page(
        f"<html><head><style>{sheet}</style></head><body><p><span class='x c1'>Can I swim?</span>"
        "</p><p><span class='c0'>Yes.</span></p></body></html>"
    )
    assert found == [
        Paragraph([Run("Can I swim?", bold=True)]),
        Paragraph([Run("Yes.")]),
    ]


def test_rules_for_more_than_a_class_are_left_alone():
    (found,) = page("<style>.menu .c1{font-weight:700}</style><p><i class='c1'>Yes.</i></p>")
    assert found.runs == [Run("Yes.", italic=True)]


def test_a_style_can_take_bold_away():
    (found,) = page("<p><b style='font-weight:normal'>Yes <b>or</b> no.</b></p>")
    assert found.runs == [Run("Yes "), Run("or", bold=True), Run(" no.")]


def test_accordions_without_marks_for_machines():
    found = page(
        "<h1>FAQ</h1><button class='Accordion'>Can I swim?</button><div><p>Yes.</p></div>"
        "<button class='accordion'>Close</button><button class='govuk-accordion__show-all'"
        " aria-expanded='false'>Show all</button>"
    )
    assert found == [
        Heading([Run("FAQ")], 1),
        Heading([Run("Can I swim?")], 2),
        Paragraph([Run("Yes.")]),
    ]


def test_what_opens_a_panel_is_no_link():
    found = page("<h2><a href='#p' data-toggle='collapse'>Can I swim?</a></h2><p>Yes.</p>")
    assert found[0].runs == [Run("Can I swim?")]


def note_file(kind, *body):
    note = f"""<w:{kind}s {W} xmlns:r="{KINDS}"><w:{kind} w:id="2">{paragraph("Up to 18.")}
<w:p><w:hyperlink r:id="n">{run("Read more")}</w:hyperlink></w:p></w:{kind}></w:{kind}s>"""
    relations = f"""<Relationships xmlns="{RELATIONS}">
<Relationship Id="f" Type="{KINDS}/{kind}s" Target="notes.xml"/></Relationships>"""
    links = f"""<Relationships xmlns="{RELATIONS}"><Relationship Id="n" Type="{KINDS}/hyperlink"
 Target="{LINK}" TargetMode="External"/></Relationships>"""
    return word_file(
        *body,
        **{
            "word/notes.xml": note,
            "word/_rels/document.xml.rels": relations,
            "word/_rels/notes.xml.rels": links,
        },
    )


@pytest.mark.parametrize("kind", ["footnote", "endnote"])
def test_notes_stand_below_the_paragraph_that_refers_to_them(kind):
    sign = f'<w:r><w:{kind}Reference w:id="2"/></w:r>'
    content = note_file(
        kind, paragraph(run("We pay."), sign), paragraph(run("Ask us."), sign), paragraph("End.")
    )
    assert read(content, "a.docx") == [
        Paragraph([Run("We pay.")]),
        Paragraph([Run("Up to 18.")]),
        Paragraph([Run("Read more", href=LINK)]),
        Paragraph([Run("Ask us.")]),
        Paragraph([Run("End.")]),
    ]


def test_the_note_of_a_question_stands_in_its_answer():
    sign = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    asked = paragraph(run("Who pays?"), sign)
    content = note_file("footnote", asked, paragraph("We do."), paragraph("How?"), asked)
    assert [block.text for block in read(content, "a.docx")] == [
        "Who pays?",
        "We do.",
        "Up to 18.",
        "Read more",
        "How?",
        "Who pays?",
    ]
    assert [block.text for block in read(note_file("footnote", asked), "a.docx")][1:] == [
        "Up to 18.",
        "Read more",
    ]


def test_a_note_of_deleted_words_is_deleted():
    sign = '<w:del><w:r><w:footnoteReference w:id="2"/></w:r></w:del>'
    content = note_file("footnote", paragraph(run("We pay."), sign))
    assert read(content, "a.docx") == [Paragraph([Run("We pay.")])]


def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next():
    begun = DELETED_END.format(run("Can I ", "<w:b/>"))
    content = word_file(begun, paragraph(run("swim?", "<w:b/>"), style="Heading2"))
    assert read(content, "a.docx") == [Heading([Run("Can I swim?", bold=True)])]


def test_a_deleted_end_before_a_table_or_at_the_end_loses_nothing():
    begun = DELETED_END.format(run("Ask us."))
    found = read(word_file(begun, table(["a", begun]), begun), "a.docx")
    assert [block.text for block in found] == ["Ask us.", "a | Ask us.", "Ask us."]
