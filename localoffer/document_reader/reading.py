"""Bytes and a file name to blocks, inside the child process."""

from localoffer.document_reader.blocks import Block, count
from localoffer.document_reader.contents import check_bytes, check_text, kind_of
from localoffer.document_reader.encoding import decode
from localoffer.document_reader.read_html import read_html
from localoffer.document_reader.read_markdown import is_markdown, read_markdown
from localoffer.document_reader.read_text import read_text
from localoffer.document_reader.read_word import read_word
from localoffer.document_reader.unreadable import Unreadable

MOST_CHARACTERS = 2_000_000
MOST_BLOCKS = 50_000


def read(content: bytes, name: str) -> list[Block]:
    """The blocks of a document, within what a page can show. Call `opening.read_document` instead,
    unless you are the child process.
    """
    kind = kind_of(name)
    check_bytes(content, kind)
    blocks = read_word(content) if kind == "word" else _read_characters(content, name, kind)
    if not blocks:
        raise Unreadable("There is no text in the file.")
    if count(blocks) > MOST_BLOCKS or sum(len(block.text) for block in blocks) > MOST_CHARACTERS:
        raise Unreadable("The document is far longer than a page can show. Send it in parts.")
    return blocks


def _read_characters(content: bytes, name: str, kind: str) -> list[Block]:
    text = decode(content)
    check_text(text, kind)
    if kind == "html":
        return read_html(text)
    if name.lower().endswith((".md", ".markdown")) or is_markdown(text):
        return read_markdown(text)
    return read_text(text)
