"""For migrations after which the database holds live rows to be complete."""

from collections.abc import Callable
from typing import Any

from django.db.models import Q

NOTED = "Taken off the site by an update, because it was empty: {}. Fill it in and publish it.\n"


def taken_off(app: str, **needed: tuple[str, ...]) -> Callable[[Any, Any], None]:
    """A step that makes drafts of live rows without these texts, and says so in their notes.

    needed: fields by the name of a model, beside title and address, which every kind needs.
    """

    def step(apps: Any, editor: Any) -> None:
        for name, fields in needed.items():
            rows = apps.get_model(app, name).objects.using(editor.connection.alias)
            for field in ("title", "slug", *fields):
                for row in rows.filter(Q((field, "")), state="live"):
                    row.state, row.notes = "draft", NOTED.format(field) + row.notes
                    row.save(update_fields=["state", "notes"])

    return step
