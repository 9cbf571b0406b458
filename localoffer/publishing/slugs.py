"""Addresses of content: free ones for new rows, and words that an address must not be."""

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import slugify

LONGEST = 80
# Part of TYPED (lines.py).
IN_ADMIN = {
    models.SlugField: {
        "error_messages": {"invalid": "Use only small letters, numbers and hyphens. No spaces."}
    }
}


def unique_slug(model: type[models.Model], text: str, besides: Collection[str] = ()) -> str:
    """An address made of `text` that no row of `model` has, draft and archived rows included.

    `besides` names addresses of rows that are about to be stored together with this one.

    It ends at a word, within 80 characters. Where it is taken or reserved, "-2", "-3" and so on
    follow. A text without a Latin letter gives the kind's own name ("question", "question-2").
    """
    base = _shortened(slugify(text)) or slugify(model._meta.verbose_name)
    rows = model._meta.base_manager.filter(slug__startswith=base)
    taken = {*rows.values_list("slug", flat=True), *reserved(model), *besides}
    slug, number = base, 1
    while slug in taken:
        number += 1
        slug = f"{base}-{number}"
    return slug


def offered_slug(row: models.Model) -> str:
    """The address that the row's title would have by now; empty where that is the one it has.

    Offer it when a title was changed, never force it. The old address goes on working.
    """
    base = _shortened(slugify(row.title))
    numbered = row.slug.removeprefix(f"{base}-")
    if not base or row.slug == base or (numbered != row.slug and numbered.isdecimal()):
        return ""
    return unique_slug(type(row), row.title)


def _shortened(slug: str) -> str:
    if len(slug) <= LONGEST:
        return slug
    start, _, cut_word = slug[: LONGEST + 1].rpartition("-")
    return start or cut_word[:LONGEST]


def reserved(model: type[models.Model]) -> frozenset[str]:
    """Words that the site's own addresses need; a model names them in `reserved_slugs`."""
    return getattr(model, "reserved_slugs", frozenset())


def refuse_reserved(row: models.Model) -> None:
    """For `clean()`: raise ValidationError where the row's address is one of the site's own."""
    if row.slug in reserved(type(row)):
        free = unique_slug(type(row), row.slug)
        raise ValidationError(
            {"slug": f"The site needs the address “{row.slug}” itself. You can use “{free}”."}
        )
