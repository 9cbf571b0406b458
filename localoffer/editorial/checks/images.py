"""Images can be seen by families. What they show is said in words by the image's own row, which the
database has neither live nor draft without them (WCAG 2.2, 1.1.1).
"""

from collections.abc import Iterator

from .outline import outline_of
from .remark import Known, Remark, Text


def check(texts: list[Text], known: Known) -> Iterator[Remark]:
    for text in texts:
        for address in dict.fromkeys(outline_of(text).images):
            if why := known.why_no_image(address):
                yield Remark("image", "block", text, why, (address,))
