"""Finding every link to another site in what families can read."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.apps import apps
from django.db import transaction
from django.db.models import Model
from django.utils.text import Truncator, capfirst

from localoffer.editorial.checks import Text
from localoffer.editorial.checks.outline import Outline
from localoffer.editorial.internal_links import own_hosts
from localoffer.editorial.models import Collection, ExternalLink, FoundOn
from localoffer.editorial.texts import families, texts_in
from localoffer.publishing.cache_token import ChangesContent
from localoffer.publishing.family import all_rows, owned_models
from localoffer.publishing.models import Published, published_models

from .addresses import tidy

EVERY = timedelta(days=1)
AT_ONCE = 500
TITLE = 250
PATH = 500

Place = tuple[str, str]  # path and title of where a link stands


def collect_when_due(now: datetime) -> bool:
    """Collect once a day, in one process."""
    row, is_new = Collection.objects.get_or_create(pk=1, defaults={"at": now})
    due = Collection.objects.filter(pk=1, at=row.at, at__lte=now - EVERY)
    if not is_new and not due.update(at=now):
        return False
    collect()
    return True


def collect() -> int:
    """Make the table of links what live content holds now; the answer is how many there are."""
    found: dict[str, set[Place]] = {}
    for url, place in _all_links():
        found.setdefault(url, set()).add(place)
    with transaction.atomic():
        known = dict(ExternalLink.objects.values_list("url", "pk"))
        _delete([pk for url, pk in known.items() if url not in found])
        new = [
            ExternalLink(url=url, host=urlsplit(url).hostname) for url in found if url not in known
        ]
        ExternalLink.objects.bulk_create(new, AT_ONCE, ignore_conflicts=True)
        _write_places(found)
    return len(found)


def _delete(keys: list[int]) -> None:
    for start in range(0, len(keys), AT_ONCE):
        ExternalLink.objects.filter(pk__in=keys[start : start + AT_ONCE]).delete()


def _write_places(found: dict[str, set[Place]]) -> None:
    keys = dict(ExternalLink.objects.values_list("url", "pk"))
    wanted = {(keys[url], *place) for url, places in found.items() for place in places}
    present = {
        (link, path, title): pk
        for pk, link, path, title in FoundOn.objects.values_list("pk", "link", "path", "title")
    }
    gone = [pk for place, pk in present.items() if place not in wanted]
    for start in range(0, len(gone), AT_ONCE):
        FoundOn.objects.filter(pk__in=gone[start : start + AT_ONCE]).delete()
    new = sorted(wanted - present.keys())
    FoundOn.objects.bulk_create(
        (FoundOn(link_id=link, path=path, title=title) for link, path, title in new), AT_ONCE
    )


def _all_links() -> Iterator[tuple[str, Place]]:
    for model in published_models():
        for family in families(model.objects.live()).values():
            row = family[0][0]
            place = (row.get_absolute_url()[:PATH], str(row)[:TITLE])
            for member, number in family:
                for text in texts_in(member, number):
                    yield from ((url, place) for url in links_in(text))
    for model in _shown_elsewhere():
        for row in all_rows(model):
            name = Truncator(f"{capfirst(model._meta.verbose_name)}: {row}").chars(TITLE)
            for text in texts_in(row):
                yield from ((url, ("", name)) for url in links_in(text))


def _shown_elsewhere() -> list[type[Model]]:
    """Content without a state of its own, such as a contact: it shows wherever it is used."""
    owned = {owned for model in published_models() for owned in owned_models(model)}
    return [
        model
        for model in apps.get_models()
        if issubclass(model, ChangesContent)
        and not issubclass(model, Published)
        and model not in owned
    ]


def links_in(text: Text) -> Iterator[str]:
    """Addresses of other sites in a text, as the checker asks them."""
    if text.kind == "plain":
        return
    links = [text.value] if text.kind == "address" else [a for a, _ in Outline(text.value).links]
    for address in links:
        if (url := tidy(address)) and urlsplit(url).hostname not in own_hosts():
            yield url
