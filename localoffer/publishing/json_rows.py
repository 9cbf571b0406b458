"""Rows of several tables that come along in one query, as JSON.

A year of "You said, we did" has six kinds of rows, and every page has a frame of three; asked for
one by one they would take more queries than a page may cost.
"""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import Aggregate, F, Func, QuerySet, Subquery, Value
from django.db.models.functions import JSONObject

from localoffer.plain_text.characters import clean_lines
from localoffer.plain_text.fields import JSONField


class JsonList(Aggregate):
    """What a group holds, as one JSON array; its order is the database's."""

    output_field = JSONField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(compiler, connection, function="JSON_GROUP_ARRAY", **context)

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(compiler, connection, function="JSONB_AGG", **context)


class JsonRow(JSONObject):
    """A row as an object. That SQLite knows JSON is checked at the start (fields.E180): asking it
    again would cost the first page of each thread three queries."""

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return Func.as_sql(self, compiler, connection, **context)


def json_rows(rows: QuerySet, parent: str, *columns: str, **named: str) -> Subquery:
    """Subquery: the rows as a list of dicts, None when there are none.

    `rows` is already narrowed to one parent by an OuterRef on the column `parent`.
    """
    return _grouped(rows, F(parent), {column: column for column in columns} | named)


def all_json_rows(rows: QuerySet, *columns: str) -> Subquery:
    """The same for rows without a parent in the query around them; no columns: all of them."""
    columns = columns or [field.attname for field in rows.model._meta.concrete_fields]
    return _grouped(rows, Value(1), {column: column for column in columns})


def _grouped(rows: QuerySet, by: F | Value, columns: dict[str, str]) -> Subquery:
    groups = rows.order_by().annotate(json_group=by).values("json_group")
    return Subquery(groups.annotate(rows=JsonList(JsonRow(**columns))).values("rows"))


def rebuilt(model: type[models.Model], rows: list[dict[str, Any]] | None) -> list[Any]:
    """Instances of the model in its usual order (position, then key); JSON's dates become dates.

    A value whose name is no field of the model becomes a plain attribute. Columns that did not
    come along are read when somebody asks, as after `only()`.
    """
    fields = {field.attname: field for field in model._meta.concrete_fields}
    key = model._meta.pk.attname
    found = []
    for row in sorted(rows or [], key=lambda row: (row.get("position", 0), row[key])):
        known = [name for name in fields if name in row]
        instance = model.from_db(None, known, [_value(fields[name], row[name]) for name in known])
        for name in row.keys() - fields.keys():
            value = row[name]
            setattr(instance, name, clean_lines(value) if isinstance(value, str) else value)
        found.append(instance)
    return found


def _value(field: models.Field, value: Any) -> Any:
    """What the database would give for the column; JSON knows fewer kinds of values."""
    value = field.to_python(value)
    if isinstance(value, datetime) and value.tzinfo is None:
        return value.replace(tzinfo=UTC)  # SQLite keeps moments in UTC and does not say so
    if isinstance(value, Decimal):
        return value.quantize(Decimal(1).scaleb(-field.decimal_places))
    return value
