"""Where is this used? Every text of the site that names the address of something uploaded, and
every row that points to it.

All content is read, live and draft, and the drafts that wait over live pages. Nothing is kept
about it, so the answer cannot be out of date.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from django.apps import apps
from django.db.models import (
    CASCADE,
    CharField,
    EmailField,
    F,
    ForeignKey,
    Model,
    SlugField,
    TextField,
    Value,
)
from django.db.models.functions import Cast, Concat

from localoffer.media.models import Document, Image, Video
from localoffer.publishing.family import all_rows, owned_models
from localoffer.publishing.models import Published, Version, published_models
from localoffer.publishing.models.version_states import OPEN
from localoffer.publishing.snapshots import label_of
from localoffer.richtext.fields import RichTextField

PLACE = "/media/"
PLACES = {Document: "documents", Image: "images", Video: "videos"}
_ADDRESS = re.compile(rf"{PLACE}(?:{'|'.join(PLACES.values())})/[-\w]+/")
_NEVER_SHOWN = {"notes", "original_name"}

Hits = dict[type[Model], dict[int, set[str]]]  # model -> key of a row -> addresses in it


class Use(NamedTuple):
    """A page, or something else that has texts; `path` is empty where it has no page."""

    title: str
    path: str


def used_in(thing: Published) -> list[Use]:
    """Where a document, an image or a video is used."""
    address = thing.get_absolute_url()
    return _uses(address).get(address, [])


def all_uses() -> dict[str, list[Use]]:
    """The same for everything that is used anywhere, by address: for lists."""
    return _uses(PLACE)


def _uses(needle: str) -> dict[str, list[Use]]:
    hits = _hits(needle)
    _climb_to_owners(hits)
    found: dict[str, list[Use]] = defaultdict(list)
    for model, addresses_of in hits.items():
        rows = all_rows(model).filter(pk__in=addresses_of)
        for row in rows if _stands_alone(model) else []:
            for address in addresses_of[row.pk]:
                found[address].append(_use(row))
    for use, addresses in _uses_in_drafts(needle):
        for address in addresses:
            found[address].append(use)
    return {address: sorted(set(uses)) for address, uses in found.items()}


def _hits(needle: str) -> Hits:
    """One query for all texts of all models."""
    models = {label_of(model): model for model in _read()}
    queries = [
        all_rows(model)
        .order_by()
        .alias(media_address=address)
        .filter(media_address__contains=needle)
        .values_list(Value(label), "pk", address)
        for label, model in models.items()
        for address in (*_texts(model), *_pointers(model))
    ]
    hits: Hits = defaultdict(lambda: defaultdict(set))
    for label, pk, text in queries[0].union(*queries[1:], all=True):
        hits[models[label]][pk] |= set(_ADDRESS.findall(text))
    return hits


def _read() -> Iterable[type[Model]]:
    """Content, what it owns, and whatever else has rich text (the home page's words)."""
    models: dict[type[Model], None] = {}
    for model in published_models():
        models |= dict.fromkeys([model, *owned_models(model)])
    return models | dict.fromkeys(
        model
        for model in apps.get_models()
        if any(isinstance(field, RichTextField) for field in model._meta.fields)
    )


def _texts(model: type[Model]) -> list[F]:
    return [
        F(field.name)
        for field in model._meta.concrete_fields
        if isinstance(field, CharField | TextField)
        and not isinstance(field, SlugField | EmailField)
        and not field.choices
        and field.name not in _NEVER_SHOWN
    ]


def _pointers(model: type[Model]) -> list[Concat]:
    """What foreign keys to something uploaded would say as texts: a page names its video."""
    return [
        Concat(
            Value(f"{PLACE}{PLACES[field.related_model]}/"),
            f"{field.name}__slug",
            Value("/"),
            output_field=TextField(),
        )
        for field in model._meta.concrete_fields
        if isinstance(field, ForeignKey)
        and field.related_model in PLACES
        and field.remote_field.on_delete is not CASCADE  # a file belongs to its document
    ]


def _climb_to_owners(hits: Hits) -> None:
    """What stands in a part of a page is used on the page."""
    for root in published_models():
        for model, links in reversed(owned_models(root).items()):
            if model not in hits:
                continue
            for link in links:
                rows = all_rows(model).filter(pk__in=hits[model]).exclude(**{link.name: None})
                for pk, owner in rows.values_list("pk", link.attname):
                    hits[link.related_model][owner] |= hits[model][pk]


def _stands_alone(model: type[Model]) -> bool:
    return not any(model in owned_models(root) for root in published_models())


def _use(row: Model) -> Use:
    if not isinstance(row, Published):
        return Use(str(row), row.get_absolute_url() if hasattr(row, "get_absolute_url") else "")
    state = "" if row.is_live() else f" ({row.state_in_words().lower()})"
    return Use(f"{row}{state}", row.get_absolute_url())


def _uses_in_drafts(needle: str) -> Iterator[tuple[Use, set[str]]]:
    """Drafts over live pages live in versions, as JSON."""
    drafts = (
        Version.objects.filter(state__in=OPEN)
        .annotate(media_text=Cast("snapshot", TextField()))
        .filter(media_text__contains=needle)
        .prefetch_related("row")
    )
    for draft in drafts:
        if draft.row is not None:
            addresses = set(_ADDRESS.findall(draft.media_text))
            yield Use(f"{draft.row} (a draft)", draft.row.get_absolute_url()), addresses
