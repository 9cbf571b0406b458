"""Rows as no form of ours writes them: put there by SQL, past every field of Django's."""

from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.db import DatabaseError, connection, models, transaction

from localoffer.publishing.models import Version
from localoffer.richtext.fields import RichTextField

# Every control character but NUL, which PostgreSQL takes in no text, noncharacters, an object, a
# byte order mark, turned directions, and signs that markup, CSV, iCalendar and headers live of.
FOREIGN = "".join(map(chr, [*range(1, 32), *range(0x7F, 0xA0)])) + "\ufffc\ufffe\uffff\ufdd0"
HOSTILE = f"{FOREIGN}\ufeff\u202e\u2028\U0001ffff'\"<b>&amp;;,:\\{{{{%{'w' * 90}"
# Rich text that no cleaner saw: a table in a heading was published, and the page was a fault.
RUBBISH = (
    "<h2>Costs<table><caption>c<table><tr><td>\u00a31</table></h2><h4></h3><ul>a<ol><td>"
    "<a href='javascript:x'><img src=x><img src='/media/images/gone/'><ol start=x><h2>"
    f"</em></a>&#11;&#xfffe;&lt;<script>x</script><td colspan=0>{'<ul><li>' * 70}<b>b<p>"
)
IN_JSON = "".join(f"\\u{ord(sign):04x}" for sign in FOREIGN)
# They end up in addresses: tests/stored/test_addresses.py
ADDRESSES = {"slug", "code", "path", "key", "token", "reference"}


def own_models() -> list[type[models.Model]]:
    """Every model of ours that has a table of its own."""
    return [
        model
        for app in apps.get_app_configs()
        if settings.BASE_DIR in Path(app.path).parents and "site-packages" not in app.path
        for model in app.get_models()
        if not model._meta.proxy
    ]


def texts() -> Iterator[models.Field]:
    """Columns with words in them."""
    fields = [field for model in own_models() for field in model._meta.concrete_fields]
    others = [User._meta.get_field(name) for name in ("first_name", "last_name", "email")]
    fields += [*others, LogEntry._meta.get_field("object_repr")]
    for field in fields:
        if isinstance(field, models.CharField | models.TextField) and not field.choices:
            yield field


def words() -> list[models.Field]:
    return [
        field
        for field in texts()
        if field.name not in ADDRESSES and not isinstance(field, models.SlugField | RichTextField)
    ]


def rich_texts() -> list[models.Field]:
    return [field for field in texts() if isinstance(field, RichTextField)]


def spoil(fields: list[models.Field], text: str = HOSTILE) -> set[models.Field]:
    """Write a text behind each that is stored; which of them the database's rules did not allow."""
    return {field for field in fields if not _is_spoiled(field, text)}


def _is_spoiled(field: models.Field, text: str) -> bool:
    name = connection.ops.quote_name
    table, column = name(field.model._meta.db_table), name(field.column)
    value, given = f"{column} || %s", [text]
    if field.max_length:
        value, given = f"substr({value}, 1, %s)", [text, field.max_length]
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"UPDATE {table} SET {column} = {value} WHERE {column} <> ''", given)
    except DatabaseError:
        return False
    return True


def spoil_snapshots(after: str) -> None:
    """Write foreign characters behind each place where a text holds this."""
    kind = "jsonb" if connection.vendor == "postgresql" else "text"
    table = connection.ops.quote_name(Version._meta.db_table)
    value = f"CAST(replace(CAST(snapshot AS text), %s, %s) AS {kind})"
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET snapshot = {value}", [after, after + IN_JSON])
