"""Rows of several tables that come along in the query of their parent, as JSON.

A year of "You said, we did" has six kinds of rows; asked for one by one they would take more
queries than a page may cost.
"""

from typing import Any

from django.db import models
from django.db.models import Aggregate, QuerySet, Subquery
from django.db.models.functions import JSONObject


class JsonList(Aggregate):
    """What a group holds, as one JSON array; its order is the database's."""

    output_field = models.JSONField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(compiler, connection, function="JSON_GROUP_ARRAY", **context)

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(compiler, connection, function="JSONB_AGG", **context)


def json_rows(rows: QuerySet, parent: str, *columns: str, **named: str) -> Subquery:
    """Subquery: the rows as a list of dicts, None when there are none.

    `rows` is already narrowed to one parent by an OuterRef on the column `parent`.
    """
    columns_by_name = {column: column for column in columns} | named
    grouped = rows.order_by().values(parent)
    return Subquery(grouped.annotate(rows=JsonList(JSONObject(**columns_by_name))).values("rows"))


def rebuilt(model: type[models.Model], rows: list[dict[str, Any]] | None) -> list[Any]:
    """Instances of the model in its usual order (position, then key); JSON's dates become dates.

    A value whose name is no field of the model becomes a plain attribute.
    """
    fields = {field.attname: field for field in model._meta.concrete_fields}
    found = []
    for row in rows or []:
        known = {name: fields[name].to_python(row[name]) for name in row if name in fields}
        instance = model(**known)
        for name in row.keys() - known.keys():
            setattr(instance, name, row[name])
        found.append(instance)
    return sorted(found, key=lambda one: (getattr(one, "position", 0), one.pk))
