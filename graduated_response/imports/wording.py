"""Words of a document in the columns that hold them."""

import re

from django.utils.text import slugify

from graduated_response.models.provision import NamedValue
from localoffer.publishing.slugs import unique_slug

LONGEST_TITLE = 200
LONGEST_NAME = 100
SLUG_FROM = 50
# What follows on a long story says more than a bare "Any ideas?".
SHORTEST_TITLE = 30
_CONTROL = re.compile(r"[\x00-\x20\x7f]+")
_BETWEEN_SENTENCES = re.compile(r"(?<=[.?!]) (?=[^a-z])")


def in_one_line(words: str, most: int) -> str:
    """Without line breaks and control characters, cut at a word where it is longer."""
    line = " ".join(_CONTROL.sub(" ", words).split())
    if len(line) <= most:
        return line
    start = line[: most - 1].rsplit(" ", 1)[0].rstrip(" ,;:-–")
    return f"{start}…"


def short_title(question: str) -> str:
    """The question itself where it fits; of a longer story what it asks."""
    line = in_one_line(question, len(question))
    if len(line) <= LONGEST_TITLE:
        return line
    asking = [one for one in _BETWEEN_SENTENCES.split(line) if one.endswith("?")]
    asked = " ".join(asking)
    if len(asked) < SHORTEST_TITLE:
        return in_one_line(line, LONGEST_TITLE)
    while len(asked) > LONGEST_TITLE and len(asking) > 1:
        asked = " ".join(asking := asking[:-1])
    return in_one_line(asked, LONGEST_TITLE)


def find_or_make(model: type[NamedValue], name: str) -> NamedValue:
    """The topic or theme of that name; a new one stands last in lists."""
    name = in_one_line(name, LONGEST_NAME)
    found = model.objects.filter(name__iexact=name).first()
    if found:
        return found
    last = model.objects.order_by("-position").values_list("position", flat=True).first() or 0
    slug = unique_slug(model, slugify(name)[:SLUG_FROM].strip("-"))
    return model.objects.create(name=name, slug=slug, position=min(last + 1, 32_767))
