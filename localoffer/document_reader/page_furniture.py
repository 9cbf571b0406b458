"""What a page carries besides its text: numbers, running headers, lines of a table of contents."""

import re
from collections import Counter

_PAGE_NUMBER = re.compile(
    r"(?:[-–—|]\s?)?(?:page\s{0,3})?\d{1,4}(?:\s?(?:of|/)\s?\d{1,4})?(?:\s?[-–—|])?$",
    re.IGNORECASE,
)
# Looked for in the last letters of a line only.
_TAIL = 60
_NUMBERED_LEADERS = re.compile(r"(?:(?:\.\s?){4,30}|(?:…\s?){2,30}|_{4,30})\s?\d{1,4}\s?$")
_LEADERS_AT_END = re.compile(r"(?:(?:\.\s?){6,60}|(?:…\s?){3,60})$")
# Begins only where a row of dots begins, and never gives a dot back: linear for any text.
_LEADERS_INSIDE = re.compile(r"(?<![.…])(?<![.…]\s)(?:(?:\.\s?){6,}+|(?:…\s?){3,}+)(?=[^\s.…])")
_PAGE_OF = re.compile(r"^.{0,80}\bpage\s\d{1,4}\s(?:of|/)\s?\d{1,4}$", re.IGNORECASE)
_FEWEST_REPEATS = 3


def without_furniture(text: str) -> str:
    """The text of all pages without page numbers, repeated headers and footers, and contents
    lines with dot leaders.
    """
    paged = text.count("\f") >= 1
    lines = text.replace("\f", "\n").split("\n")
    repeated = _repeated(text.split("\f")) if paged else set()
    kept = []
    for index, line in enumerate(lines):
        if _NUMBERED_LEADERS.search(line[-_TAIL:]):
            _drop_start_of_entry(kept, lines, index)
            continue
        if _is_page_number(line) or _shape(line) in repeated:
            continue
        # Leaders from a question to its answer part the two; without a page number they are
        # decoration.
        if _LEADERS_AT_END.search(line[-_TAIL:]):
            line = line.rstrip(" .…")
        kept += _LEADERS_INSIDE.sub("\n", line).split("\n")
    return "\n".join(kept)


def _is_page_number(line: str) -> bool:
    """ "3", "- 3 -", "Page 3 of 9", also behind a running footer. "3." is the number of what
    follows.
    """
    line = line.strip()
    return bool(_PAGE_NUMBER.match(line) or _PAGE_OF.match(line))


def _drop_start_of_entry(kept: list[str], lines: list[str], index: int) -> None:
    """A contents entry may take two lines, only the second of which ends in leaders."""
    text = lines[index].strip()
    while (
        kept
        and kept[-1].strip()
        and text[:1].islower()
        and not _NUMBERED_LEADERS.search(kept[-1][-_TAIL:])
    ):
        text = kept.pop().strip()


def _shape(line: str) -> str:
    return re.sub(r"\d{1,6}", "#", line.strip())


def _repeated(pages: list[str]) -> set[str]:
    """Shapes of first and last lines that come back on most pages."""
    counts: Counter[str] = Counter()
    for page in pages:
        lines = [line for line in page.split("\n") if line.strip()]
        counts.update({_shape(line) for line in lines[:2] + lines[-2:]})
    return {
        shape
        for shape, count in counts.items()
        if count >= max(_FEWEST_REPEATS, len(pages) * 0.6) and shape
    }
