"""Where is this used? Every text of the site that names the address of something uploaded, and
every row that points to it.

All content is read, live and draft, and the drafts that wait over live pages. Nothing is kept
about it, so the answer cannot be out of date. The reader is told that drafts outside their part of
the site use something, but not which.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from django.apps import apps
from django.db.models import (
    CASCADE,
    CharField,
    EmailField,
    F,
    ForeignKey,
    Model,
    QuerySet,
    SlugField,
    TextField,
    Value,
)
from django.db.models.functions import Cast, Concat

from localoffer.media.models import Document, Image, Video
from localoffer.people.models import sees
from localoffer.publishing.addresses import address_of
from localoffer.publishing.family import all_rows, owned_models
from localoffer.publishing.models import Published, Version, published_models
from localoffer.publishing.models.version_states import OPEN
from localoffer.publishing.snapshots import label_of
from localoffer.redirects.models import Redirect
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


OUTSIDE = Use("Drafts outside your part of the site", "")


def used_in(thing: Published, reader: Any) -> list[Use]:
    """Where a document, an image or a video is used, as a user may know it."""
    if (address := address_of(thing)) is None:
        return []
    names = [address, *_old_addresses().filter(new_path=address).values_list("old_path", flat=True)]
    return sorted({use for name in names for use in _uses(name, reader).get(name, [])})


def all_uses(reader: Any) -> dict[str, list[Use]]:
    """The same for everything that is used anywhere, by address: for lists."""
    found = _uses(PLACE, reader)
    for old, new in _old_addresses().values_list("old_path", "new_path"):
        if uses := found.pop(old, None):
            found[new] = sorted({*found.get(new, []), *uses})
    return found


def _old_addresses() -> QuerySet[Redirect]:
    """What moved is still used where texts have its old address, which leads to the new one."""
    return Redirect.objects.filter(old_path__startswith=PLACE, automatic=True)


def _uses(needle: str, reader: Any) -> dict[str, list[Use]]:
    hits = _hits(needle)
    _climb_to_owners(hits)
    found: dict[str, list[Use]] = defaultdict(list)
    for model, addresses_of in hits.items():
        rows = all_rows(model).filter(pk__in=addresses_of)
        for row in rows if _stands_alone(model) else []:
            for address in addresses_of[row.pk]:
                found[address].append(_use(row, reader))
    for use, addresses in _uses_in_drafts(needle, reader):
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


def _use(row: Model, reader: Any) -> Use:
    if not isinstance(row, Published):
        return Use(str(row), row.get_absolute_url() if hasattr(row, "get_absolute_url") else "")
    if row.is_live():
        return Use(str(row), address_of(row) or "")
    return _draft(row, row.state_in_words().lower(), reader)


def _draft(row: Published, state: str, reader: Any) -> Use:
    """What only those who may see it in the admin are told of by its name."""
    view = f"{row._meta.app_label}.view_{row._meta.model_name}"
    if reader.has_perm(view) and sees(reader, row):
        return Use(f"{row} ({state})", address_of(row) or "")
    return OUTSIDE


def _uses_in_drafts(needle: str, reader: Any) -> Iterator[tuple[Use, set[str]]]:
    """Drafts over live pages live in versions, as JSON."""
    drafts = (
        Version.objects.filter(state__in=OPEN)
        .annotate(media_text=Cast("snapshot", TextField()))
        .filter(media_text__contains=needle)
        .prefetch_related("row")
    )
    for draft in drafts:
        if draft.row is not None:
            yield _draft(draft.row, "a draft", reader), set(_ADDRESS.findall(draft.media_text))
