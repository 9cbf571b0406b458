"""The names that the site itself has given: of its council, services, venues and words explained.
Whoever reads them is told of nobody.
"""

import re
from collections.abc import Iterator

from django.apps import apps
from django.db.models import QuerySet

from localoffer.publishing import cache_token
from localoffer.publishing.cache_token import ChangesContent
from localoffer.publishing.models import Published

_PARTS = re.compile(r"[\n,;]")


def own_names() -> frozenset[str]:
    """In small letters; read again when the content of the site has changed."""
    token = cache_token.current()
    return cache_token.remember(token, "own names", lambda: frozenset(_read()))


def _read() -> Iterator[str]:
    """One query for all kinds."""
    first, *others = _columns()
    for (value,) in first.union(*others):
        for part in _PARTS.split(value):
            if name := " ".join(part.split()).lower().replace("'", "’"):
                yield name


def _columns() -> Iterator[QuerySet]:
    for model in apps.get_models():
        if issubclass(model, ChangesContent) and model.own_names:
            rows = model.objects.live() if issubclass(model, Published) else model.objects.all()
            yield from (rows.order_by().values_list(column) for column in model.own_names)
