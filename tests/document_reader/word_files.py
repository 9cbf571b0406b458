"""Word files made by hand, part by part, so that tests can say exactly what a file holds."""

import io
import zipfile
from html import escape

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STYLES = f"""<w:styles {W}>
<w:style w:styleId="Title"><w:name w:val="Title"/></w:style>
<w:style w:styleId="Heading1"><w:name w:val="heading 1"/></w:style>
<w:style w:styleId="Heading2"><w:name w:val="heading 2"/></w:style>
<w:style w:styleId="Council"><w:name w:val="Council blue"/><w:basedOn w:val="Heading2"/></w:style>
<w:style w:styleId="Asked"><w:name w:val="Asked"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>
</w:styles>"""


def level(depth: int, form: str, pattern: str) -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{pattern}"/></w:lvl>'
    )


# List 1 counts "1.", with "a)" below; list 2 has bullets; list 3 prints "Question 1:";
# list 4 is list 1 started again.
NUMBERING = f"""<w:numbering {W}>
<w:abstractNum w:abstractNumId="10">{level(0, "decimal", "%1.")}
{level(1, "lowerLetter", "%2)")}</w:abstractNum>
<w:abstractNum w:abstractNumId="20">{level(0, "bullet", "•")}</w:abstractNum>
<w:abstractNum w:abstractNumId="30">{level(0, "decimal", "Question %1:")}</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="10"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="20"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="30"/></w:num>
<w:num w:numId="4"><w:abstractNumId w:val="10"/>
<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
</w:numbering>"""


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def bold(text: str) -> str:
    return run(text, "<w:b/>")


def paragraph(*inside: str, style: str = "", number: int = 0, depth: int = 0) -> str:
    """Each `inside` is XML of runs, or plain text."""
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    if number:
        properties += f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'
    runs = "".join(part if part.startswith("<") else run(part) for part in inside)
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"


def table(*rows: list[str]) -> str:
    """Each cell is XML of paragraphs, or plain text."""
    lines = []
    for row in rows:
        cells = [cell if cell.startswith("<w:") else paragraph(cell) for cell in row]
        lines.append("<w:tr>" + "".join(f"<w:tc>{cell}</w:tc>" for cell in cells) + "</w:tr>")
    return f"<w:tbl>{''.join(lines)}</w:tbl>"


def word_file(*body: str, links: dict[str, str] | None = None, **parts: str) -> bytes:
    """The bytes of a .docx. `links` maps relation ids to addresses; `parts` replace whole parts."""
    relations = "".join(
        (
            f'<Relationship Id="{key}" Type="{KINDS}/hyperlink" Target="{escape(address)}"'
            f' TargetMode="External"/>'
        )
        for key, address in (links or {}).items()
    )
    content = {
        "_rels/.rels": f'<Relationships xmlns="{RELATIONS}"><Relationship Id="m" '
        f'Type="{KINDS}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f"<w:document {W} {R}><w:body>{''.join(body)}</w:body></w:document>",
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{RELATIONS}">'
        f'<Relationship Id="s" Type="{KINDS}/styles" Target="styles.xml"/>'
        f'<Relationship Id="n" Type="{KINDS}/numbering" Target="numbering.xml"/>'
        f"{relations}</Relationships>",
        "word/styles.xml": STYLES,
        "word/numbering.xml": NUMBERING,
    }
    return zipped({**content, **parts})


def zipped(parts: dict[str, str | bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()
