"""What the words of a media item say against what it is."""

import re
from collections.abc import Iterator
from pathlib import PurePath
from typing import TYPE_CHECKING

from localoffer.publishing.contradictions import Contradiction

if TYPE_CHECKING:
    from django.db.models import Model

_FILE_NAME = re.compile(
    r"[\w .()+-]{1,150}\.(?:png|jpe?g|gif|webp|svg|bmp|tiff?|heic|pdf|docx?|xlsx?|pptx?|odt|mp4|mov"
    r"|webm|csv|txt|rtf)",
    re.IGNORECASE,
)
# Names that cameras, telephones and programs give.
_GIVEN = re.compile(
    r"(?:(?:img|dsc[fn]?|pxl|mvi|vid|scan|screen ?shot|screenshot|untitled|document|unnamed|image"
    r"|picture|photo|new|copy|final|whatsapp image)[ _-]?)+(?:at )?[\d _.()-]*",
    re.IGNORECASE,
)
_KIND = (
    r"(?:an? |the |this )?"
    r"(?:image|picture|photo(?:graph)?|pic|graphic|icon|logo|illustration|drawing)"
)
_ONLY_KIND = re.compile(
    rf"{_KIND}s?(?: of)?(?: (?:an? |the )?(?:thing|image|picture|photo))?", re.IGNORECASE
)
_BEGINS = re.compile(rf"{_KIND} of\b", re.IGNORECASE)


def of_title(row: "Model", original_name: str = "") -> Iterator[Contradiction]:
    """Families read the title as the words of a link."""
    if row.title and is_file_name(row.title, original_name):
        yield Contradiction("This is the name of a file. Say what it is.", "title")


def of_image(image: "Model") -> Iterator[Contradiction]:
    """WCAG 2.2, 1.1.1 with failure F30: text alternatives that are none."""
    alt = " ".join((image.alt or "").split()).strip(" .")
    if not alt:
        return
    if is_file_name(alt, image.original_name):
        yield Contradiction(
            "This is the name of a file. Say what the picture shows.", "alt", about=image.alt
        )
    elif _ONLY_KIND.fullmatch(alt) or len(alt) < 3 or not re.search(r"[^\W\d_]", alt):
        yield Contradiction(
            "This says nothing of what the picture shows. Say it in a sentence.",
            "alt",
            about=image.alt,
        )
    elif found := _BEGINS.match(alt):
        yield Contradiction(
            "Screen readers say “image” by themselves. Begin with what it shows.",
            "alt",
            stops=False,
            about=found[0],
        )


def is_file_name(words: str, original_name: str = "") -> bool:
    words = words.strip(" .")
    if _FILE_NAME.fullmatch(words):
        return True
    if _GIVEN.fullmatch(words):
        return not _ONLY_KIND.fullmatch(words)
    names = {original_name.casefold(), PurePath(original_name).stem.casefold()} - {""}
    looks_given = "_" in words or any(letter.isdigit() for letter in words)
    return looks_given and words.casefold() in names
