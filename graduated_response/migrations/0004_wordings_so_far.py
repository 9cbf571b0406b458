"""What is public already: its readings count as checked, and its words are written down.

Since when it says what it says was not kept until now; its last edit is the nearest date known.
"""

from django.db import migrations
from django.db.models import Case, CharField, F, Value, When

TEXTS = ("title", "for_parents", "easy_read", "how", "detail", "law", "code_paragraphs")


def _title_where(reading):
    """The title, which the reading was checked against, where there is a reading."""
    empty = When(**{reading: ""}, then=Value(""))
    return Case(empty, default=F("title"), output_field=CharField())


def begin(apps, schema_editor):
    database = schema_editor.connection.alias
    statements = apps.get_model("graduated_response", "Statement").objects.using(database)
    statements.update(
        for_parents_from=_title_where("for_parents"), easy_read_from=_title_where("easy_read")
    )
    live = statements.filter(state="live", area__state="live", wordings__isnull=True)
    wordings = apps.get_model("graduated_response", "Wording").objects.using(database)
    for row in live.select_related("area", "sub_area", "level").prefetch_related("phases"):
        begins = [row.updated, row.live_from, row.area.live_from]
        ends = [each.expires for each in (row, row.area) if each.expires]
        since, until = max(each for each in begins if each), min(ends, default=None)
        if until and until <= since:
            continue
        phases = list(row.phases.all())
        keys = [row.area_id, row.sub_area_id, row.level_id]
        wordings.create(
            statement=row,
            since=since,
            until=until,
            area=row.area.title,
            part=row.sub_area.name if row.sub_area else "",
            level=row.level.name,
            phases=", ".join(phase.name for phase in phases),
            place=" ".join(map(str, [*keys, *sorted(phase.pk for phase in phases)])),
            **{name: getattr(row, name) for name in TEXTS},
        )


class Migration(migrations.Migration):
    dependencies = [("graduated_response", "0003_provision_in_full")]

    operations = [migrations.RunPython(begin, migrations.RunPython.noop)]
