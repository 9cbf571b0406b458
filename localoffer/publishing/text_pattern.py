"""Rules of the database on how a text is spelled: what no address takes is not stored at all, by
no form, import, shell or SQL. Both databases keep them by functions of their own.
"""

import re
from collections.abc import Callable
from typing import Any

from django.db.models import BooleanField, Func

NOT_AN_ADDRESS = "The address may hold only letters without accents, numbers and hyphens."


class FollowsPattern(Func):
    """Whether a column is spelled like `regex`, which `globs` say for SQLite: it must match one of
    them, where there are any, and none of `no_globs`."""

    arity = 1
    output_field = BooleanField()
    regex = ""
    globs: tuple[str, ...] = ()
    no_globs: tuple[str, ...] = ()

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(compiler, connection, template=f"%(expressions)s ~ '^{self.regex}$'")

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        column, given = compiler.compile(self.get_source_expressions()[0])
        rules = [f"{column} NOT GLOB '{each}'" for each in self.no_globs]
        if one_of := [f"{column} GLOB '{each}'" for each in self.globs]:
            rules.append(f"({' OR '.join(one_of)})")
        return f"({' AND '.join(rules)})", [*given] * (len(self.no_globs) + len(self.globs))


class IsSlug(FollowsPattern):
    """What Django's `<slug:…>` takes, and `SlugField` asks for."""

    regex = "[-a-zA-Z0-9_]+"
    no_globs = ("", "*[^-a-zA-Z0-9_]*")


def mend_slugs(*labels: str) -> Callable[[Any, Any], None]:
    """For migrations that add the rule: spells addresses anew that nobody could open."""

    def mend(apps: Any, schema_editor: Any) -> None:
        for model in map(apps.get_model, labels):
            rows = model._meta.base_manager.using(schema_editor.connection.alias)
            for row in rows.exclude(IsSlug("slug")):
                plain = re.sub(r"[^a-zA-Z0-9]+", "-", row.slug)[:30].strip("-")
                rows.filter(pk=row.pk).update(slug=f"{plain or 'page'}-{row.pk}")

    return mend
