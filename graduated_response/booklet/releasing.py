"""Keeping the booklet as it is today, as an edition; and taking one away."""

from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from graduated_response.models import Booklet, BookletBuild, BookletEdition, BookletFile
from localoffer.publishing import cache_token

from .building import forget_bodies
from .content import content_of


@transaction.atomic
def release(edition: BookletEdition, booklet: Booklet, by: Any) -> None:
    """Save the edition with all that the booklet says now. Its files are made soon after, by
    `building`, and stay as they are."""
    edition.content = {
        **content_of(booklet),
        "edition": edition.name,
        "dated": edition.dated.isoformat(),
    }
    edition.released_by = by
    edition.save()
    BookletBuild.objects.create(key=f"edition-{edition.slug}"[:60], edition=edition)


@transaction.atomic
def withdraw(editions: QuerySet[BookletEdition]) -> None:
    """Delete editions with their files, for the day when something in one should not be known."""
    files = list(BookletFile.objects.filter(build__edition__in=editions))
    editions.delete()
    cache_token.bump()
    transaction.on_commit(lambda: forget_bodies(files))
