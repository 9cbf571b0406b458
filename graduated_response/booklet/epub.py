"""The booklet as an EPUB 3 e-book that meets EPUB Accessibility 1.1: a zip file of XHTML."""

import io
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from django.utils.html import escape

from .contents import listed
from .markup import Markup

SHEET = Path(__file__).with_name("epub.css").read_text()
CONTAINER = """<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles>
<rootfile full-path="book/package.opf" media-type="application/oebps-package+xml"/>
</rootfiles>
</container>
"""
PAGE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"
  lang="en-GB" xml:lang="en-GB">
<head><title>{title}</title><link rel="stylesheet" type="text/css" href="book.css"/></head>
<body>
{body}
</body>
</html>
"""
PACKAGE = """<?xml version="1.0" encoding="UTF-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="en-GB">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="id">urn:uuid:{identifier}</dc:identifier>
<dc:title>{title}</dc:title>
<dc:language>en-GB</dc:language>
<dc:creator>{council}</dc:creator>
<dc:date>{day}</dc:date>
<meta property="dcterms:modified">{day}T00:00:00Z</meta>
<meta property="schema:accessMode">textual</meta>
<meta property="schema:accessMode">visual</meta>
<meta property="schema:accessModeSufficient">textual</meta>
<meta property="schema:accessibilityFeature">tableOfContents</meta>
<meta property="schema:accessibilityFeature">structuralNavigation</meta>
<meta property="schema:accessibilityFeature">readingOrder</meta>
<meta property="schema:accessibilityFeature">alternativeText</meta>
<meta property="schema:accessibilityFeature">displayTransformability</meta>
<meta property="schema:accessibilityHazard">none</meta>
<meta property="schema:accessibilitySummary">All of it is text with headings and a table of contents. Pictures have words that say what they show.</meta>
<meta property="dcterms:conformsTo">EPUB Accessibility 1.1 - WCAG 2.2 Level AA</meta>
</metadata>
<manifest>
<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="css" href="book.css" media-type="text/css"/>
{items}
</manifest>
<spine>{spine}</spine>
</package>
"""  # noqa: E501 metadata is a line each


def book(content: dict, pictures: Mapping[str, bytes]) -> bytes:
    """One file for each section of the first level, with what stands below it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        # It must come first and be readable without unpacking (OCF 3.3, 4.2.2).
        file.writestr("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        file.writestr("META-INF/container.xml", CONTAINER)
        for name, body in files(content):
            file.writestr(f"book/{name}", body)
        for name, body in pictures.items():
            file.writestr(f"book/{name}", body)
        file.writestr("book/package.opf", package(content, pictures))
    return out.getvalue()


def files(content: dict) -> Iterator[tuple[str, str]]:
    chapters = in_chapters(content["sections"])
    file_of = {key: name for name, sections in chapters for key in _ids(sections)}
    markup = Markup(lambda key: f"{file_of[key]}#{key}", lambda name: name)
    yield "book.css", SHEET
    yield "cover.xhtml", _page(content["title"], _cover(content))
    contents = listed(content["sections"], markup.address_of)
    navigation = f'<nav epub:type="toc" role="doc-toc"><h1>Contents</h1>{contents}</nav>'
    yield "nav.xhtml", _page("Contents", navigation)
    for name, sections in chapters:
        body = "\n".join(
            f"{markup.heading(each['level'], each['id'], escape(each['title']))}\n"
            f"{markup.blocks(each['blocks'])}"
            for each in sections
        )
        yield name, _page(sections[0]["title"], body)


def in_chapters(sections: list[dict]) -> list[tuple[str, list[dict]]]:
    """(file, sections) for each section of the first level."""
    found: list[tuple[str, list[dict]]] = []
    for section in sections:
        if section["level"] == 1 or not found:
            found.append((f"chapter-{len(found) + 1}.xhtml", []))
        found[-1][1].append(section)
    return found


def _ids(node: object) -> Iterator[str]:
    """Every id below a node."""
    if isinstance(node, list):
        for each in node:
            yield from _ids(each)
    elif isinstance(node, dict):
        if "id" in node:
            yield node["id"]
        for value in node.values():
            yield from _ids(value)


def _page(title: str, body: str) -> str:
    return PAGE.format(title=escape(title), body=body)


def _cover(content: dict) -> str:
    facts = [content["council"], content["summary"], content["edition"], content["date"]["words"]]
    return f"<h1>{escape(content['title'])}</h1>" + "".join(
        f"<p>{escape(fact)}</p>" for fact in facts if fact
    )


def package(content: dict, pictures: Mapping[str, bytes]) -> str:
    names = ["cover.xhtml", *(name for name, _ in in_chapters(content["sections"]))]
    items = [f'<item id="p{n}" href="{name}" media-type="application/xhtml+xml"/>'
             for n, name in enumerate(names)]  # fmt: skip
    items += [f'<item id="i{n}" href="{name}" media-type="image/webp"/>'
              for n, name in enumerate(pictures)]  # fmt: skip
    spine = [f'<itemref idref="p{n}"/>' for n in range(len(names))]
    spine.insert(1, '<itemref idref="nav"/>')
    return PACKAGE.format(
        identifier=uuid5(NAMESPACE_URL, content["address"]),
        title=escape(content["title"]),
        council=escape(content["council"]),
        day=content["date"]["iso"],
        items="\n".join(items),
        spine="".join(spine),
    )
