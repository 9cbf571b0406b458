"""What changed in a text, word by word, as safe HTML with <del> and <ins>."""

import re
from difflib import SequenceMatcher
from itertools import zip_longest

from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString

from localoffer.richtext.html import clean, plain

# Plain text shows no heading, no image and not where a link leads: say it in words.
_SPELLED_OUT = [
    (re.compile(r"<h([234])>"), r"<h\1>Heading \1: "),
    (re.compile(r'<a href="([^"]*)">(.*?)</a>', re.DOTALL), r"\2 [\1]"),
    (re.compile(r'<img src="([^"]*)">'), r"[image \1]"),
]


def lines_of_html(html: str) -> list[str]:
    """The text of each paragraph, heading, item and row of a table."""
    html = clean(html)
    for pattern, words in _SPELLED_OUT:
        html = pattern.sub(words, html)
    return lines_of_text(plain(html))


def lines_of_text(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def marked(before: list[str], after: list[str]) -> tuple[SafeString, SafeString]:
    """Both texts as paragraphs; words that went are in <del> and new ones in <ins>."""
    old, new = [], []
    for old_lines, new_lines in _aligned(before, after):
        for old_line, new_line in zip_longest(old_lines, new_lines, fillvalue=""):
            old_marked, new_marked = _marked_line(old_line, new_line)
            old += [(old_marked,)] if old_line else []
            new += [(new_marked,)] if new_line else []
    return _paragraphs(old), _paragraphs(new)


def _aligned(before: list[str], after: list[str]) -> list[tuple[list[str], list[str]]]:
    steps = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    return [(before[a:b], after[c:d]) for _, a, b, c, d in steps]


def _marked_line(before: str, after: str) -> tuple[SafeString, SafeString]:
    old, new = [], []
    for old_words, new_words in _aligned(before.split(), after.split()):
        same = old_words == new_words
        old.append((_piece(old_words, "" if same else "del"),))
        new.append((_piece(new_words, "" if same else "ins"),))
    return _spaced(old), _spaced(new)


def _piece(words: list[str], tag: str) -> SafeString:
    text = escape(" ".join(words))
    return format_html(f"<{tag}>{{}}</{tag}>", text) if tag and words else text


def _spaced(pieces: list[tuple[SafeString]]) -> SafeString:
    return format_html_join(" ", "{}", [piece for piece in pieces if piece[0]])


def _paragraphs(lines: list[tuple[SafeString]]) -> SafeString:
    return format_html_join("", "<p>{}</p>", lines)
