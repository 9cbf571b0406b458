"""Rich text as a string: cleaning it, reading it as plain text, finding its headings.

After `clean` a text holds only the tags and attributes of `config`, quoted attributes without
angle brackets, and every bracket of the text itself is escaped. The short patterns of this slice
rely on that, so they are only used on cleaned text.
"""

import html as entities
import re
from dataclasses import dataclass
from functools import cache, lru_cache

import nh3
from django.utils.html import escape, linebreaks
from django.utils.text import slugify

from localoffer.plain_text.characters import normalised, without_foreign
from localoffer.plain_text.wrapped_links import unwrap_links_in_markup

from . import config
from .addresses import image_address, safe_address
from .nesting import TooDeep, mended
from .pasted_lists import lists_from_marks

# Cleaning can make markup that a second cleaning would change (a tag that was removed let others
# nest). It is repeated until nothing changes; real text needs one or two rounds.
ROUNDS = 8

# A save cleans the same text several times and a page cleans it again: longer ones are rare.
REMEMBERED_UP_TO = 50_000

# The parser slows down with depth. Nothing real nests like this: it is then read as plain text.
DEEPEST = 200

_ALIAS = re.compile(rf"(</?)({'|'.join(config.ALIASES)})(?=[\s/>])", re.IGNORECASE)
# Tags that nest: all but the void ones and those that may be left open in valid HTML.
_NESTING = re.compile(
    r"<(/?)(?!(?:br|hr|img|input|meta|link|col|wbr|p|li|dt|dd|td|th|tr|tbody|thead)\b)[a-z]",
    re.IGNORECASE,
)
_TIDY = [
    (re.compile(r"<img>"), ""),
    (re.compile(r"<a>(.*?)</a>", re.DOTALL), r"\1"),
    (re.compile(r"<(p|h[234]|li|ul|ol|blockquote)\b[^>]*>(?:\s|&nbsp;|<br>)*+</\1>"), ""),
    (re.compile(r"<(a|strong|em)\b[^>]*>((?:\s|&nbsp;)*+)</\1>"), r"\2"),
    # The editor puts a paragraph into every item and cell; a lone one only costs room. Not
    # possessive: Pythons before 3.11.5 (Debian 12 has 3.11.2) match that wrongly here.
    (
        re.compile(
            r"(<(?:li|td|th)\b[^>]*>)<p>((?:(?!</?p>).)*)</p>(?=</(?:li|td|th)>|<[uo]l\b)",
            re.DOTALL,
        ),
        r"\1\2",
    ),
]
_TAG = re.compile(r"<[^>]*>")
_TAG_OR_WORDS = re.compile(r"(<[^>]*>)|([^<]+)")
_BLANK_LINES = re.compile(r"\n[^\S\n]*\n")
_BLOCK_TAG = re.compile(r"<(/?)(p|h[234]|ul|ol|blockquote|table|hr)\b[^>]*>")
IMAGE = re.compile(r'<img src="([^"]*)">')
HEADING = re.compile(r"<h([234])>(.*?)</h\1>", re.DOTALL)


@dataclass(frozen=True)
class Heading:
    """A heading with the `id` that the page gives it."""

    level: int
    id: str
    text: str


def clean(html: str) -> str:
    """Return the allowed part of `html`. Cleaning the result again changes nothing.

    Text without any tag becomes paragraphs at its blank lines. An empty document becomes "".
    """
    return _remembered(html) if len(html) <= REMEMBERED_UP_TO else _clean(html)


@lru_cache(maxsize=256)
def _remembered(html: str) -> str:
    return _clean(html)


def _clean(html: str) -> str:
    if is_too_deep(html):
        html = escape(_TAG.sub(" ", html))
    before = _ALIAS.sub(lambda m: m[1] + config.ALIASES[m[2].lower()], html)
    for _ in range(ROUNDS):
        after = _clean_once(before)
        if after == before:
            return after
        before = after
    text = _text_of(before)
    return linebreaks(escape(text)) if text else ""


def is_too_deep(html: str) -> bool:
    """Whether it nests deeper than any text; such input is read as plain text."""
    return _depth(html) > DEEPEST


def _depth(html: str) -> int:
    depth = deepest = 0
    for match in _NESTING.finditer(html):
        depth = max(0, depth - 1) if match[1] else depth + 1
        deepest = max(deepest, depth)
    return deepest


