"""Administrators read the log."""

from django.db import migrations

from localoffer.people.roles import give_rights


def give(apps, schema_editor):
    give_rights(apps, schema_editor.connection.alias)


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0005_remit_parts"),
        ("admin", "0003_logentry_add_action_flag_choices"),
    ]

    operations = [migrations.RunPython(give, migrations.RunPython.noop)]
