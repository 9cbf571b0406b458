"""Each kind of file becomes the same plain blocks."""

import pytest

from localoffer.document_reader.blocks import Heading, Item, Paragraph, Run, Table, cell_text
from localoffer.document_reader.reading import read
from tests.document_reader.word_files import bold, paragraph, run, table, word_file


def blocks(text, name):
    return read(text if isinstance(text, bytes) else text.encode(), name)


def shown(found):
    """Short forms: ("h2", text), ("p", text), ("1.", text) or ("-", text)."""
    names = []
    for block in found:
        if isinstance(block, Heading):
            names.append((f"h{block.level}", block.text))
        elif isinstance(block, Item):
            names.append((f"{block.number}." if block.number is not None else "-", block.text))
        else:
            names.append(("p" if isinstance(block, Paragraph) else "table", block.text))
    return names


TEXT = "Café – “a naïve test” for £5"


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode("utf-8"),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("utf-16"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        b"\xfe\xff" + TEXT.encode("utf-16-be"),
        TEXT.encode("cp1252"),
    ],
)
def test_encodings(content):
    assert shown(blocks(content, "a.txt")) == [("p", TEXT)]


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ('<meta charset="windows-1252">', "cp1252"),
        ("<meta charset=utf-8>", "utf-8"),
        ("<meta charset=zlib>", "cp1252"),
        ('<?xml version="1.0" encoding="utf-16"?>', "utf-8"),
    ],
)
def test_encodings_of_web_pages(head, encoding):
    assert shown(blocks(f"{head}<html><p>{TEXT}</p></html>".encode(encoding), "a.html")) == [
        ("p", TEXT)
    ]


def test_old_line_ends_and_odd_spaces():
    assert shown(blocks("One\u00a0 two\u200b\r\n\r\nThree", "a.txt")) == [
        ("p", "One two"),
        ("p", "Three"),
    ]


def test_plain_text():
    text = """Forum
=====

Welcome to all who came to the forum on this
warm day in spring.

KEY POINTS

* bring a friend
* bring
  your notes

1. First
2) Second
Phone 01632 960123
"""
    assert shown(blocks(text, "a.txt")) == [
        ("h2", "Forum"),
        ("p", "Welcome to all who came to the forum on this warm day in spring."),
        ("h2", "KEY POINTS"),
        ("-", "bring a friend"),
        ("-", "bring your notes"),
        ("1.", "First"),
        ("2.", "Second"),
        ("p", "Phone 01632 960123"),
    ]


def test_markdown():
    text = """# Title 9<sup>th</sup> May

One **bold** and *italic* with [a link](https://a.example.org "t"),
<https://b.example.org> and <m@c.example.org>. Goes on.

- a
  - b
3. three
4. four

   more

| x | y |
|---|---|
| 1 | **2** |

    not code

<details><summary>More</summary>Text</details>
"""
    found = blocks(text, "a.md")
    assert shown(found) == [
        ("h1", "Title 9th May"),
        (
            "p",
            "One bold and italic with a link, https://b.example.org and m@c.example.org. Goes on.",
        ),
        ("-", "a"),
        ("-", "b"),
        ("3.", "three"),
        ("4.", "four"),
        ("p", "more"),
        ("table", "x | y\n1 | 2"),
        ("p", "not code"),
        ("h2", "More"),
        ("p", "Text"),
    ]
    assert found[0].runs == [Run("Title 9"), Run("th", superscript=True), Run(" May")]
    assert Run("bold", bold=True) in found[1].runs
    assert Run("a link", href="https://a.example.org") in found[1].runs
    assert Run("m@c.example.org", href="mailto:m@c.example.org") in found[1].runs
    assert (found[2].depth, found[3].depth, found[7].header) == (1, 2, True)


def test_text_with_markdown_in_it_is_markdown():
    assert shown(blocks("## Hello\n\n**you**", "a.txt")) == [("h2", "Hello"), ("p", "you")]


@pytest.mark.parametrize(
    "text", ["- 1. Can I?**", "- 1. **Can I?", "- 1. **Can I?**", "1. __Can I?__"]
)
def test_bold_marks_that_do_not_close(text):
    (item,) = blocks(f"{text}\n", "a.md")
    assert (item.number, item.runs) == (1, [Run("Can I?", bold=True)])


