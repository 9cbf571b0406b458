"""What rich text may hold: the one place that drives the editor, its menu and the allow-list."""

from typing import Any

from django_prose_editor.config import allowlist_from_extensions

# Groups of buttons, in order. No group is a drop-down: the editor's drop-down opens with the mouse
# only. A button may stand in one group alone, else the editor drops the rest of the second group.
MENU = [
    "headings",
    "nodes -headings -lists",
    "lists",
    "marks",
    "link",
    "image",
    "table",
    "history",
]

# Names and settings of django-prose-editor's extensions. Headings start at two: the page has the
# one heading of level one. `Table`, `Link` and `Image` are our own
# variants, see static/js/richtext.js.
EXTENSIONS: dict[str, Any] = {
    "Menu": {"groups": [{"group": group} for group in MENU]},
    "NoSpellCheck": False,
    "Heading": {"levels": [2, 3, 4]},
    "Bold": True,
    "Italic": True,
    "BulletList": True,
    "OrderedList": {"enableListAttributes": False},
    "ListItem": True,
    "HardBreak": True,
    "Blockquote": True,
    "HorizontalRule": True,
    "Link": {"enableTarget": False, "protocols": ["http", "https", "mailto", "tel"]},
    "Image": {"inline": True},
    "Table": True,
    "TableRow": True,
    "TableHeader": True,
    "TableCell": True,
}

# The editor's list allows more than its buttons make (rel, title, type); ours is exact. An image
# is a reference: what it says to those who can't see it, and its sizes, are the image's own.
ATTRIBUTES = {
    "a": {"href"},
    "img": {"src"},
    "ol": {"start"},
    "th": {"colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
}
ATTRIBUTE_VALUES = {"th": {"scope": {"col", "row", "colgroup", "rowgroup"}}}

# Others write these; the nearest tag of ours keeps the meaning, or at least keeps blocks apart.
ALIASES = {"b": "strong", "i": "em", "h1": "h2", "h5": "h4", "h6": "h4"} | dict.fromkeys(
    ["div", "section", "article", "main", "header", "footer", "aside", "nav", "address", "center",
     "figure", "figcaption", "pre", "dt", "dd"], "p"
)  # fmt: skip

# Their text is no text for readers, so it goes with the tag.
DROP_WITH_CONTENT = {
    "script", "style", "template", "svg", "math", "iframe", "object", "noscript", "noembed",
    "noframes", "textarea", "select", "title", "xmp", "plaintext",
}  # fmt: skip


def tags() -> set[str]:
    """Every tag that may stand in rich text: what the editor's buttons make, and captions."""
    return allowlist_from_extensions(EXTENSIONS)["tags"] | {"caption"}
