"""A row of any kind of content with everything it can own, made from the models alone."""

from datetime import UTC, date, datetime, timedelta
from itertools import count

from django.db import models

from graduated_response.models import AgeBand, Chapter, Resource, Statement
from localoffer.media.models import Image, Video
from localoffer.publishing.family import content_fields, many_fields, owned_models
from localoffer.richtext.fields import RichTextField
from surveys.models import Finding

ROWS_OF_EACH = 2
# Each value is larger than the one before, so that ends come after starts.
numbers = count(1)

# What the database's own rules ask for.
GIVEN = {AgeBand: {"from_age": 1, "to_age": 2}, Finding: {"figures_published": True},
         Chapter: {"kind": "page", "heading": "", "guide": None, "journey": None, "area": None},
         Image: {"alt": "ALT", "decorative": False}, Resource: {"document": None},
         Video: {"file": ""}}  # fmt: skip

MAKERS = {
    RichTextField: lambda n: f"<p>TEXT {n}</p>",
    models.SlugField: lambda n: f"s{n}",
    models.URLField: lambda n: f"https://www.gov.uk/{n}",
    models.EmailField: lambda n: f"p{n}@example.org",
    models.CharField: lambda n: f"{n:X}",  # short and in capitals
    models.TextField: lambda n: f"LINE {n}\nAND LINE {n} B",
    models.DecimalField: lambda n: f"{n % 90}.5",
    models.DateTimeField: lambda n: datetime(2026, 1, 1, microsecond=7, tzinfo=UTC) + timedelta(n),
    models.DateField: lambda n: date(2026, 1, 1) + timedelta(n),
    models.FileField: lambda n: f"media/{n}.bin",
    models.IntegerField: lambda n: 2000 + n % 100,
}


def example(model: type[models.Model], **given) -> models.Model:
    """A saved row with `ROWS_OF_EACH` owned rows for each way of owning, all tied to others."""
    row = new(model, **given)
    owned_of = {model: [row]}
    for owned, links in owned_models(model).items():
        owned_of[owned] = [
            new(owned, **{other.name: None for other in links} | {link.name: owner})
            for link in links
            for owner in owned_of[link.related_model]
            for _ in range(ROWS_OF_EACH)
        ]
    for rows in owned_of.values():
        for each in rows:
            tie(each, owned_of)
    return row


def new(model: type[models.Model], **given) -> models.Model:
    row = model(**GIVEN.get(model, {}) | given)
    change(row, skip=given)
    return row


def change(row: models.Model, skip=()) -> None:
    """Give every field of content another value, and save."""
    for name, field in content_fields(type(row)).items():
        if name not in skip and name not in GIVEN.get(type(row), ()):
            setattr(row, name, another(field, getattr(row, name, None), type(row)))
    row.save()


def another(field: models.Field, before: object, model: type[models.Model]) -> object:
    if isinstance(field, models.ForeignKey):
        return None if field.related_model is model else new(field.related_model)
    if field.name == "code" and model is Statement:
        # Its digits are few (graduated_response/codes.py), and the numbers of a long run are not.
        letter, digits = divmod(next(numbers), 9_999)
        return f"Z{chr(ord('A') + letter)}{digits + 1}"
    if field.choices:
        values = [value for value, _ in field.choices]
        return values[next(numbers) % len(values)]
    if isinstance(field, models.BooleanField):
        return not before
    makers = (MAKERS[kind] for kind in type(field).__mro__ if kind in MAKERS)
    return next(makers)(next(numbers))


def tie(row: models.Model, owned_of: dict[type[models.Model], list[models.Model]]) -> None:
    """Tie the row to two others of each many-to-many field; to owned ones where they are owned."""
    for name, field in many_fields(type(row)).items():
        other = field.related_model
        getattr(row, name).set(owned_of.get(other) or [new(other), new(other)])


def change_all(row: models.Model) -> None:
    """Change each row, take one of each owned kind away, and add one."""
    links = {}
    for model, keys in owned_models(type(row)).items():
        links[model] = keys[0]
    change(row)
    for name in many_fields(type(row)):
        getattr(row, name).clear()
    for model, link in links.items():
        if link.related_model is not type(row):
            continue
        mine = model.objects.filter(**{link.name: row}).order_by("pk")
        mine[0].delete()
        for other in mine.all():
            change(other, skip=[each.name for each in owned_models(type(row))[model]])
        new(model, **{link.name: row})