def test_web_pages():
    html = """<html><head><title>No</title><style>p{}</style></head><body>
    <nav><a href=/>Menu</a></nav><main>
    <h1>Title <!-- no --></h1><p style="font-weight:bold">x</p>
    <p>Some <span style="font-weight: 700">strong</span><br>line
    <a href=" https://a.example.org/x ">link</a><a>none</a><img src=x alt=no></p>
    <ol start=4><li>four<ul><li>below</li></ul></li><li value=9><p>nine</p><p>more</p></li></ol>
    <div role=heading aria-level=3>Own heading</div><div>Loose <p>para</p> tail</div>
    <table><caption>Cap</caption><thead><tr><th>a</th><th>b</th></tr></thead><tr><td colspan=2>wide</td></tr></table>
    <form><p>Kept</p><input value=no></form><button>Search</button></main><footer>No</footer></body></html>"""  # noqa: E501
    assert shown(blocks(html, "a.html")) == [
        ("h1", "Title"),
        ("p", "x"),
        ("p", "Some strong\nline linknone"),
        ("4.", "four"),
        ("-", "below"),
        ("9.", "nine"),
        ("p", "more"),
        ("h3", "Own heading"),
        ("p", "Loose"),
        ("p", "para"),
        ("p", "tail"),
        ("table", "a | b\nwide | "),
        ("p", "Kept"),
    ]


def test_a_table_of_one_column_is_ordinary_text():
    html = "<table><tr><td><h2>A</h2><p>b</p></td></tr></table>"
    assert shown(blocks(html, "a.html")) == [("h2", "A"), ("p", "b")]


def test_word_headings_numbers_and_runs():
    content = word_file(
        paragraph("Forum", style="Title"),
        paragraph("Visits", style="Council", number=1),
        paragraph(
            bold("Bo"), bold("ld"), run(" plain "), run("th", '<w:vertAlign w:val="superscript"/>')
        ),
        paragraph("one", number=2),
        paragraph("two", number=1),
        paragraph("below", number=1, depth=1),
        paragraph("three", number=1),
        paragraph("again", number=4),
        paragraph("Contents line", style="TOC1"),
        paragraph("all bold", run(" but not this", '<w:b w:val="0"/>'), style="Asked"),
    )
    found = blocks(content, "a.docx")
    assert shown(found) == [
        ("h1", "Forum"),
        ("h2", "Visits"),
        ("p", "Bold plain th"),
        ("-", "one"),
        ("2.", "two"),
        ("1.", "below"),
        ("3.", "three"),
        ("1.", "again"),
        ("p", "all bold but not this"),
    ]
    assert found[1].label == "1."
    assert [block.label for block in found[4:8]] == ["2.", "a)", "3.", "1."]
    assert found[2].runs == [Run("Bold", bold=True), Run(" plain "), Run("th", superscript=True)]
    assert found[8].runs == [Run("all bold", bold=True), Run(" but not this")]


def test_word_links_fields_and_changes():
    link = f'<w:hyperlink r:id="a">{run("here")}</w:hyperlink>'
    anchor = f'<w:hyperlink w:anchor="top">{run("up")}</w:hyperlink>'
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK'
        ' "https://b.example.org" </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("there")}<w:r><w:fldChar'
        f' w:fldCharType="end"/></w:r>'
    )
    changed = f"<w:ins>{run('new')}</w:ins><w:del><w:r><w:delText>old</w:delText></w:r></w:del>"
    hidden = run("secret", "<w:vanish/>")
    content = word_file(
        paragraph(link, run(" "), anchor, run(" "), field, run(" "), changed, hidden),
        links={"a": "https://a.example.org/?x=1&y=2"},
    )
    (found,) = blocks(content, "a.docx")
    assert found.runs == [
        Run("here", href="https://a.example.org/?x=1&y=2"),
        Run(" "),
        Run("up", href="#top"),
        Run(" "),
        Run("there", href="https://b.example.org"),
        Run(" new"),
    ]


def test_word_tables_boxes_and_controls():
    merged = (
        '<w:tbl><w:tr><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>'
        + paragraph("A")
        + "</w:tc><w:tc>"
        + paragraph("b")
        + "</w:tc></w:tr>"
        "<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr>"
        + paragraph("")
        + "</w:tc><w:tc>"
        + paragraph("c")
        + "</w:tc></w:tr></w:tbl>"
    )
    box = (
        f"<w:r><w:drawing><w:txbxContent>{paragraph('In a box')}</w:txbxContent></w:drawing></w:r>"
    )
    control = f"<w:sdt><w:sdtContent>{paragraph('In a control')}</w:sdtContent></w:sdt>"
    found = blocks(
        word_file(merged, paragraph(run("Text"), box), control, table(["only"], ["one column"])),
        "a.docx",
    )
    assert isinstance(found[0], Table)
    assert [[cell_text(cell) for cell in row] for row in found[0].rows] == [["A", "b"], ["A", "c"]]
    assert shown(found[1:]) == [
        ("p", "Text"),
        ("p", "In a box"),
        ("p", "In a control"),
        ("p", "only"),
        ("p", "one column"),
    ]


def test_word_files_need_no_styles_or_numbers():
    content = word_file(
        paragraph("Hello", style="Gone", number=9),
        **{"word/styles.xml": "<a/>", "word/numbering.xml": "<a/>"},
    )
    assert shown(blocks(content, "a.docx")) == [("p", "Hello")]
