"""Images say in words what they show (WCAG 2.2, 1.1.1)."""

from collections.abc import Iterator

from .outline import outline_of
from .remark import Known, Remark, Text


def check(texts: list[Text], known: Known) -> Iterator[Remark]:
    """An empty alternative text marks a decoration; none at all was forgotten."""
    for text in texts:
        forgotten = outline_of(text).images.count(None)
        if forgotten:
            which = "An image has" if forgotten == 1 else f"{forgotten} images have"
            yield Remark(
                "image-alt",
                "block",
                text,
                f"{which} no alternative text. Say what it shows, or mark it as decoration.",
            )
