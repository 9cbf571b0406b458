"""The rights on journeys and their steps."""

from django.db import migrations

from localoffer.people.roles import give_rights


def give(apps, schema_editor):
    give_rights(apps, schema_editor.connection.alias)


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0002_roles"),
        ("graduated_response", "0002_journeys_and_videos"),
    ]

    operations = [migrations.RunPython(give, migrations.RunPython.noop)]
