"""The sheet as a Word document, to go on writing in it.

A .docx file is a zip of XML (ECMA-376). Headings, lines and one table need no more of it than this.
"""

import io
import zipfile
from pathlib import Path

from django.utils.html import escape

from localoffer.plain_text.characters import without_foreign

from .sheet import AGREED_ROWS, Sheet

KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
# Every part of the file but the text, by its name in the zip.
FRAME = {
    "[Content_Types].xml": "content_types.xml",
    "_rels/.rels": "relations.xml",
    "docProps/core.xml": "core.xml",
    "word/_rels/document.xml.rels": "document_relations.xml",
    "word/styles.xml": "styles.xml",
}
FOLDER = Path(__file__).with_name("word_frame")
DOCUMENT = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>
{body}
<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134"
 w:left="1134" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>
</w:body></w:document>
"""
TABLE = """<w:tbl><w:tblPr><w:tblStyle w:val="Agreed"/><w:tblW w:w="5000" w:type="pct"/>
<w:tblLook w:firstRow="1"/></w:tblPr>
<w:tblGrid><w:gridCol w:w="4638"/><w:gridCol w:w="2500"/><w:gridCol w:w="2500"/></w:tblGrid>
{rows}</w:tbl>"""
HEADS = ("What", "Who", "By when")


def as_word(sheet: Sheet) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, source in FRAME.items():
            file.writestr(name, (FOLDER / source).read_text())
        file.writestr("word/document.xml", DOCUMENT.format(body="\n".join(_body(sheet))))
    return out.getvalue()


def _body(sheet: Sheet) -> list[str]:
    questions = [line for each in sheet.questions or [""] * 3 for line in (_asked(each), _line())]
    return [
        _line("My sheet for the meeting", style="Heading1"),
        *_lines(sheet.when, "When and where: "),
        *_lines(sheet.who, "Who will be there: "),
        _line("What I want to ask", style="Heading2"),
        *questions,
        _line("What I want to say", style="Heading2"),
        *_lines(sheet.notes),
        _line("What we agreed", style="Heading2"),
        _agreed(),
        _line(strong="We meet again on: "),
    ]


def _asked(question: str) -> str:
    return _line(f"☐ {question}", style="Question")


def _lines(text: str, strong: str = "") -> list[str]:
    """A paragraph for each line that was typed, the first behind its name."""
    first, *others = text.split("\n")
    return [_line(first, strong), *(_line(each) for each in others)]


def _line(words: str = "", strong: str = "", style: str = "") -> str:
    kind = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    name = f"<w:r><w:rPr><w:b/></w:rPr>{_text(strong)}</w:r>" if strong else ""
    return f"<w:p>{kind}{name}<w:r>{_text(words)}</w:r></w:p>"


def _text(words: str) -> str:
    return f'<w:t xml:space="preserve">{escape(without_foreign(words))}</w:t>'


def _agreed() -> str:
    """A table to fill in; its head is repeated on every page."""
    head = "<w:tr><w:trPr><w:tblHeader/></w:trPr>" + "".join(map(_cell, HEADS)) + "</w:tr>"
    row = '<w:tr><w:trPr><w:trHeight w:val="800"/></w:trPr>' + _cell("") * len(HEADS) + "</w:tr>"
    return TABLE.format(rows=head + row * AGREED_ROWS)


def _cell(words: str) -> str:
    return f"<w:tc>{_line(words)}</w:tc>"