def _clean_once(html: str) -> str:
    html = _cleaner().clean(without_foreign(html)).strip()
    # Not the tags: ">" and the stroke of a letter that begins a text would become one sign.
    html = _TAG_OR_WORDS.sub(lambda m: m[1] or _words(m[2]), html)
    try:
        html = lists_from_marks(mended(html))
    except TooDeep:
        html = escape(_text_of(html))
    html = _tidied(html)
    return linebreaks(html) if html and "<" not in html else _wrap_loose_text(html)


def _words(text: str) -> str:
    return unwrap_links_in_markup(normalised(without_foreign(text)))


def _tidied(html: str) -> str:
    """What is empty may stand in something that is empty then."""
    before = ""
    while before != html:
        before = html
        for pattern, replacement in _TIDY:
            html = pattern.sub(replacement, html)
    return html


def _wrap_loose_text(html: str) -> str:
    """Put text that stands outside every block into paragraphs."""
    pieces, depth, end = [], 0, 0
    for tag in _BLOCK_TAG.finditer(html):
        if depth == 0:
            pieces.append(_as_paragraph(html[end : tag.start()]))
            end = tag.start()
        if tag[2] != "hr":
            depth += -1 if tag[1] else 1
        if depth == 0:
            pieces.append(html[end : tag.end()])
            end = tag.end()
    return "".join(pieces) + _as_paragraph(html[end:])


def _as_paragraph(loose: str) -> str:
    if not loose.strip():
        return loose
    return "".join(f"<p>{part.strip()}</p>" for part in _BLANK_LINES.split(loose) if part.strip())


@cache
def _cleaner() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=config.tags(),
        clean_content_tags=config.DROP_WITH_CONTENT,
        attributes=config.ATTRIBUTES,
        tag_attribute_values=config.ATTRIBUTE_VALUES,
        attribute_filter=_keep_attribute,
        url_schemes=set(config.EXTENSIONS["Link"]["protocols"]),
        link_rel=None,
    )


def _keep_attribute(tag: str, name: str, value: str) -> str | None:
    if name == "href":
        return safe_address(value)
    if tag == "img":
        return image_address(value) if name == "src" else None
    if name in {"colspan", "rowspan"}:
        return value if re.fullmatch(r"[2-9]|[1-9]\d", value, re.ASCII) else None
    if name == "start":
        return value if re.fullmatch(r"\d{1,4}", value, re.ASCII) else None
    return value


def plain(html: str) -> str:
    """Return the text alone: blocks apart by a blank line, items and table rows each on a line."""
    return _text_of(clean(html))


# Marks for "a new block" and "a new line" while the tags go; cleaned text holds no such characters.
_NEW_BLOCK, _NEW_LINE = "\x1d", "\x1e"
_TO_TEXT = [
    (re.compile(r"[\x1d\x1e\s]+"), " "),
    (re.compile(r"</t[dh]> ?<t[dh]\b[^>]*>"), " | "),
    (re.compile(r"<br>|</?(?:li|tr|ul|ol)\b[^>]*>"), _NEW_LINE),
    (re.compile(r"</?(?:p|h[234]|blockquote|table|caption|hr)\b[^>]*>"), _NEW_BLOCK),
    (_TAG, ""),
    (re.compile(r" *[\x1d\x1e][\x1d\x1e ]*"), lambda m: "\n\n" if _NEW_BLOCK in m[0] else "\n"),
]


def _text_of(cleaned: str) -> str:
    for pattern, replacement in _TO_TEXT:
        cleaned = pattern.sub(replacement, cleaned)
    return entities.unescape(cleaned).replace("\xa0", " ").strip()


def images(html: str) -> list[str]:
    """The addresses of its images in order; one that stands there twice comes twice."""
    return IMAGE.findall(clean(html))


def headings(html: str, prefix: str = "h") -> list[Heading]:
    """Headings in order, with the ids that `display` gives them under the same prefix."""
    found: list[Heading] = []
    for level, inner in HEADING.findall(clean(html)):
        text = _text_of(inner)
        found.append(Heading(int(level), f"{prefix}-{slugify(text)[:60] or 'section'}", text))
    return _with_unique_ids(found)


def _with_unique_ids(found: list[Heading]) -> list[Heading]:
    taken: set[str] = set()
    unique = []
    for heading in found:
        unique_id, number = heading.id, 1
        while unique_id in taken:
            number += 1
            unique_id = f"{heading.id}-{number}"
        taken.add(unique_id)
        unique.append(Heading(heading.level, unique_id, heading.text))
    return unique
