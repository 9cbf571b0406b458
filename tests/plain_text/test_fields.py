"""Every text of ours is cleaned on every way into the database."""

import json
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection, models

from localoffer.outbox.models import Message
from localoffer.plain_text import fields
from localoffer.publishing.models import Version
from localoffer.site.models import AlertBanner

FOREIGN = "\x00\x01\x0b\x1f\x7f\x90\ud800\ufffe\uffff"
DIRTY = f"one{FOREIGN}two"
TEXTS = [
    field
    for app in apps.get_app_configs()
    if settings.BASE_DIR in Path(app.path).parents and "site-packages" not in app.path
    for model in app.get_models(include_auto_created=True)
    if not model._meta.proxy
    for field in model._meta.concrete_fields
    if isinstance(field, models.CharField | models.TextField | models.JSONField)
]


def texts_in(value) -> str:
    """All texts of a value that a database adapter may have wrapped."""
    value = getattr(value, "obj", value)
    if isinstance(value, dict):
        return "".join(key + "".join(each) for key, each in value.items())
    return value


def test_there_are_texts():
    assert len(TEXTS) > 150


@pytest.mark.parametrize("field", TEXTS, ids=str)
def test_no_text_is_written_as_it_came(field):
    """A new field is one of localoffer/plain_text/fields.py, or a rich text."""
    is_json = isinstance(field, models.JSONField)
    value = {DIRTY: [DIRTY]} if is_json else DIRTY
    written = field.get_db_prep_save(value, connection)
    if is_json and isinstance(written, str):
        written = json.loads(written)
    row = field.model()
    setattr(row, field.attname, value)
    for text in texts_in(written), texts_in(field.pre_save(row, add=True)):
        assert "one" in text
        assert not set(text) & set(FOREIGN)
    assert texts_in(getattr(row, field.attname)) == text


def banner(**values) -> AlertBanner:
    return AlertBanner(**{"title": "Closed", "text": "Today", **values})


@pytest.mark.django_db
def test_no_way_of_the_orm_keeps_a_control_character():
    row = banner(title="a\x0bb")
    row.save()
    assert row.title == "a b"
    AlertBanner.objects.bulk_create([banner(title="c\x0bd")])
    AlertBanner.objects.create(title="e\x00f", text="g")
    AlertBanner.objects.filter(title="ef").update(text="h\ud800i")
    row.text = "j\uffffk"
    AlertBanner.objects.bulk_update([row], ["text"])
    AlertBanner.objects.get_or_create(title="a\x0bb")  # looked up as it is kept
    found = AlertBanner.objects.order_by("pk").values_list("title", "text")
    assert list(found) == [("a b", "jk"), ("c d", "Today"), ("ef", "hi")]


@pytest.mark.django_db
def test_a_snapshot_cannot_hold_what_the_database_refuses():
    version = Version(snapshot={"model": "events.event", "fields": {"title": "a\x00\ud800b"}})
    assert Version._meta.get_field("snapshot").pre_save(version, True)["fields"]["title"] == "ab"


@pytest.mark.django_db
def test_an_expression_is_written_as_it_is():
    row = banner(title="a")
    row.save()
    AlertBanner.objects.update(text=models.functions.Upper("title"))
    row.title = models.F("text")
    row.save()
    assert AlertBanner.objects.get().title == "A"


def test_migrations_know_these_fields_by_djangos_names():
    for kind in ("CharField", "TextField", "SlugField", "EmailField", "URLField", "JSONField"):
        _, path, args, kwargs = getattr(fields, kind)().deconstruct()
        assert path == f"django.db.models.{kind}"
        assert (args, kwargs) == tuple(getattr(models, kind)().deconstruct()[2:])
    assert fields.AddressField().deconstruct()[1] == "django.db.models.CharField"


def test_a_form_says_what_it_cleaned_to_be_too_long():
    """U+0958 is two characters in NFC: the length is looked at after cleaning."""
    field = Message._meta.get_field("subject")
    with pytest.raises(Exception, match="200"):
        field.clean("\u0958" * 101, Message())
    assert field.clean("a\x07b", Message()) == "ab"
